import type { DateQuestion } from "@/lib/questionnaire/types/date";
import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import { GRID, Limit } from "./own-fields";

/** The first and the last day that can be answered. */
export function DateFields({ earliest, latest }: OwnSettings<DateQuestion>) {
  return (
    <div className={GRID}>
      <Limit name="earliest" value={earliest} type="date" />
      <Limit name="latest" value={latest} type="date" />
    </div>
  );
}
