import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import type { FieldworkSettings } from "@/db/schema/study-content";

/** An interview that saved nothing since this moment has given up its places. */
export function expiredBefore(
  study: { readonly fieldwork: FieldworkSettings | null },
  now: number,
): number {
  return now - (study.fieldwork ?? USUAL_FIELDWORK).expiryMinutes * 60_000;
}
