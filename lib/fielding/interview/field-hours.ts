import { graceEnd } from "@/db/queries/field-end";
import type { StudyState } from "@/db/schema/studies";
import type { Tables } from "@/db/schema/tables";

/** Why nobody can begin by a source at this moment. */
export type Shut =
  | { readonly reason: "closed" }
  | { readonly reason: "paused" }
  | { readonly reason: "not-yet"; readonly opensAt: number; readonly timeZone: string };

/**
 * Whether a source takes somebody new; null when it does. Dates are judged by the request's own
 * moment: nothing has to run for a study to open or to close. Test links work until the close.
 */
export function shutFor(
  study: Pick<Tables["study"]["$inferSelect"], "state" | "fieldwork">,
  source: Pick<Tables["source"]["$inferSelect"], "kind" | "closedAt">,
  now: number,
): Shut | null {
  if (study.state === "closed" || source.closedAt !== null) return { reason: "closed" };
  if (source.kind === "test") return null;
  const { opensAt = null, closesAt = null, timeZone = "UTC" } = study.fieldwork ?? {};
  if (closesAt !== null && now >= closesAt) return { reason: "closed" };
  if (study.state === "paused") return { reason: "paused" };
  if (opensAt !== null && now < opensAt) return { reason: "not-yet", opensAt, timeZone };
  return null;
}

/** Whether those who are inside can no longer go on: the study was closed, or its grace is over. */
export function isOverFor(
  study: Pick<Tables["study"]["$inferSelect"], "state" | "fieldwork">,
  respondent: Pick<Tables["respondent"]["$inferSelect"], "isTest">,
  now: number,
): boolean {
  if (study.state === "closed") return true;
  const end = graceEnd(study);
  return end !== null && !respondent.isTest && now >= end;
}

/** A study's state, or what its dates have made of it since: nothing runs when a date passes. */
export type Standing = StudyState | "not-yet" | "ended";

/** What a study is at a moment to who comes by its open link. */
export function standingAt(
  study: Pick<Tables["study"]["$inferSelect"], "state" | "fieldwork">,
  now: number,
): Standing {
  if (study.state === "draft" || study.state === "closed") return study.state;
  const shut = shutFor(study, { kind: "open", closedAt: null }, now);
  if (shut === null) return "live";
  return shut.reason === "closed" ? "ended" : shut.reason;
}
