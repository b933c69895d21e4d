import { TextField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";
import type { NumberQuestion } from "@/lib/questionnaire/types/number";
import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import { GRID, Limit, WholeNumber } from "./own-fields";

/** What a number counts, its limits and its decimals. */
export function NumberFields({ unit, minimum, maximum, decimals }: OwnSettings<NumberQuestion>) {
  return (
    <div className={GRID}>
      <TextField
        name="question.unit"
        label={translator("studio")("question_unit")}
        defaultValue={unit}
        maxLength={40}
        autoComplete="off"
      />
      <Limit name="minimum" value={minimum} type="number" />
      <Limit name="maximum" value={maximum} type="number" />
      <WholeNumber name="decimals" value={decimals} least={0} />
    </div>
  );
}
