import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import type { RankedQuestion } from "@/lib/questionnaire/types/ranked";
import { GRID, WholeNumber } from "./own-fields";

/** How many places are given. */
export function RankedFields({ topN }: OwnSettings<RankedQuestion>) {
  return (
    <div className={GRID}>
      <WholeNumber name="topN" value={topN} least={1} />
    </div>
  );
}
