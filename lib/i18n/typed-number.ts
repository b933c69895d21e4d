import { plainDigits } from "./plain-digits";

/** Marks that only ever group: spaces of any kind, apostrophes, the Arabic thousands mark. */
const GROUPS = /[\s'\u2019\u02bc\uff07\u066c]/gu;
/** Signs that people and programs write for minus. */
const MINUS = /^[\u2212\u2010-\u2013\ufe63\uff0d]/;
/** Marks of direction, which keyboards of Arabic put around figures. */
const UNSEEN = /[\u200b-\u200f\u061c\u2060\u2066-\u2069\ufeff]/g;

/** Stand for a mark that can only group, and one that can only part decimals. */
const GROUP = "_";
const DECIMAL = "|";

/**
 * Languages whose countries write decimals with different marks: in Mexico 1.234 is less than two, in
 * Spain more than a thousand; the same between Egypt and Morocco where Latin marks are typed.
 */
const UNDECIDED: ReadonlySet<string> = new Set(["es", "ar"]);

/** How a typed number can be read: in one way, or in two that lie a thousandfold apart. */
export type TypedNumber =
  | { readonly kind: "clear"; readonly plain: string }
  | { readonly kind: "unclear"; readonly large: string; readonly small: string };

/**
 * Reads a number as people write it: with any of the digits of our languages, any minus, grouped by
 * spaces, apostrophes, commas or points, and with a comma or a point before its decimals. What one mark
 * before three digits means ("1.234") is told by the language where that settles it and by what can be
 * an answer; where both can be meant, both are given.
 *
 * @param language of the screen it was typed on
 * @param fits true for a number, written plainly, that can be an answer here
 * @returns the number written plainly ("-1234.5"); null for what is no number
 */
export function typedNumber(
  typed: string,
  language: string,
  fits: (plain: string) => boolean,
): TypedNumber | null {
  const text = plainDigits(
    typed.replace(UNSEEN, "").trim().replaceAll("\u066b", DECIMAL).replaceAll("\uff0e", "."),
  )
    .replaceAll("\uff0c", ",")
    .replace(MINUS, "-")
    .replace(/^[+\uff0b]/, "");
  const minus = text.startsWith("-") ? "-" : "";
  const body = text.slice(minus.length).trim().replace(GROUPS, GROUP);
  const large = withoutDecimals(body);
  const small = withDecimals(body);
  const [one, other] = [large, small].map((plain) => plain && minus + plain);
  if (!one || !other) {
    const only = one ?? other;
    return only ? { kind: "clear", plain: only } : null;
  }
  const mark = decimalMark(language);
  const byLanguage = body.includes(mark ?? DECIMAL) ? other : one;
  const otherwise = byLanguage === one ? other : one;
  if (mark === null) {
    const fitting = [one, other].filter(fits);
    if (fitting.length === 1) return { kind: "clear", plain: fitting[0] };
  } else if (fits(byLanguage) || !fits(otherwise)) {
    return { kind: "clear", plain: byLanguage };
  }
  // A fourth decimal leaves no doubt.
  return { kind: "unclear", large: one, small: `${minus}${body}0` };
}

/** The body as a whole number: every mark in it groups. Null when it cannot be read so. */
function withoutDecimals(body: string): string | null {
  const marks = new Set(body.match(/\D/g));
  if (marks.size > 1 || marks.has(DECIMAL)) return null;
  return isGrouped(body, marks.size === 1) ? body.replaceAll(/\D/g, "") : null;
}

/** The body with its last mark before decimals. Null when it cannot be read so. */
function withDecimals(body: string): string | null {
  const [, whole, decimals] = /^(.*)[.,|](\d+)$/.exec(body) ?? [];
  if (whole === undefined || whole.includes(body[whole.length])) return null;
  const before = whole === "" ? "0" : withoutDecimals(whole);
  return before === null ? null : `${before}.${decimals}`;
}

/** Groups of three; or as in India, of two before the last three. */
function isGrouped(body: string, hasMarks: boolean): boolean {
  if (!hasMarks) return /^\d+$/.test(body);
  return /^[1-9]\d{0,2}(\D\d{3})+$/.test(body) || /^[1-9]\d?(\D\d{2})*\D\d{3}$/.test(body);
}

/** The mark before decimals in a language; null where its countries differ. */
function decimalMark(language: string): string | null {
  if (UNDECIDED.has(language)) return null;
  const parts = new Intl.NumberFormat(language, { numberingSystem: "latn" }).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? null;
}
