import { z } from "zod";
import { optionsOf } from "@/db/schema/screen-settings";
import type { QuestionSettings } from "@/db/schema/study-content";
import { isBlank } from "@/lib/i18n/blank";
import { readAmounts, readChosen, type StoredAnswer } from "@/lib/questionnaire/stored-answer";
import {
  checking,
  everyForm,
  keptFor,
  type Refuse,
  readForm,
  type SentForm,
} from "../interview/schema";
import { rankField, readMultiple, readRanked, readSingle, withOther } from "./read-choice";
import { optionAmountField, readPoints } from "./read-points";
import { readNumber, readText } from "./read-typed";
import type { Filled } from "./screen-view";

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
  const answer = checking((refuse) => readAnswer(question, sent, language, refuse, mustAddUp));
  return { attempt, shown_at, answer };
}

interface QuestionForm {
  attempt: string;
  shown_at: number;
  answer: StoredAnswer | null;
}

function fieldsOf(question: QuestionSettings): z.ZodRawShape {
  const text = typed.optional();
  const fields: Record<string, z.ZodType> = {};
  switch (question.type) {
    case "single":
      fields.answer = z.string().optional();
      break;
    case "multiple":
      fields.answer = z
        .union([z.string().transform((one) => [one]), z.array(z.string()).max(1_000)])
        .optional();
      break;
    case "ranked":
      for (const { id } of question.options) fields[rankField(id)] = text;
      break;
    case "constant-sum":
    case "percentage":
      for (const { id } of question.options) fields[optionAmountField(id)] = text;
      break;
    case "number":
    case "text":
      fields.answer = text;
  }
  if (optionsOf(question).some((option) => option.other)) fields.other = text;
  return fields;
}

function readAnswer(
  question: QuestionSettings,
  form: Record<string, unknown>,
  language: string,
  refuse: Refuse,
  mustAddUp: boolean,
): StoredAnswer | null {
  switch (question.type) {
    case "single":
      return withOther(question, form, readSingle(question, form, refuse), refuse);
    case "multiple":
      return withOther(question, form, readMultiple(question, form, refuse), refuse);
    case "ranked":
      return withOther(question, form, readRanked(question, form, refuse), refuse);
    case "constant-sum":
    case "percentage":
      return readPoints(question, form, refuse, mustAddUp);
    case "number":
      return readNumber(question, String(form.answer ?? ""), language, refuse);
    case "text":
      return readText(question, String(form.answer ?? ""), refuse);
  }
}

/** A stored answer as the fields of its form. */
export function filledWith(question: QuestionSettings, { value, otherText }: StoredAnswer): Filled {
  const other: Filled = otherText === null ? {} : { other: [otherText] };
  switch (question.type) {
    case "single":
    case "number":
    case "text":
      return { answer: [value], ...other };
    case "multiple":
      return { answer: readChosen(value), ...other };
    case "ranked": {
      const ranks = readChosen(value).map((id, index) => [rankField(id), [String(index + 1)]]);
      return { ...Object.fromEntries(ranks), ...other };
    }
    case "constant-sum":
    case "percentage":
      return Object.fromEntries(
        Array.from(readAmounts(value), ([id, amount]) => [optionAmountField(id), [String(amount)]]),
      );
  }
}
