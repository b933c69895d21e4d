import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { database } from "@/db/client";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import type { Actor } from "@/lib/auth/actor";
import { Conflict, type ErrorDetail, Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import { logError } from "@/lib/log";
import { currentActor } from "./current-actor";

/** What a form shows after it was sent. */
export interface FormState {
  /** One per fault, in the order of the fields; path names the field, empty for the whole form. */
  readonly issues: readonly { path: string; message: string }[];
  /** When the form was last saved (milliseconds since 1970); null before. */
  readonly savedAt: number | null;
  /** Refused because somebody else has saved since it was drawn. */
  readonly isStale?: boolean;
  /** How what was sent was read, where it was read otherwise than it stood there. */
  readonly notes?: readonly string[];
  /** A secret that the form has just made, shown this once. */
  readonly secret?: string;
}

/**
 * Runs a form's verb for the signed-in actor and turns what it throws into what the form shows.
 * Requests from another site, or without an Origin, are refused: a cookie alone proves nothing.
 *
 * @param work calls one verb; the path it returns is where the browser goes next, undefined stays, and
 *   notes are shown beside what was saved
 */
export async function runAction(
  work: (context: {
    actor: Actor;
    db: Database;
  }) => Promise<string | { readonly notes: readonly string[] } | undefined>,
): Promise<FormState> {
  let next: Awaited<ReturnType<typeof work>>;
  try {
    await refuseForeignOrigin();
    const actor = await currentActor();
    if (!actor) return failed({ key: "notSignedIn" });
    next = await work({ actor, db: await database() });
  } catch (error) {
    return asFormState(error);
  }
  if (typeof next === "object") return { issues: [], savedAt: Date.now(), notes: next.notes };
  if (next) redirect(next);
  return { issues: [], savedAt: Date.now() };
}

/** Refuses a form that was not sent from our own pages. @throws Conflict foreignOrigin */
export async function refuseForeignOrigin(): Promise<void> {
  const sent = await headers();
  const origin = sent.get("origin");
  const host = sent.get("x-forwarded-host") ?? sent.get("host");
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== host) {
    throw new Conflict("foreignOrigin");
  }
}

/** What a form says about an error; one that we did not foresee is logged and told without detail. */
export function asFormState(error: unknown): FormState {
  if (error instanceof InvalidInput) {
    return {
      issues: error.issues.map(({ path, key, values }) => ({
        path,
        message: atLine(path, errorText(key, values)),
      })),
      savedAt: null,
    };
  }
  if (error instanceof Conflict) {
    const isStale = error.key === "changedMeanwhile";
    return { ...failed(error, ...error.details), isStale };
  }
  if (error instanceof Forbidden) return failed({ key: "forbidden" });
  if (error instanceof NotFound) return failed({ key: "notFound" });
  if (error instanceof DatabaseUnavailable) return failed({ key: "unavailable" });
  logError("A form could not be handled", error);
  return failed({ key: "unexpected" });
}

/** What is wrong in a file says on which line: its path is "file:line:column". */
function atLine(path: string, sentence: string): string {
  const line = /:(\d+):\d+$/.exec(path)?.[1];
  return line === undefined ? sentence : errorText("atLine", { line, sentence });
}

function failed(...sentences: readonly ErrorDetail[]): FormState {
  const issues = sentences.map(({ key, values }) => ({
    path: "",
    message: errorText(key, values),
  }));
  return { issues, savedAt: null };
}
