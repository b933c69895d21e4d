import type { QuotaConditions } from "@/db/schema/study-content";

/** How many quotas every combination makes. */
export function cellCount({ cohortIds, answers }: QuotaConditions): number {
  return answers.reduce(
    (product, { options }) => product * options.length,
    Math.max(1, cohortIds.length),
  );
}

/** A quota for each combination of a chosen cohort and one chosen answer to each question. */
export function everyCell({ cohortIds, answers }: QuotaConditions): QuotaConditions[] {
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
