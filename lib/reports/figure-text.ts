import type { Scale } from "./schema";

/** Decimals on screen: a tenth of a point, a hundredth of a logit. */
export function decimalsOf(scale: Scale): number {
  return scale === "utility" ? 2 : 1;
}

/** A figure as people read it: fixed decimals, a real minus sign. */
export function figureText(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A figure that says its direction. */
export function signedText(value: number, decimals: number): string {
  const text = figureText(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** At most the given decimals: 5, 1.54. */
export function shortText(value: number, decimals: number): string {
  const text = figureText(value, decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Three decimals, never 0: "p < 0.001". */
export function pText(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

const moment = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A moment with its zone, on one line. */
export function momentText(milliseconds: number): string {
  return `${moment.format(milliseconds)} UTC`.replaceAll(" ", "\u00a0");
}

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** "A", "A and B", "A, B, and C". */
export function listText(parts: readonly string[]): string {
  return list.format(parts);
}

/** Whole numbers with their thousands apart. */
export function countText(count: number): string {
  return count.toLocaleString("en");
}
