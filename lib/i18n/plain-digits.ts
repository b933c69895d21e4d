/** The zeros of the digits that keyboards of our languages write besides 0-9. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10];

/**
 * A number as it was typed in Arabic, Persian, Devanagari or full-width digits, in the digits 0-9;
 * the Arabic decimal mark becomes a point.
 */
export function plainDigits(typed: string): string {
  return typed
    .replaceAll("\u066b", ".")
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - Math.max(...ZEROS.filter((zero) => zero <= code)));
    });
}
