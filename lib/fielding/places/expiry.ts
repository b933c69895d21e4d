import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import type { Tables } from "@/db/schema/tables";
import { clockSteadyFor } from "@/lib/steady-clock";
import { isOverFor } from "../interview/field-hours";

/** Whoever is at work saves within this time of a server's start. */
const AFTER_START_MS = 60 * 60_000;

/**
 * False while nobody can tell how long interviews have been idle: the clock was set since, or the server
 * has just begun and did not see what the clock did before. Whoever is at work saves in the meantime,
 * and is idle by the clock as it goes now; all others wait a little longer for their release.
 */
export function canTellIdle(study: Pick<Tables["study"]["$inferSelect"], "fieldwork">): boolean {
  const { sinceSet, sinceStart } = clockSteadyFor();
  const expiryMs = (study.fieldwork ?? USUAL_FIELDWORK).expiryMinutes * 60_000;
  return sinceSet >= expiryMs && sinceStart >= Math.min(expiryMs, AFTER_START_MS);
}

/**
 * An interview that saved nothing since this moment has given up its places. Once the study is over
 * for those inside, nobody can save any more: all have, however late their last answer came.
 */
export function expiredBefore(
  study: Pick<Tables["study"]["$inferSelect"], "state" | "fieldwork">,
  now: number,
): number {
  if (isOverFor(study, { isTest: false }, now)) return Number.MAX_SAFE_INTEGER;
  return now - (study.fieldwork ?? USUAL_FIELDWORK).expiryMinutes * 60_000;
}
