import type { Tables } from "@/db/schema/tables";

const MINUTE = 60_000;

type Study = Tables["study"]["$inferSelect"];

/** When the grace after a study's own date ends for those inside; null without such a date. */
export function graceEnd({ fieldwork }: Pick<Study, "fieldwork">): number | null {
  const { closesAt = null, graceMinutes = 0 } = fieldwork ?? {};
  return closesAt === null ? null : closesAt + graceMinutes * MINUTE;
}

/** When a study's field ended, by hand or by its date and the grace after it; null while it goes on. */
export function fieldEnd(study: Pick<Study, "closedAt" | "fieldwork">, now: number): number | null {
  const past = [study.closedAt, graceEnd(study)].filter(
    (end): end is number => end !== null && end <= now,
  );
  return past.length === 0 ? null : Math.min(...past);
}
