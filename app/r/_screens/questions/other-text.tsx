import type { QuestionOption } from "@/db/schema/study-content";
import { MAX_OTHER_TEXT } from "@/lib/questionnaire/types/choosing";
import { FaultBeside } from "../amount-field";
import { type Fault, faultOf, type ViewOf } from "../screen";
import { wordsIn } from "../words";
import { atMost } from "./typed-field";

/** What "other" is, in the respondent's own words. */
export function OtherText({
  view,
  option,
  faults,
}: {
  view: ViewOf<"question">;
  option: QuestionOption;
  faults: readonly Fault[];
}) {
  const { say } = wordsIn(view.locale);
  const fault = faultOf(faults, "other");
  return (
    <div className="typed">
      <FaultBeside field="other" faults={faults} />
      <input
        id="other"
        name="other"
        {...atMost(MAX_OTHER_TEXT, view.locale)}
        aria-label={say("otherText", { option: option.label })}
        placeholder={say("otherPlaceholder")}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? "other-fault" : undefined}
        defaultValue={view.filled.other?.[0]}
      />
    </div>
  );
}
