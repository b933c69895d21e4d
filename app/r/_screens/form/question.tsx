import { QuestionHeading } from "../question-heading";
import { screenOf } from "../questions/list";
import { type Fields, faultOf, type ViewOf } from "../screen";
import { wordsIn } from "../words";

/** One question: what is asked, what is wrong with the whole of it, and the fields of its type. */
export function Question({ view, faults }: Fields<"question">) {
  const { question } = view;
  const { whole, group, Fields } = screenOf(question);
  const fault = faultOf(faults, whole);
  const hint = hintsOf(view).join(" ");
  const about =
    [hint ? "hint" : "", fault ? "answer-fault" : ""].filter(Boolean).join(" ") || undefined;
  const told = (
    <>
      {hint && (
        <p className="hint" id="hint">
          {hint}
        </p>
      )}
      {fault && (
        <p className="fault" id="answer-fault">
          {fault}
        </p>
      )}
    </>
  );
  const fields = (
    <Fields
      view={view}
      question={question}
      faults={faults}
      about={about}
      isWrong={fault !== undefined}
    />
  );
  if (group === null) {
    return (
      <div className="answers">
        <QuestionHeading sentence={question.text} field="answer" />
        {told}
        {fields}
      </div>
    );
  }
  return (
    <fieldset className={group} aria-describedby={about}>
      <legend>
        <QuestionHeading sentence={question.text} />
      </legend>
      {told}
      {fields}
    </fieldset>
  );
}

function hintsOf({ question, fixedTo, locale }: ViewOf<"question">): string[] {
  const { say } = wordsIn(locale);
  const isNeeded = question.required || (question.type === "single" && question.namesCohort);
  return [
    question.hint,
    screenOf(question).hint(question, say, locale),
    fixedTo ? say("cohortStays") : "",
    isNeeded ? "" : say("optional"),
  ].filter(Boolean);
}

/** The id of the input that a fault's path is about. */
export function questionField(
  { question, locale }: ViewOf<"question">,
  path: string,
): string | null {
  const { whole, firstField, isField } = screenOf(question);
  if (path === whole) return firstField(question, locale);
  return isField(path) ? path : null;
}
