import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import type { Tables } from "@/db/schema/tables";
import { isOverFor } from "../interview/field-hours";

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
