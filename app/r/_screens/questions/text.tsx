import type { TextQuestion } from "@/lib/questionnaire/types/text";
import { NOTHING_TO_ADD, type QuestionScreenOf } from "./question-screen";
import { ONE_FIELD, typedField } from "./typed-field";

/** Longer answers than this get a field of several lines. */
const ONE_LINE = 120;

export const text: QuestionScreenOf<TextQuestion> = {
  ...NOTHING_TO_ADD,
  ...ONE_FIELD,
  Fields: ({ question: { maxLength }, ...fields }) => (
    <div className="typed">
      {maxLength > ONE_LINE ? (
        <textarea {...typedField(fields)} rows={4} maxLength={maxLength} />
      ) : (
        <input {...typedField(fields)} maxLength={maxLength} />
      )}
    </div>
  ),
};
