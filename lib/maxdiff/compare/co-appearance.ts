import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { choiceProbabilities } from "@/lib/maxdiff/choice/choice-probabilities";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { requireBestAndWorst } from "@/lib/maxdiff/choice/require-best-and-worst";
import { studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";

/** How a pair of items fares when both are shown, against what their utilities promise. */
export interface CoAppearance {
  /** The two items, 0-based, ascending. */
  readonly items: readonly [number, number];
  /** How often both were shown, weighted. */
  readonly tasks: number;
  /** Percentage of those tasks in which either was best, and what the utilities promise. */
  readonly best: number;
  readonly bestExpected: number;
  /** Percentage in which either was worst, and what the utilities promise. */
  readonly worst: number;
  readonly worstExpected: number;
  /** (best + worst) less what is expected, in points; below 0 the two hold each other back. */
  readonly residual: number;
  /** Its error, clustered on the respondent, the utilities taken as given; null where none can be had. */
  readonly se: number | null;
  readonly pHolm: number | null;
}

/**
 * The co-appearance residual of each pair of items. Two items that mean the same to respondents
 * share one place in their order: shown together, they are neither best nor worst as often, between
 * them, as two independent items of the same utilities.
 *
 * The idea is that of a violation of independence from irrelevant alternatives (G. Debreu 1960).
 * Respondents who differ in taste also cause it, so a residual is a hint to read the two definitions
 * again, not a proof.
 *
 * @param respondents indices of the respondents to look at
 * @param utilities K, fitted to them under the same likelihood
 * @returns the pairs that were shown together at least once, the most negative residual first
 * @throws RangeError naming respondent and task where only a best or only a worst was asked
 */
export function coAppearance(input: {
  data: ChoiceData;
  respondents: Int32Array;
  likelihood: LikelihoodName;
  utilities: Float64Array;
}): CoAppearance[] {
  const { data, respondents, likelihood, utilities } = input;
  requireBestAndWorst(data, "Co-appearance", respondents);
  const count = data.itemCount;
  const cells = count * count;
  const tasks = new Float64Array(cells);
  const sums = Array.from({ length: 4 }, () => new Float64Array(cells));
  // One respondent's own sums, folded into their squares and products before the next one.
  const own = { residual: new Float64Array(cells), tasks: new Float64Array(cells) };
  const moments = {
    residual: new Float64Array(cells),
    product: new Float64Array(cells),
    tasks: new Float64Array(cells),
  };
  for (const respondent of respondents) {
    const touched = new Set<number>();
    const weight = data.weight[respondent];
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      const shown = data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]);
      const chance = choiceProbabilities(
        likelihood,
        Array.from(shown, (item) => utilities[item]),
      );
      for (let first = 0; first < shown.length; first++) {
        for (let second = first + 1; second < shown.length; second++) {
          const low = Math.min(shown[first], shown[second]);
          const high = Math.max(shown[first], shown[second]);
          const cell = low * count + high;
          const either = (item: number) => (item === low || item === high ? weight : 0);
          const best = either(data.best[task]);
          const worst = either(data.worst[task]);
          const bestExpected = weight * (chance.best[first] + chance.best[second]);
          const worstExpected = weight * (chance.worst[first] + chance.worst[second]);
          tasks[cell] += weight;
          sums[0][cell] += best;
          sums[1][cell] += bestExpected;
          sums[2][cell] += worst;
          sums[3][cell] += worstExpected;
          own.tasks[cell] += weight;
          own.residual[cell] += best + worst - bestExpected - worstExpected;
          touched.add(cell);
        }
      }
    }
    for (const cell of touched) {
      moments.residual[cell] += own.residual[cell] ** 2;
      moments.product[cell] += own.residual[cell] * own.tasks[cell];
      moments.tasks[cell] += own.tasks[cell] ** 2;
      own.residual[cell] = 0;
      own.tasks[cell] = 0;
    }
  }

  const pairs: (Omit<CoAppearance, "pHolm"> & { p: number | null })[] = [];
  const total = respondents.length;
  for (let low = 0; low < count; low++) {
    for (let high = low + 1; high < count; high++) {
      const cell = low * count + high;
      if (tasks[cell] === 0) continue;
      const [best, bestExpected, worst, worstExpected] = sums.map(
        (sum) => (100 * sum[cell]) / tasks[cell],
      );
      const residual = best + worst - bestExpected - worstExpected;
      const squares =
        10_000 * moments.residual[cell] -
        200 * residual * moments.product[cell] +
        residual ** 2 * moments.tasks[cell];
      const se =
        total < 2 ? 0 : Math.sqrt((Math.max(0, squares) * total) / (total - 1)) / tasks[cell];
      const known = se > 1e-6;
      pairs.push({
        items: [low, high],
        tasks: tasks[cell],
        best,
        bestExpected,
        worst,
        worstExpected,
        residual,
        se: known ? se : null,
        p: known ? studentTwoSided(residual / se, total - 1) : null,
      });
    }
  }
  const adjusted = holm(pairs.map((pair) => pair.p));
  return pairs
    .map(({ p: _, ...pair }, index) => ({ ...pair, pHolm: adjusted[index] }))
    .sort((left, right) => left.residual - right.residual);
}
