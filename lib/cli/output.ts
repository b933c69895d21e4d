import fs from "node:fs";
import { UsageError } from "./command";

/**
 * Ten digits: beyond them figures tell the order of additions, not the study. What is not a number
 * is null.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, held: unknown) =>
      typeof held === "number" && Number.isFinite(held) ? Number(held.toPrecision(10)) : held,
    2,
  );
  return `${text}\n`;
}

/** Ten digits, as in jsonText. */
export function figureText(value: number): string {
  return String(Number(value.toPrecision(10)));
}

/** Writes a file that an option names. @throws UsageError when that is not possible */
export function writeNamed(option: string, file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--${option}: cannot write ${file} (${reason}).`);
  }
}
