import { utilityPoint } from "@/lib/maxdiff/choice/utility-point";
import type { SimulatedRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import type { Random } from "@/lib/stats/random";
import type { DirectResponse, DualResponse } from "./anchor-answers";

/** Where the anchor truly lies for the respondents of each cohort. */
export interface SimulatedAnchors {
  /** C utilities of the anchor, on the scale of the items' true utilities. */
  readonly anchors: ArrayLike<number>;
  /** C: the consistency that the answers were simulated with, above 0; 1 when left out. */
  readonly consistency?: ArrayLike<number>;
}

/**
 * Dual responses to simulated answers under the sequential model with the anchor among the choices:
 * "none" when the anchor is best of the items shown and itself, otherwise "all" when it is the worst
 * of itself and the items but the best. Those who answer at random hold the anchor for an item like
 * the others.
 *
 * @param simulated sincere answers under the sequential model
 * @returns T, in the order of the data's tasks
 * @throws RangeError when anchors or consistency are not one good number per cohort
 */
export function simulateDualResponses(
  input: SimulatedAnchors & { simulated: SimulatedRespondents; random: Random },
): DualResponse[] {
  const { simulated, random } = input;
  const { data } = simulated;
  checkAnchors(input, data.cohortCount);
  const responses: DualResponse[] = [];
  for (let r = 0; r < data.cohort.length; r++) {
    const { up, down } = utilityPoint(aboveAnchor(input, simulated, r));
    const anchor = data.itemCount;
    for (let task = data.respondentStart[r]; task < data.respondentStart[r + 1]; task++) {
      let upSum = 0;
      let downSum = 0;
      for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
        const item = data.shown[slot];
        upSum += up[item];
        if (item !== data.best[task]) downSum += down[item];
      }
      if (random.next() < up[anchor] / (up[anchor] + upSum)) responses.push("none");
      else if (random.next() < down[anchor] / (down[anchor] + downSum)) responses.push("all");
      else responses.push("some");
    }
  }
  return responses;
}

/**
 * Direct responses of simulated respondents: each judges each of the items against the anchor with
 * logistic noise of its own.
 *
 * @param items 0-based indices of the items judged; all when left out
 * @returns respondent by respondent, items in the order given
 * @throws RangeError when anchors or consistency are not one good number per cohort
 */
export function simulateDirectResponses(
  input: SimulatedAnchors & {
    simulated: SimulatedRespondents;
    items?: readonly number[];
    random: Random;
  },
): DirectResponse[] {
  const { simulated, random } = input;
  const { data } = simulated;
  checkAnchors(input, data.cohortCount);
  const items = input.items ?? Array.from({ length: data.itemCount }, (_, item) => item);
  return Array.from(data.cohort.keys()).flatMap((respondent) => {
    const utilities = aboveAnchor(input, simulated, respondent);
    return items.map((item) => {
      const above = random.next() < 1 / (1 + Math.exp(-utilities[item]));
      return { respondent, item, above };
    });
  });
}

/** K utilities as answered with, relative to the anchor, and the anchor's own 0 behind them. */
function aboveAnchor(
  { anchors, consistency }: SimulatedAnchors,
  { data, utilities, random }: SimulatedRespondents,
  respondent: number,
): Float64Array {
  const count = data.itemCount;
  const own = new Float64Array(count + 1);
  if (random[respondent] === 1) return own;
  const cohort = data.cohort[respondent];
  const lambda = consistency?.[cohort] ?? 1;
  for (let item = 0; item < count; item++) {
    own[item] = lambda * (utilities[respondent * count + item] - anchors[cohort]);
  }
  return own;
}

function checkAnchors({ anchors, consistency }: SimulatedAnchors, cohortCount: number): void {
  if (anchors.length !== cohortCount || !Array.from(anchors).every(Number.isFinite)) {
    throw new RangeError(
      `Anchors must be one finite number for each of ${cohortCount} cohorts, not ${Array.from(anchors)}.`,
    );
  }
  if (!consistency) return;
  if (consistency.length !== cohortCount || !Array.from(consistency).every((value) => value > 0)) {
    throw new RangeError(
      `Consistency must be above 0 for each of ${cohortCount} cohorts, not ${Array.from(consistency)}.`,
    );
  }
}
