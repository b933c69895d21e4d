import type { QuotaConditions } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { chosenIn, type Known, saidSoFar } from "./conditions";

type ScreenRow = Tables["screen"]["$inferSelect"];

/**
 * True when an interview of this cohort with these answers belongs to a quota. Of several chosen
 * options one is enough; an answer that was skipped again by an edit does not count.
 *
 * @param screens the questionnaire in order
 */
export function meetsQuota(
  { cohortIds, answers }: QuotaConditions,
  screens: readonly ScreenRow[],
  known: Known,
): boolean {
  const { byKey } = saidSoFar(screens, known);
  const isOfCohort =
    cohortIds.length === 0 || (known.cohortId !== null && cohortIds.includes(known.cohortId));
  return (
    isOfCohort &&
    answers.every(({ screenKey, options }) => {
      const said = byKey.get(screenKey);
      return said !== undefined && chosenIn(said).some((option) => options.includes(option));
    })
  );
}
