import type {
  AnswerValue,
  QuestionSettings,
  QuestionType,
  QuestionTypes,
} from "@/db/schema/study-content";
import { constantSum } from "./constant-sum";
import { date } from "./date";
import { multiple } from "./multiple";
import { number } from "./number";
import { percentage } from "./percentage";
import type { QuestionTypeOf } from "./question-type";
import { ranked } from "./ranked";
import { ratingGrid } from "./rating-grid";
import { single } from "./single";
import { text } from "./text";

/** Every type of question, in the order in which an editor offers them. */
export const questionTypes: {
  readonly [Type in QuestionType]: QuestionTypeOf<QuestionTypes[Type], AnswerValue>;
} = {
  single,
  multiple,
  ranked,
  number,
  text,
  date,
  "rating-grid": ratingGrid,
  "constant-sum": constantSum,
  percentage,
};

export const QUESTION_TYPES = Object.keys(questionTypes) as QuestionType[];

export function isQuestionType(name: string): name is QuestionType {
  return Object.hasOwn(questionTypes, name);
}

/** What is particular to a question's type. @throws Error for a type that is not known here */
export function typeOf({
  type,
}: Pick<QuestionSettings, "type">): QuestionTypeOf<QuestionSettings, AnswerValue> {
  if (!isQuestionType(type)) {
    throw new Error(`“${type}” is no type of question; known are ${QUESTION_TYPES.join(", ")}.`);
  }
  return questionTypes[type];
}
