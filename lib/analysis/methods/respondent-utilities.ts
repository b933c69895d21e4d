import type { IndividualUtilities } from "@/db/schema/work";
import type { ChoiceStudy } from "../study-data/choice-study";
import { hbMethod } from "./hb";
import type { MethodHooks } from "./method";

/** Utilities of respondents as the engine takes them. */
export interface RespondentUtilities {
  /** K, ascending. */
  readonly itemNumbers: readonly number[];
  /** N. */
  readonly cohorts: readonly string[];
  /** N × K, row by row. */
  readonly utilities: Float64Array;
}

/**
 * Every respondent's utilities: those at hand, else those of hierarchical Bayes with its usual options.
 *
 * @throws RangeError naming an item of which a cohort's answers say nothing
 */
export async function respondentUtilities(
  study: ChoiceStudy,
  hooks: MethodHooks,
): Promise<RespondentUtilities> {
  const individual =
    hooks.individual ??
    (await hbMethod.run(study, hbMethod.optionsSchema.parse({}), hooks)).individual;
  if (!individual) throw new Error("Hierarchical Bayes gave no utilities of respondents.");
  return laidFlat(individual);
}

/** @throws RangeError naming an item of which a cohort's answers say nothing */
export function laidFlat({ itemNumbers, respondents }: IndividualUtilities): RespondentUtilities {
  const width = itemNumbers.length;
  const utilities = new Float64Array(respondents.length * width);
  respondents.forEach((respondent, row) => {
    respondent.utilities.forEach((utility, item) => {
      if (utility === null) {
        throw new RangeError(
          `The answers of cohort “${respondent.cohort}” say nothing of item ${itemNumbers[item]}: leave one of the two out.`,
        );
      }
      utilities[row * width + item] = utility;
    });
  });
  return { itemNumbers, cohorts: respondents.map(({ cohort }) => cohort), utilities };
}

/**
 * Those of one cohort; everybody without a name.
 *
 * @throws RangeError naming the cohorts there are
 */
export function ofCohort(
  all: RespondentUtilities,
  cohort: string | undefined,
): RespondentUtilities {
  if (cohort === undefined) return all;
  const { itemNumbers, cohorts, utilities } = all;
  const width = itemNumbers.length;
  const rows = cohorts.flatMap((own, row) => (own === cohort ? [row] : []));
  if (rows.length === 0) {
    throw new RangeError(
      `Nobody is in cohort “${cohort}”. There are: ${[...new Set(cohorts)].join(", ")}.`,
    );
  }
  const chosen = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    chosen.set(utilities.subarray(row * width, (row + 1) * width), place * width);
  });
  return { itemNumbers, cohorts: rows.map(() => cohort), utilities: chosen };
}

/** Item numbers as indices. @throws RangeError for a number that is not there */
export function itemIndices(numbers: readonly number[], itemNumbers: readonly number[]): number[] {
  return numbers.map((number) => {
    const item = itemNumbers.indexOf(number);
    if (item < 0) throw new RangeError(`Item ${number} is not among the items.`);
    return item;
  });
}
