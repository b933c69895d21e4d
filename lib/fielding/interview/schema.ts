import { z } from "zod";
import type { AllocationSettings } from "@/db/schema/study-content";
import { type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { plainDigits } from "@/lib/i18n/plain-digits";
import { logIgnoredFields } from "@/lib/log";
import type { Refuse } from "@/lib/questionnaire/types/question-type";

/** A urlencoded form as sent: a field that comes twice is a list. */
export type SentForm = Readonly<Record<string, string | readonly string[]>>;

/** At least 22 characters of base64url: 128 random bits. Ours have 32. */
export const startForm = z.object({
  start: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/),
  /** The language of the screen it was sent from. */
  locale: z.string().max(35).optional(),
  /** "yes" when the box was ticked, where the first screen has one. */
  consent: z.string().max(10).optional(),
});

/** In every form of an interview. */
export const everyForm = {
  /** Made with the screen; a form that is sent twice carries it twice. */
  attempt: z.guid().toLowerCase(),
  /** When the screen was made, in milliseconds since 1970 by the server's clock. */
  shown_at: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  /** The name of the screen it was made for. */
  screen: z.string().max(100).optional(),
  /** How often that screen had been saved when it was made. */
  known: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional(),
};

/**
 * Reads a form. Fields that are not asked for, as browsers' extensions add them, are left aside, and
 * the log tells their names.
 *
 * @throws InvalidInput with one issue per fault
 */
export function readForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: SentForm,
): z.output<z.ZodObject<Shape>> {
  logIgnoredFields(Object.keys(form).filter((name) => !Object.hasOwn(schema.shape, name)));
  return parse(schema, form);
}

/** In every form that shows items. */
export const itemsForm = {
  ...everyForm,
  /** Items whose definition was opened, as the script counts them; without script it is not sent. */
  opened: z
    .string()
    .regex(/^[\d ]{0,2000}$/)
    .transform((numbers) => numbers.split(" ").filter(Boolean).map(Number))
    .optional(),
};

/**
 * Runs the checks that a schema does not express, each of which names its own sentence.
 *
 * @throws InvalidInput with all that was refused
 */
export function checking<Value>(check: (refuse: Refuse) => Value): Value {
  const issues: InputIssue[] = [];
  const value = check((path, key, values) => issues.push({ path, key, values }));
  if (issues.length > 0) throw new InvalidInput(issues);
  return value;
}

/**
 * Keeps the schema that is made of something frozen for as long as that lives: putting one together
 * costs many times what reading a form with it does.
 */
export function keptFor<Frozen extends object, Schema>(
  make: (frozen: Frozen) => Schema,
): (frozen: Frozen) => Schema {
  const kept = new WeakMap<Frozen, Schema>();
  return (frozen) => {
    const schema = kept.get(frozen) ?? make(frozen);
    kept.set(frozen, schema);
    return schema;
  };
}

/** What a screen shows of each item, as far as its form is read against it. */
type ShownItems = readonly { readonly number: number; readonly label: string }[];

/** An amount for each item of a screen, in the order they were shown. */
export interface AmountsForm {
  attempt: string;
  shown_at: number;
  opened?: number[];
  amounts: number[];
}

const directAnchorForm = keptFor((items: ShownItems) =>
  z.object({ ...itemsForm, ...eachItem(items, directAnchorField, z.string().max(1).optional()) }),
);

/**
 * Reads a direct anchor: 1 for an item that was called important, 0 for one that was not. Every item
 * needs its answer, so that a skipped one is never taken for a no.
 *
 * @throws InvalidInput for anything else
 */
export function readDirectAnchor(items: ShownItems, form: SentForm): AmountsForm {
  const { attempt, shown_at, opened, ...sent } = readForm(directAnchorForm(items), form);
  const fields: Record<string, unknown> = sent;
  checking((refuse) => {
    for (const { number, label } of items) {
      const field = directAnchorField(number);
      if (fields[field] === undefined) refuse(field, "judgementMissing", { item: label });
      else if (fields[field] !== "0" && fields[field] !== "1") refuse(field, "notOffered");
    }
  });
  const amounts = items.map(({ number }) => Number(fields[directAnchorField(number)]));
  return { attempt, shown_at, opened, amounts };
}

function eachItem<Field>(items: ShownItems, nameOf: (item: number) => string, field: Field) {
  return Object.fromEntries(items.map(({ number }) => [nameOf(number), field]));
}

/** The field that says whether an item is above the anchor. */
export function directAnchorField(item: number): string {
  return `judged-${item}`;
}

/** The largest number that can be typed; far above any total. */
const AMOUNT = /^\d{1,9}$/;

const chosenItems = z.object({
  ...itemsForm,
  chosen: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
});

const amountTexts = keptFor((items: ShownItems) =>
  z.object({
    ...itemsForm,
    ...eachItem(items, amountField, z.string().trim().max(40).overwrite(plainDigits).optional()),
  }),
);

/**
 * Reads an allocation into amounts, one for each item on the screen and in their order.
 *
 * @param mustAddUp false while the points are only to be rescaled
 * @throws InvalidInput for anything else
 */
export function readAllocation(
  items: ShownItems,
  settings: AllocationSettings,
  form: SentForm,
  mustAddUp = true,
): AmountsForm {
  if (settings.format === "top-n") return readTopN(items, settings.topN, form);
  const { attempt, shown_at, opened, ...sent } = readForm(amountTexts(items), form);
  const texts: Record<string, unknown> = sent;
  const typed = items.map(({ number }) => String(texts[amountField(number)] ?? ""));
  checking((refuse) => {
    let sum = 0;
    let allAreWhole = true;
    for (const [index, text] of typed.entries()) {
      const field = amountField(items[index].number);
      const isBlank = text === "";
      if (isBlank && settings.format === "percentage") refuse(field, "percentageMissing");
      else if (!isBlank && !AMOUNT.test(text)) refuse(field, "wholeNumber");
      else if (settings.format === "percentage" && Number(text) > 100) {
        refuse(field, "tooHigh", { maximum: 100 });
      } else {
        sum += Number(text);
        continue;
      }
      allAreWhole = false;
    }
    if (settings.format !== "constant-sum" || !mustAddUp || !allAreWhole) return;
    const { total } = settings;
    if (sum < total) refuse("amounts", "sumTooLow", { sum, total, off: total - sum });
    if (sum > total) refuse("amounts", "sumTooHigh", { sum, total, off: sum - total });
  });
  // A blank among points that add up is a zero.
  return { attempt, shown_at, opened, amounts: typed.map(Number) };
}

function readTopN(items: ShownItems, topN: number, form: SentForm): AmountsForm {
  const { chosen = [], ...sent } = readForm(chosenItems, form);
  const numbers = items.map(({ number }) => String(number));
  checking((refuse) => {
    const known = new Set(chosen.filter((number) => numbers.includes(number)));
    if (known.size !== chosen.length) refuse("chosen", "notShown");
    else if (chosen.length !== topN) {
      refuse("chosen", "chooseExactly", { needed: topN, chosen: chosen.length });
    }
  });
  return { ...sent, amounts: numbers.map((number) => (chosen.includes(number) ? 1 : 0)) };
}

/** The field of an item's amount. */
export function amountField(item: number): string {
  return `amount-${item}`;
}
