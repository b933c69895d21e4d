import { headers } from "next/headers";
import { database } from "@/db/client";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import type { Actor } from "@/lib/auth/actor";
import { Conflict, type ErrorKey, Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import { logError } from "@/lib/log";
import { currentActor } from "./current-actor";
import { signInFor } from "./way-back";

/** Answers a signed-in GET: finds the actor, runs one verb, and turns what it throws into a status. */
export async function answerFor(
  work: (context: { actor: Actor; db: Database }) => Promise<Response>,
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) return await strangersAnswer();
    return await work({ actor, db: await database() });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return refusal(404, "notFound");
    if (error instanceof InvalidInput) {
      const [issue] = error.issues;
      return refusal(422, issue.key, issue.values);
    }
    if (error instanceof Conflict) return refusal(409, error.key, error.values);
    if (error instanceof DatabaseUnavailable) {
      return refusal(503, "unavailable", {}, { "Retry-After": "5" });
    }
    logError("A request could not be handled", error);
    return refusal(500, "unexpected");
  }
}

/**
 * A browser that opens a file after its session has ended is shown the way in, and from there back to
 * the page it came from; whatever else asks is told in a word.
 */
async function strangersAnswer(): Promise<Response> {
  const sent = await headers();
  if (sent.get("sec-fetch-dest") !== "document") return refusal(401, "notSignedIn");
  const referrer = sent.get("referer") ?? "";
  const from = URL.canParse(referrer) ? new URL(referrer) : null;
  const way = signInFor(from && from.pathname + from.search);
  return new Response(null, { status: 303, headers: { Location: way } });
}

function refusal(
  status: number,
  key: ErrorKey,
  values?: Record<string, string | number>,
  extra: Record<string, string> = {},
): Response {
  return new Response(`${errorText(key, values)}\n`, {
    status,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...extra,
    },
  });
}
