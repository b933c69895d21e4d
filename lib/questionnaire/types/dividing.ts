import { z } from "zod";
import type { QuestionOptions } from "@/db/schema/study-content";
import { plainDigits } from "@/lib/i18n/plain-digits";
import type { Random } from "@/lib/stats/random";
import { fewOptions, onOptions, optionNames, optionParts } from "./choosing";
import type { QuestionTypeOf, Reading, SentFields } from "./question-type";

/** Amounts over the question's own options. */
export interface AmountsQuestion extends QuestionOptions {
  type: "constant-sum" | "percentage";
  total: number;
}

/** An amount for each option, by its id, in the question's order. */
export type Amounts = Readonly<Record<string, number>>;

/** The fewest points that are divided. */
export const MIN_TOTAL = 10;

/** The largest number of points that can be typed; far above any total. */
const AMOUNT = /^\d{1,9}$/;

/** The field of an option's points. */
export function optionAmountField(id: string): string {
  return `amount-${id}`;
}

const chosen = (_: AmountsQuestion, value: Amounts) =>
  Object.entries(value).flatMap(([id, amount]) => (amount > 0 ? [id] : []));

/** What questions of points and of percentages have in common. */
export const dividing: Pick<
  QuestionTypeOf<AmountsQuestion, Amounts>,
  | "marks"
  | "ownSettings"
  | "impossible"
  | "gateFaults"
  | "ownTexts"
  | "fields"
  | "fill"
  | "stored"
  | "conditions"
  | "chosen"
  | "hasCells"
  | "piped"
  | "isOwnWords"
  | "columns"
  | "figures"
> = {
  marks: [],
  ownSettings: () => ({ total: z.number().int().min(MIN_TOTAL).max(1_000_000) }),
  impossible: () => [],
  gateFaults: fewOptions,
  ownTexts: () => [],
  fields: ({ options }, typed) =>
    Object.fromEntries(options.map(({ id }) => [optionAmountField(id), typed.optional()])),
  fill: (_, value) =>
    Object.fromEntries(
      Object.entries(value).map(([id, amount]) => [optionAmountField(id), [String(amount)]]),
    ),
  stored: ({ options }) =>
    z.strictObject(
      Object.fromEntries(options.map(({ id }) => [id, z.number().int().min(0).max(999_999_999)])),
    ),
  conditions: onOptions(chosen, false),
  chosen,
  hasCells: false,
  piped: null,
  isOwnWords: false,
  columns: (key, question) =>
    optionNames(key, question).map(({ id, name }) => ({
      name,
      value: ({ value }) => (value as Amounts)[id] ?? "",
    })),
  figures: {
    measure: "amount",
    parts: optionParts,
    of: ({ options }, value) => options.map(({ id }) => value[id] ?? Number.NaN),
  },
};

/** What was typed beside each option, in the question's order; null where nothing was and need not be. */
export function typedAmounts(
  { options, required }: AmountsQuestion,
  form: SentFields,
): string[] | null {
  const texts = options.map(({ id }) => plainDigits(String(form[optionAmountField(id)] ?? "")));
  return !required && texts.every((text) => text === "") ? null : texts;
}

/** The whole numbers among them, by option id. */
export function wholeAmounts(
  { options }: AmountsQuestion,
  texts: readonly string[],
  { refuse }: Reading,
  isRefused: (field: string, text: string) => boolean,
): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const [index, { id }] of options.entries()) {
    const field = optionAmountField(id);
    const text = texts[index];
    if (isRefused(field, text)) continue;
    if (text !== "" && !AMOUNT.test(text)) refuse(field, "wholeNumber");
    else amounts.set(id, Number(text));
  }
  return amounts;
}

/** Points over these options that add up to a total, each drawn as likely as any other division. */
export function drawPoints({ options, total }: AmountsQuestion, random: Random): Amounts {
  const cuts = options.slice(1).map(() => random.below(total + 1));
  const ends = [0, ...cuts.sort((one, other) => one - other), total];
  return Object.fromEntries(options.map(({ id }, index) => [id, ends[index + 1] - ends[index]]));
}
