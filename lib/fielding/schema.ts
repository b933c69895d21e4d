import { z } from "zod";
import type { AllocationSettings } from "@/db/schema/study-content";
import type { ErrorKey, ErrorValues } from "@/lib/errors";
import { plainDigits } from "@/lib/i18n/plain-digits";

/** A urlencoded form as sent: a field that comes twice is a list. */
export type SentForm = Readonly<Record<string, string | readonly string[]>>;

/** At least 22 characters of base64url: 128 random bits. Ours have 32. */
export const startForm = z.strictObject({
  start: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/),
  /** The language of the screen it was sent from. */
  locale: z.string().max(35).optional(),
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
};

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

export type Refuse = (path: string, key: ErrorKey, values?: ErrorValues) => void;

/** Lets a check name its own sentence. */
export function refusing<Value>(check: (value: Value, refuse: Refuse) => void) {
  return (value: Value, context: z.RefinementCtx) =>
    check(value, (path, key, values) =>
      context.addIssue({ code: "custom", path: [path], params: { key, values } }),
    );
}

/** A form with a field for each item, as far as it is the same for all. */
interface ItemsForm {
  attempt: string;
  shown_at: number;
  opened?: number[];
  [field: string]: unknown;
}

/** An amount for each item of a screen, in the order they were shown. */
export interface AmountsForm {
  attempt: string;
  shown_at: number;
  opened?: number[];
  amounts: number[];
}

/**
 * Reads a direct anchor: 1 for an item that was called important, 0 for one that was not. Every item
 * needs its answer, so that a skipped one is never taken for a no.
 */
export function anchorForm(shown: readonly number[], labelOf: (item: number) => string) {
  const fields: Record<string, z.ZodOptional<z.ZodString>> = {};
  for (const item of shown) fields[judgedField(item)] = z.string().max(1).optional();
  return z
    .strictObject({ ...itemsForm, ...fields })
    .superRefine(
      refusing((form: Record<string, unknown>, refuse) => {
        for (const item of shown) {
          const judged = form[judgedField(item)];
          if (judged === undefined) {
            refuse(judgedField(item), "judgementMissing", { item: labelOf(item) });
          } else if (judged !== "0" && judged !== "1") refuse(judgedField(item), "notOffered");
        }
      }),
    )
    .transform(
      (form: ItemsForm): AmountsForm => ({
        attempt: form.attempt,
        shown_at: form.shown_at,
        opened: form.opened,
        amounts: shown.map((item) => Number(form[judgedField(item)])),
      }),
    );
}

/** The field of an item's direct judgement. */
export function judgedField(item: number): string {
  return `judged-${item}`;
}

/** The largest number that can be typed; far above any total. */
const AMOUNT = /^\d{1,9}$/;

/**
 * Reads an allocation into amounts, one for each shown item and in their order.
 *
 * @param shown the item numbers on the screen
 * @param mustAddUp false while the points are only to be rescaled
 */
export function allocationForm(
  shown: readonly number[],
  settings: AllocationSettings,
  mustAddUp = true,
) {
  if (settings.format === "top-n") {
    const chosen = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();
    return z
      .strictObject({ ...itemsForm, chosen })
      .superRefine(
        refusing(({ chosen: numbers = [] }, refuse) => {
          const known = new Set(numbers.filter((number) => shown.map(String).includes(number)));
          if (known.size !== numbers.length) refuse("chosen", "notShown");
          else if (numbers.length !== settings.topN) {
            refuse("chosen", "chooseExactly", { needed: settings.topN, chosen: numbers.length });
          }
        }),
      )
      .transform(({ attempt, shown_at, opened, chosen: numbers = [] }) => ({
        attempt,
        shown_at,
        opened,
        amounts: shown.map((item) => (numbers.includes(String(item)) ? 1 : 0)),
      }));
  }
  const fields: Record<string, z.ZodOptional<z.ZodString>> = {};
  for (const item of shown) {
    fields[amountField(item)] = z.string().trim().max(40).overwrite(plainDigits).optional();
  }
  return z
    .strictObject({ ...itemsForm, ...fields })
    .superRefine(
      refusing((form: Record<string, unknown>, refuse) => {
        const typed = shown.map((item) => String(form[amountField(item)] ?? ""));
        let sum = 0;
        let allAreWhole = true;
        for (const [index, text] of typed.entries()) {
          const field = amountField(shown[index]);
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
      }),
    )
    .transform((form: ItemsForm) => ({
      attempt: form.attempt,
      shown_at: form.shown_at,
      opened: form.opened,
      // A blank among points that add up is a zero.
      amounts: shown.map((item) => Number(form[amountField(item)] ?? 0)),
    }));
}

/** The field of an item's amount. */
export function amountField(item: number): string {
  return `amount-${item}`;
}
