import { type RatingGridQuestion, rowField } from "@/lib/questionnaire/types/rating-grid";
import { FaultBeside } from "../amount-field";
import { faultOf, isFilled } from "../screen";
import { NOTHING_TO_ADD, type QuestionFields, type QuestionScreenOf } from "./question-screen";

/** Each row is a group of radio buttons, one for each point by its full name. */
export const ratingGrid: QuestionScreenOf<RatingGridQuestion> = {
  ...NOTHING_TO_ADD,
  whole: "rows",
  group: "ratings",
  firstField: ({ options }) => rowField(options[0]?.id),
  isField: (path) => path.startsWith("row-"),
  Fields: RatingRows,
};

function RatingRows({ view, question, faults }: QuestionFields<RatingGridQuestion>) {
  return question.options.map(({ id, label }) => {
    const field = rowField(id);
    const fault = faultOf(faults, field);
    return (
      <div
        key={id}
        className="row"
        role="radiogroup"
        aria-labelledby={`${field}-name`}
        aria-describedby={fault ? `${field}-fault` : undefined}
        aria-invalid={fault ? true : undefined}
        aria-required={question.required ? true : undefined}
      >
        <p id={`${field}-name`}>{label}</p>
        <FaultBeside field={field} faults={faults} />
        <div className="points">
          {question.points.map((point, index) => (
            <label key={point} className="cell">
              <input
                type="radio"
                name={field}
                value={index + 1}
                id={index === 0 ? field : undefined}
                defaultChecked={isFilled(view, field, index + 1)}
              />
              <span>{point}</span>
            </label>
          ))}
        </div>
      </div>
    );
  });
}
