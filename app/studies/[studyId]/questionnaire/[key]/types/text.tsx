import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import type { TextQuestion } from "@/lib/questionnaire/types/text";
import { GRID, WholeNumber } from "./own-fields";

/** How long a text may be. */
export function TextFields({ maxLength }: OwnSettings<TextQuestion>) {
  return (
    <div className={GRID}>
      <WholeNumber name="maxLength" value={maxLength} least={1} />
    </div>
  );
}
