import type { OptionsQuestion } from "@/db/schema/study-content";
import { isFilled } from "../screen";
import { StudyText } from "../study-text";
import { OtherText } from "./other-text";
import type { QuestionFields } from "./question-screen";

/** One of the options, or any of them; the one that asks for a text has its field beneath. */
export function Choices({
  view,
  question,
  faults,
  input,
}: Pick<QuestionFields<OptionsQuestion>, "view" | "question" | "faults"> & {
  input: "radio" | "checkbox";
}) {
  const { fixedTo } = view;
  return question.options.map((option, index) => (
    <div key={option.id}>
      <label className="cell">
        <input
          type={input}
          name="answer"
          value={option.id}
          id={`answer-${index}`}
          defaultChecked={isFilled(view, "answer", option.id)}
          disabled={fixedTo !== null && !fixedTo.includes(option.id)}
          data-alone={option.exclusive ? option.label : undefined}
          data-other={option.other ? "" : undefined}
        />
        <span>
          <StudyText text={option.label} />
        </span>
      </label>
      {option.other && <OtherText view={view} option={option} faults={faults} />}
    </div>
  ));
}
