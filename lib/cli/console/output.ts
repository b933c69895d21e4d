import fs from "node:fs";
import { tenDigits } from "@/lib/stats/ten-digits";
import { UsageError } from "./command";

/** JSON of ten digits a figure; what is not a number is null. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, held: unknown) =>
      typeof held === "number" && Number.isFinite(held) ? tenDigits(held) : held,
    2,
  );
  return `${text}\n`;
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
