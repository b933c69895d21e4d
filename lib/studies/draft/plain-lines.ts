/** A browser sends the lines of a text with CR LF, whatever it was given; they are stored with LF. */
export function withPlainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
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
