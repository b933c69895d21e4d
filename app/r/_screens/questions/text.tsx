import type { TextQuestion } from "@/lib/questionnaire/types/text";
import { NOTHING_TO_ADD, type QuestionScreenOf } from "./question-screen";
import { atMost, ONE_FIELD, typedField } from "./typed-field";

/** Longer answers than this get a field of several lines. */
const ONE_LINE = 120;

export const text: QuestionScreenOf<TextQuestion> = {
  ...NOTHING_TO_ADD,
  ...ONE_FIELD,
  Fields({ question: { maxLength }, ...fields }) {
    const field = { ...typedField(fields), ...atMost(maxLength, fields.view.locale) };
    return (
      <div className="typed">
        {maxLength > ONE_LINE ? <textarea {...field} rows={4} /> : <input {...field} />}
      </div>
    );
  },
};
