import type { FieldworkSettings } from "@/db/schema/study-content";

/** A day: somebody who put the study off until tomorrow still finds their place. */
export const USUAL_EXPIRY_MINUTES = 24 * 60;

/** An interview that saved nothing since this moment has given up its places. */
export function expiredBefore(
  study: { readonly fieldwork: FieldworkSettings | null },
  now: number,
): number {
  return now - (study.fieldwork?.expiryMinutes ?? USUAL_EXPIRY_MINUTES) * 60_000;
}
