import { UsageError } from "./command";

/** @throws UsageError when the text is no whole number from `least` to `most` */
export function wholeNumber(
  option: string,
  text: string,
  least = 1,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new UsageError(`--${option} must be a whole number ${range}, not “${text}”.`);
}

/** A number of the kind 1, 0.5 or -2. @throws UsageError when it is none from `least` to `most` */
export function decimal(
  option: string,
  text: string,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): number {
  const value = Number(text);
  if (/^-?\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return value;
  const range =
    least === Number.NEGATIVE_INFINITY
      ? ""
      : most === Number.POSITIVE_INFINITY
        ? ` of at least ${least}`
        : ` from ${least} to ${most}`;
  throw new UsageError(`--${option} must be a number${range}, not “${text}”.`);
}

/** A number above 0. @throws UsageError when it is none */
export function positive(option: string, text: string): number {
  const value = decimal(option, text);
  if (value > 0) return value;
  throw new UsageError(`--${option} must be above 0, not “${text}”.`);
}

/** A 32-bit seed. @throws UsageError when it is none */
export function seedOf(text: string | undefined): number {
  return text === undefined ? 1 : wholeNumber("seed", text, 0, 2 ** 31 - 1);
}

/** One of a few words. @throws UsageError that lists them */
export function oneOf<const Words extends readonly string[]>(
  option: string,
  text: string,
  words: Words,
): Words[number] {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} must be one of ${words.join(", ")}, not “${text}”.`);
}

/** The parts of “a,b,c”. @throws UsageError when one is empty */
export function listOf(option: string, text: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.some((part) => part === "")) {
    throw new UsageError(`--${option}: there is an empty place in “${text}”.`);
  }
  return parts;
}
