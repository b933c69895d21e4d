import { optionsOf } from "@/db/schema/screen-settings";
import type { OptionsQuestion, QuestionSettings } from "@/db/schema/study-content";
import { Asked } from "./asked";
import { Choices } from "./choices";
import { OptionPoints } from "./option-points";
import { Ranking } from "./ranking";
import { type Fault, type Fields, faultOf, type ViewOf } from "./screen";
import { TypedAnswer } from "./typed-answer";
import { wordsIn } from "./words";

/** What a message about the whole question is called by, in paths and ids. */
const WHOLE: Record<QuestionSettings["type"], string> = {
  single: "answer",
  multiple: "answer",
  ranked: "ranks",
  "constant-sum": "amounts",
  percentage: "amounts",
  number: "answer",
  text: "answer",
};

/** One question: what is asked, what is wrong with the whole of it, and the fields of its type. */
export function Question({ view, faults }: Fields<"question">) {
  const { question } = view;
  const fault = faultOf(faults, WHOLE[question.type]);
  const hint = hintsOf(view).join(" ");
  const about = [hint ? "hint" : "", fault ? "answer-fault" : ""].filter(Boolean).join(" ");
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
  if (question.type === "number" || question.type === "text") {
    return (
      <div className="answers">
        <Asked sentence={question.text} field="answer" />
        {told}
        <TypedAnswer
          question={question}
          filled={view.filled.answer?.[0]}
          about={about || undefined}
          isWrong={fault !== undefined}
        />
      </div>
    );
  }
  return (
    <fieldset
      className={question.type === "single" || question.type === "multiple" ? "answers" : "amounts"}
      aria-describedby={about || undefined}
    >
      <legend>
        <Asked sentence={question.text} />
      </legend>
      {told}
      <OptionFields view={view} question={question} faults={faults} />
    </fieldset>
  );
}

function OptionFields({
  view,
  question,
  faults,
}: {
  view: ViewOf<"question">;
  question: OptionsQuestion;
  faults: readonly Fault[];
}) {
  switch (question.type) {
    case "single":
    case "multiple":
      return <Choices view={view} question={question} faults={faults} />;
    case "ranked":
      return <Ranking view={view} question={question} faults={faults} />;
    case "constant-sum":
    case "percentage":
      return <OptionPoints view={view} question={question} faults={faults} />;
  }
}

function hintsOf({ question, fixedTo, locale }: ViewOf<"question">): string[] {
  const { say } = wordsIn(locale);
  const isNeeded = question.required || (question.type === "single" && question.namesCohort);
  return [
    question.hint,
    question.type === "multiple" ? say("chooseAny") : "",
    question.type === "ranked" ? say("rankThem", { last: question.topN }) : "",
    fixedTo ? say("cohortStays") : "",
    isNeeded ? "" : say("optional"),
  ].filter(Boolean);
}

/** The id of the input that a fault's path is about. */
export function questionField(question: QuestionSettings, path: string): string | null {
  const first = optionsOf(question)[0]?.id;
  switch (path) {
    case "answer":
      return first === undefined ? "answer" : "answer-0";
    case "ranks":
      return `rank-${first}`;
    case "amounts":
      return `amount-${first}`;
    default:
      return /^(other$|rank-|amount-)/.test(path) ? path : null;
  }
}
