import type { SingleQuestion } from "@/db/schema/study-content";
import { Choices } from "./choices";
import { NOTHING_TO_ADD, type QuestionScreenOf } from "./question-screen";

export const single: QuestionScreenOf<SingleQuestion> = {
  ...NOTHING_TO_ADD,
  whole: "answer",
  group: "answers",
  firstField: () => "answer-0",
  isField: (path) => path === "other",
  Fields: ({ view, question, faults }) => (
    <Choices view={view} question={question} faults={faults} input="radio" />
  ),
};
