import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { IsAsked } from "./asked-screens";

/** What has to be known of somebody to say to which group they belong. */
interface Known {
  readonly cohortId: string | null;
  readonly isAsked: IsAsked;
  readonly answers: readonly (StoredAnswer & { readonly screenKey: string })[];
}

/** The groups that are compared with each other: a study's cohorts, or the answers to a question. */
export interface AnswerGroups {
  readonly count: number;
  /** The keys of the questions whose answers tell the groups apart. */
  readonly questions: readonly string[];
  /** The index of somebody's group; null for who belongs to none and is left out. */
  of(known: Known): number | null;
}

/** @param cohortIds by group; null for everybody in a study that has no cohorts */
export function cohortGroups(cohortIds: readonly (string | null)[]): AnswerGroups {
  const indexOf = new Map(cohortIds.map((id, index) => [id, index]));
  return {
    count: cohortIds.length,
    questions: [],
    of: ({ cohortId }) => indexOf.get(cohortId) ?? null,
  };
}
