import type { ConstantSumQuestion } from "@/lib/questionnaire/types/constant-sum";
import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import { GRID, WholeNumber } from "./own-fields";

/** What the points add up to. */
export function ConstantSumFields({ total }: OwnSettings<ConstantSumQuestion>) {
  return (
    <div className={GRID}>
      <WholeNumber name="total" value={total} least={10} />
    </div>
  );
}
