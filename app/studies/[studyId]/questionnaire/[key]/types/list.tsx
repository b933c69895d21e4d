import type { ComponentType } from "react";
import type { QuestionSettings, QuestionType, QuestionTypes } from "@/db/schema/study-content";
import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import { ConstantSumFields } from "./constant-sum";
import { DateFields } from "./date";
import type { EditedType } from "./edited-type";
import { NumberFields } from "./number";
import { RankedFields } from "./ranked";
import { RatingGridFields } from "./rating-grid";
import { TextFields } from "./text";

/** The fields of what is a type's own; null where that is nothing but its words and its answers. */
const editors: {
  readonly [Type in QuestionType]: ComponentType<OwnSettings<QuestionTypes[Type]>> | null;
} = {
  single: null,
  multiple: null,
  ranked: RankedFields,
  number: NumberFields,
  text: TextFields,
  date: DateFields,
  "rating-grid": RatingGridFields,
  "constant-sum": ConstantSumFields,
  percentage: null,
};

/** What a type has to be told besides its words and its answers. */
export function OwnFields({ type, own }: Pick<EditedType, "type" | "own">) {
  // Type and settings come from one pair.
  const Fields = editors[type] as ComponentType<OwnSettings<QuestionSettings>> | null;
  return Fields ? <Fields {...own} /> : null;
}
