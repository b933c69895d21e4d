import type { MultipleQuestion } from "@/lib/questionnaire/types/multiple";
import { Choices } from "./choices";
import { NOTHING_TO_ADD, type QuestionScreenOf } from "./question-screen";

export const multiple: QuestionScreenOf<MultipleQuestion> = {
  ...NOTHING_TO_ADD,
  whole: "answer",
  group: "answers",
  hint: (_, say) => say("chooseAny"),
  firstField: () => "answer-0",
  isField: (path) => path === "other",
  goesAlone: true,
  Fields: ({ view, question, faults }) => (
    <Choices view={view} question={question} faults={faults} input="checkbox" />
  ),
};
