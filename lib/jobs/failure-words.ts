import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import { logError } from "@/lib/log";

/** What went wrong, for the person who asked. What nobody foresaw goes to the log instead. */
export function failureWords(error: unknown): string {
  if (error instanceof Conflict) return errorText(error.key, error.values);
  if (error instanceof NotFound) return errorText("notFound");
  if (error instanceof InvalidInput) {
    return error.issues.map((issue) => errorText(issue.key, issue.values)).join(" ");
  }
  // The engine's domain errors name the value and how to mend it.
  if (error instanceof RangeError) return error.message;
  logError("running a job", error);
  return errorText("unexpected");
}
