import fs from "node:fs";
import path from "node:path";
import type { SentFile } from "@/lib/files/csv";
import { UsageError } from "./command";

/** Reads a file that an option names. @throws UsageError when there is none to read */
export function sentFile(option: string, file: string): SentFile {
  try {
    return { name: path.basename(file), bytes: fs.readFileSync(file) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--${option}: cannot read ${file} (${reason}).`);
  }
}
