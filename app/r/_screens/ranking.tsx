import type { RankedQuestion } from "@/db/schema/study-content";
import { FaultBeside } from "./amount-field";
import { OtherText } from "./other-text";
import { type Fault, faultOf, type ViewOf } from "./screen";
import { wordsIn } from "./words";

/** Each option with its place, chosen from a list: nothing has to be dragged. */
export function Ranking({
  view,
  question,
  faults,
}: {
  view: ViewOf<"question">;
  question: RankedQuestion;
  faults: readonly Fault[];
}) {
  const { say } = wordsIn(view.locale);
  return (
    <ul>
      {question.options.map((option) => {
        const field = `rank-${option.id}`;
        const fault = faultOf(faults, field);
        return (
          <li key={option.id} className="amount">
            <label htmlFor={field}>{option.label}</label>
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
