/** Ten significant digits: beyond them figures tell the order of additions, not the study. */
export function tenDigits(value: number): number {
  return Number(value.toPrecision(10));
}

/** The same as text, for a cell of a file. */
export function tenDigitsText(value: number): string {
  return String(tenDigits(value));
}
