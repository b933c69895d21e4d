import type { QuestionType, QuestionTypes } from "@/db/schema/study-content";
import type { OwnFields, OwnSettings } from "@/lib/questionnaire/types/own-fields";
import type { OptionMark } from "@/lib/questionnaire/types/question-type";

/** A type with what is its own, as this question has it or a new one begins. */
export type EditedType = {
  [Type in QuestionType]: {
    readonly type: Type;
    readonly own: OwnSettings<QuestionTypes[Type]>;
    readonly ownFields: OwnFields<QuestionTypes[Type]>;
    /** What its answers can do; null where it has none to choose from. */
    readonly marks: readonly OptionMark[] | null;
  };
}[QuestionType];
