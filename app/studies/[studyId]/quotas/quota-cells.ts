import type { QuotaConditions } from "@/db/schema/study-content";

/** What was chosen to make quotas of: nothing chosen in a list means that it does not matter. */
export interface Chosen {
  readonly cohortIds: readonly string[];
  readonly answers: readonly { readonly screenKey: string; readonly options: readonly string[] }[];
}

/** All that was chosen as one quota. */
export function oneCell({ cohortIds, answers }: Chosen): QuotaConditions {
  return {
    cohortIds: [...cohortIds],
    answers: answers.map(({ screenKey, options }) => ({ screenKey, options: [...options] })),
  };
}

/** How many quotas every combination makes. */
export function cellCount({ cohortIds, answers }: Chosen): number {
  return answers.reduce(
    (product, { options }) => product * options.length,
    Math.max(1, cohortIds.length),
  );
}

/** A quota for each combination of a chosen cohort and one chosen answer to each question. */
export function everyCell({ cohortIds, answers }: Chosen): QuotaConditions[] {
  let cells: QuotaConditions[] =
    cohortIds.length === 0
      ? [{ cohortIds: [], answers: [] }]
      : cohortIds.map((id) => ({ cohortIds: [id], answers: [] }));
  for (const { screenKey, options } of answers) {
    cells = cells.flatMap((cell) =>
      options.map((option) => ({
        ...cell,
        answers: [...cell.answers, { screenKey, options: [option] }],
      })),
    );
  }
  return cells;
}
