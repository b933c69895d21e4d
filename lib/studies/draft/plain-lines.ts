import { xmlCharacters } from "@/lib/files/xml-characters";

/**
 * The text with its lines parted by LF alone: a browser sends CR LF, whatever it was given, and slides
 * and documents have breaks of their own. Control characters that came along are left out: nobody sees
 * them, and no file of translations or charts could hold them.
 */
export function withPlainLines(text: string): string {
  return xmlCharacters(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n"));
}

/** The same for every text inside a row: what an earlier version stored as it was sent. */
export function plainLinesInside<Value>(value: Value): Value {
  if (typeof value === "string") return withPlainLines(value) as Value;
  if (Array.isArray(value)) return value.map(plainLinesInside) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, plainLinesInside(held)]),
  ) as Value;
}
