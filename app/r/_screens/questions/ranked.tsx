import type { RankedQuestion } from "@/lib/questionnaire/types/ranked";
import { FaultBeside } from "../amount-field";
import { faultOf } from "../screen";
import { StudyText } from "../study-text";
import { wordsIn } from "../words";
import { OtherText } from "./other-text";
import { NOTHING_TO_ADD, type QuestionFields, type QuestionScreenOf } from "./question-screen";

export const ranked: QuestionScreenOf<RankedQuestion> = {
  ...NOTHING_TO_ADD,
  whole: "ranks",
  group: "amounts",
  hint: ({ topN }, say) => say("rankThem", { last: topN }),
  firstField: ({ options }) => `rank-${options[0]?.id}`,
  isField: (path) => path === "other" || path.startsWith("rank-"),
  Fields: Ranking,
};

/** Each option with its place, chosen from a list: nothing has to be dragged. */
function Ranking({ view, question, faults }: QuestionFields<RankedQuestion>) {
  const { say } = wordsIn(view.locale);
  return (
    <ul>
      {question.options.map((option) => {
        const field = `rank-${option.id}`;
        const fault = faultOf(faults, field);
        return (
          <li key={option.id} className="amount">
            <label htmlFor={field}>
              <StudyText text={option.label} />
            </label>
            <span className="number">
              <select
                id={field}
                name={field}
                aria-label={say("placeOf", { option: option.label })}
                aria-invalid={fault ? true : undefined}
                aria-describedby={fault ? `${field}-fault` : undefined}
                defaultValue={view.filled[field]?.[0]}
              >
                <option value="">–</option>
                {Array.from({ length: question.topN }, (_, index) => (
                  <option key={String(index + 1)} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
              </select>
            </span>
            {option.other && <OtherText view={view} option={option} faults={faults} />}
            <FaultBeside field={field} faults={faults} />
          </li>
        );
      })}
    </ul>
  );
}
