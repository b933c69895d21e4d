import { DatabaseUnavailable } from "@/db/errors";
import { Conflict, Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import type { FileNote } from "@/lib/files/file-issues";
import { errorText } from "@/lib/i18n/translator";
import { UsageError } from "./command";

/** How files were read, where that is not as they stand: a line each. */
export function notesText(notes: readonly FileNote[]): string {
  return notes.map(({ file, key, values }) => `${file}: ${errorText(key, values)}\n`).join("");
}

/** What an error means, in lines for a terminal; a stack only for what nobody foresaw. */
export function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof InvalidInput) {
    const lines = error.issues.map(({ path, key, values }) =>
      [path, errorText(key, values)].filter((part) => part !== "").join(" "),
    );
    return lines.join("\n");
  }
  if (error instanceof Conflict) {
    return [error, ...error.details].map(({ key, values }) => errorText(key, values)).join("\n");
  }
  if (error instanceof NotFound) return error.message;
  if (error instanceof Forbidden) return errorText("forbidden");
  if (error instanceof DatabaseUnavailable) return errorText("unavailable");
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
