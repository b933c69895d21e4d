import type { QuotaConditions } from "@/db/schema/study-content";

/** The options somebody chose, by question; a question that was left empty is not in it. */
export type ChosenOptions = ReadonlyMap<string, readonly string[]>;

/** Reads stored answers: the ids of several options are parted by semicolons. */
export function chosenOptions(
  rows: readonly { screenKey: string; value: string }[],
): Map<string, string[]> {
  return new Map(rows.map(({ screenKey, value }) => [screenKey, value.split(";")]));
}

/** True when an interview of this cohort with these answers belongs to the quota. */
export function meetsQuota(
  { cohortIds, answers }: QuotaConditions,
  cohortId: string | null,
  chosen: ChosenOptions,
): boolean {
  const isOfCohort = cohortIds.length === 0 || (cohortId !== null && cohortIds.includes(cohortId));
  return (
    isOfCohort &&
    answers.every(({ screenKey, options }) =>
      chosen.get(screenKey)?.some((option) => options.includes(option)),
    )
  );
}
