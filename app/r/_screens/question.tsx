import { type Fields, faultOf, isFilled } from "./screen";
import { wordsIn } from "./words";

/** One question with one answer. */
export function Question({ view, faults }: Fields<"question">) {
  const { say } = wordsIn(view.locale);
  const { question, fixedTo } = view;
  const fault = faultOf(faults, "answer");
  const isOptional = !question.required && !question.namesCohort;
  const hint = [
    question.hint,
    fixedTo ? say("cohortStays") : "",
    isOptional ? say("optional") : "",
  ].filter(Boolean);
  const about = [hint.length > 0 ? "hint" : "", fault ? "answer-fault" : ""].filter(Boolean);
  return (
    <fieldset className="answers" aria-describedby={about.join(" ") || undefined}>
      <legend>
        <h1>{question.text}</h1>
      </legend>
      {hint.length > 0 && (
        <p className="hint" id="hint">
          {hint.join(" ")}
        </p>
      )}
      {fault && (
        <p className="fault" id="answer-fault">
          {fault}
        </p>
      )}
      {question.options.map((option, index) => (
        <label key={option.id} className="cell">
          <input
            type="radio"
            name="answer"
            value={option.id}
            id={`answer-${index}`}
            defaultChecked={isFilled(view, "answer", option.id)}
            disabled={fixedTo !== null && !fixedTo.includes(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
