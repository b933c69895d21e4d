import type { ChoiceTask } from "@/lib/maxdiff/choice/choice-data";
import { normalCdf } from "@/lib/stats/distributions";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";

/** Two items that mean one thing to a respondent. */
type TwoWords = readonly [number, number];

interface AlikeTask {
  /** Item indices, 2 or more. */
  readonly shown: readonly number[];
  /** By item index, logit scale. */
  readonly utilities: Float64Array;
  /** Null where every item is a thing of its own. */
  readonly words: TwoWords | null;
  /** Correlation of the errors of the two words, 0 … 1, on the normal scale. */
  readonly sharedError: number;
}

/**
 * Best, then worst of the rest, of somebody to whom two words are one thing, so that they err on both
 * alike: each item has a Gumbel error, those of the two words joined by a normal copula. Without such
 * words it is the sequential model of `simulateTask`.
 */
export function simulateAlikeTask(task: AlikeTask, random: Random): ChoiceTask {
  const { shown } = task;
  const best = highest(shown, task, 1, random);
  const rest = shown.filter((item) => item !== best);
  return { shown, best, worst: highest(rest, task, -1, random) };
}

/** The item of the highest utility and error: the logit's choice where errors are independent. */
function highest(
  items: readonly number[],
  { utilities, words, sharedError }: AlikeTask,
  sign: number,
  random: Random,
): number {
  const errors = Float64Array.from(utilities, () => standardNormal(random));
  if (words) share(errors, words, sharedError, random);
  let chosen = items[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const pull = sign * utilities[item] - Math.log(-Math.log(normalCdf(errors[item])));
    if (pull > most) [chosen, most] = [item, pull];
  }
  return chosen;
}

/** Makes two of several independent standard normals correlate. */
export function share(
  values: Float64Array,
  items: TwoWords,
  correlation: number,
  random: Random,
): void {
  const common = Math.sqrt(correlation) * standardNormal(random);
  for (const item of items) values[item] = common + Math.sqrt(1 - correlation) * values[item];
}
