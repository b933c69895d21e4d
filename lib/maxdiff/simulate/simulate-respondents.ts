import { type ChoiceData, type ChoiceTask, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { drawIndex } from "@/lib/stats/draw-index";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";

/** What is true of the respondents of one cohort. */
export interface SimulatedCohort {
  /** How many. */
  readonly respondents: number;
  /** K mean utilities on the logit scale. */
  readonly utilities: ArrayLike<number>;
  /** Standard deviation of a respondent's utilities around the mean, by item; 0 when left out. */
  readonly spread?: number;
  /** Consistency, above 0: multiplies utilities before anyone answers; 1 when left out. */
  readonly consistency?: number;
  /** The part of respondents, 0 … 1, who answer at random; 0 when left out. */
  readonly randomShare?: number;
}

/** Simulated answers and the truth behind them. */
export interface SimulatedRespondents {
  readonly data: ChoiceData;
  /** N × K: true utilities before consistency; 0 for those who answer at random. */
  readonly utilities: Float64Array;
  /** N: 1 for those who answer at random. */
  readonly random: Uint8Array;
  /** N: the version each answered, 0-based. */
  readonly version: Int32Array;
}

/**
 * Respondents with known utilities who answer a design under the sequential model: the best of those
 * shown with logistic noise, then the worst of the rest. Versions are dealt evenly, in random order.
 *
 * @param versions each a list of tasks, each a list of 0-based item indices
 * @param random the only source of chance: the same seed gives the same answers
 * @throws RangeError when a cohort's utilities are not K finite numbers, or spread, consistency or
 *   randomShare is out of range, or there is no version
 */
export function simulateRespondents(input: {
  itemCount: number;
  versions: readonly (readonly (readonly number[])[])[];
  cohorts: readonly SimulatedCohort[];
  random: Random;
}): SimulatedRespondents {
  const { itemCount, versions, cohorts, random } = input;
  if (versions.length === 0) {
    throw new RangeError("A simulation needs a design of 1 version or more.");
  }
  cohorts.forEach((cohort, index) => {
    checkCohort(cohort, index, itemCount);
  });
  const total = cohorts.reduce((sum, cohort) => sum + cohort.respondents, 0);
  const version = random.shuffle(Int32Array.from({ length: total }, (_, r) => r % versions.length));
  const utilities = new Float64Array(total * itemCount);
  const atRandom = new Uint8Array(total);
  let index = 0;
  const respondents = cohorts.flatMap((cohort, c) =>
    Array.from({ length: cohort.respondents }, () => {
      const r = index++;
      const own = utilities.subarray(r * itemCount, (r + 1) * itemCount);
      atRandom[r] = random.next() < (cohort.randomShare ?? 0) ? 1 : 0;
      if (atRandom[r] === 0) {
        for (let item = 0; item < itemCount; item++) {
          own[item] = cohort.utilities[item] + (cohort.spread ?? 0) * standardNormal(random);
        }
      }
      const consistent = own.map((utility) => utility * (cohort.consistency ?? 1));
      const tasks = versions[version[r]].map((shown) => simulateTask(shown, consistent, random));
      return { cohort: c, tasks };
    }),
  );
  const data = choiceData({ itemCount, cohortCount: cohorts.length, respondents });
  return { data, utilities, random: atRandom, version };
}

/**
 * One answer under the sequential model.
 *
 * @param shown item indices, 2 or more
 * @param utilities by item index, logit scale; all 0 answers at random
 */
export function simulateTask(
  shown: readonly number[],
  utilities: ArrayLike<number>,
  random: Random,
): ChoiceTask {
  const best = drawChoice(shown, utilities, 1, random);
  const rest = shown.filter((item) => item !== best);
  const worst = drawChoice(rest, utilities, -1, random);
  return { shown, best, worst };
}

function drawChoice(
  items: readonly number[],
  utilities: ArrayLike<number>,
  sign: number,
  random: Random,
): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const item of items) highest = Math.max(highest, sign * utilities[item]);
  const weights = items.map((item) => Math.exp(sign * utilities[item] - highest));
  return items[drawIndex(random, weights)];
}

function checkCohort(cohort: SimulatedCohort, index: number, itemCount: number): void {
  const where = `Simulated cohort ${index}`;
  const { respondents, utilities, spread = 0, consistency = 1, randomShare = 0 } = cohort;
  if (!Number.isInteger(respondents) || respondents < 0) {
    throw new RangeError(`${where}: ${respondents} is no number of respondents.`);
  }
  if (utilities.length !== itemCount || !Array.from(utilities).every(Number.isFinite)) {
    throw new RangeError(`${where}: needs ${itemCount} finite utilities.`);
  }
  if (!(spread >= 0)) throw new RangeError(`${where}: spread ${spread} is below 0.`);
  if (!(consistency > 0)) {
    throw new RangeError(`${where}: consistency ${consistency} is not above 0.`);
  }
  if (!(randomShare >= 0 && randomShare <= 1)) {
    throw new RangeError(`${where}: random share ${randomShare} is not 0 to 1.`);
  }
}
