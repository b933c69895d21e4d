import { z } from "zod";
import { optionsOf } from "@/db/schema/screen-settings";
import type { QuestionSettings } from "@/db/schema/study-content";
import { isBlank } from "@/lib/i18n/blank";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import { checking, everyForm, keptFor, readForm, type SentForm } from "../interview/schema";

/**
 * A text as it is kept: what no keyboard types is taken out, and so are spaces at its ends. One in which
 * nothing can be seen is empty.
 */
const typed = z.string().transform((text) =>
  isBlank(text)
    ? ""
    : text
        .replaceAll(/\r\n?/g, "\n")
        // Control characters, and halves of surrogate pairs, which no database keeps.
        .replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, "")
        .trim(),
);

const questionForm = keptFor((question: QuestionSettings) =>
  z.object({ ...everyForm, ...fieldsOf(question) }),
);

/**
 * Reads a question's form into the answer as it is stored; null where nothing was answered and
 * nothing had to be.
 *
 * @param settings the question as it is frozen
 * @param question the same in the words it was shown in, which refusals use
 * @param language of the screen that was answered, whose way of writing numbers counts
 * @param mustAddUp false while points are only to be rescaled
 * @throws InvalidInput for what cannot be an answer
 */
export function readQuestion(
  settings: QuestionSettings,
  question: QuestionSettings,
  form: SentForm,
  language: string,
  mustAddUp = true,
): QuestionForm {
  const { attempt, shown_at, ...sent } = readForm(questionForm(settings), form);
  const answer = checking((refuse) =>
    typeOf(question).read(question, sent, { language, refuse, mustAddUp }),
  );
  return { attempt, shown_at, answer };
}

interface QuestionForm {
  attempt: string;
  shown_at: number;
  answer: StoredAnswer | null;
}

function fieldsOf(question: QuestionSettings): z.ZodRawShape {
  const fields = typeOf(question).fields(question, typed);
  const asksOther = optionsOf(question).some((option) => option.other);
  return asksOther ? { ...fields, other: typed.optional() } : fields;
}

/** A stored answer as the fields of its form. @param language of the screen that is filled */
export function filledWith(
  question: QuestionSettings,
  { value, otherText }: StoredAnswer,
  language: string,
): Filled {
  const fields = typeOf(question).fill(question, value, language);
  return otherText === null ? fields : { ...fields, other: [otherText] };
}
