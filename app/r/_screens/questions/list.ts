import type { QuestionSettings, QuestionType, QuestionTypes } from "@/db/schema/study-content";
import { constantSum } from "./constant-sum";
import { date } from "./date";
import { multiple } from "./multiple";
import { number } from "./number";
import { percentage } from "./percentage";
import type { QuestionScreenOf } from "./question-screen";
import { ranked } from "./ranked";
import { ratingGrid } from "./rating-grid";
import { single } from "./single";
import { text } from "./text";

const questionScreens: {
  readonly [Type in QuestionType]: QuestionScreenOf<QuestionTypes[Type]>;
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

/** How a question looks to respondents. @throws Error for a type that has no screen */
export function screenOf({ type }: Pick<QuestionSettings, "type">) {
  if (!Object.hasOwn(questionScreens, type)) throw new Error(`No screen shows “${type}”.`);
  return questionScreens[type] as QuestionScreenOf<QuestionSettings>;
}
