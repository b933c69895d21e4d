import type { SentForm } from "@/lib/fielding/interview/schema";

/** An answer is a few numbers: far below this. */
export const MAX_BYTES = 64 * 1024;

/** A body that is not read: too large, or not a form. */
export class BodyRefused extends Error {
  override readonly name = "BodyRefused";
  constructor(readonly status: 413 | 415) {
    super(status === 413 ? "The body is too large." : "The body is not a form.");
  }
}

/** @throws BodyRefused for a body whose stated type or length says that it is not worth reading */
export function refuseUnread(type: string | undefined, length: string | undefined): void {
  const stated = type?.split(";")[0].trim().toLowerCase();
  if (stated !== "application/x-www-form-urlencoded") throw new BodyRefused(415);
  if (Number(length ?? 0) > MAX_BYTES) throw new BodyRefused(413);
}

/** Fields of a form or of a query; one that comes twice becomes a list. */
export function fieldsOf(sent: URLSearchParams): SentForm {
  const fields = new Map<string, string | string[]>();
  for (const [name, written] of sent) {
    // Nobody types it, and PostgreSQL has no text with it.
    const value = written.replaceAll("\0", "");
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === "string") fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}
