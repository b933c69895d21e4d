import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { choiceProbabilities } from "@/lib/maxdiff/choice/choice-probabilities";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { Gap } from "./compare-estimates";

/**
 * How far the net counts of two cohorts would lie apart by what each item stood against alone.
 *
 * A net count is not a property of an item: against weaker items it is higher. Where both cohorts saw
 * the same design that cancels in a gap. Where one of them saw another design, or never saw some item,
 * it does not. So both cohorts are given the same utilities, and the nets that these lead to in each
 * one's own tasks are compared; utilities allow for the tasks by themselves.
 *
 * @param utilities K, of both cohorts taken as one
 * @returns K expected gaps in net-count points, `to` minus `from`; 0 for an item that one never saw
 */
export function setEffect(input: {
  data: ChoiceData;
  from: Int32Array;
  to: Int32Array;
  utilities: Float64Array;
  likelihood: LikelihoodName;
}): Float64Array {
  const { data, utilities, likelihood } = input;
  const [from, to] = [input.from, input.to].map((respondents) =>
    expectedNet(data, respondents, utilities, likelihood),
  );
  return to.map((net, item) => {
    const effect = net - from[item];
    return Number.isNaN(effect) ? 0 : effect;
  });
}

/**
 * The part of its error above which an item's set effect withholds the verdict on its net count: half
 * an error turns a 5 % test into one of 8 %.
 */
const largestPartOfError = 0.5;

/**
 * The items (0-based) whose set effect is too large to tell their gap from it.
 *
 * @param netGaps of the cohorts' net counts
 */
export function unlikeSets(netGaps: readonly Gap[], effect: Float64Array): number[] {
  return netGaps.flatMap(({ item, se }) =>
    se !== null && Math.abs(effect[item]) > largestPartOfError * se ? [item] : [],
  );
}

/** Takes the verdict from some items (0-based). */
export function withholdVerdicts(gaps: readonly Gap[], items: readonly number[]): Gap[] {
  const withheld = { significant: false, verdict: "cannot tell" } as const;
  return gaps.map((gap) => (items.includes(gap.item) ? { ...gap, ...withheld } : gap));
}

/** K nets to be expected in these respondents' tasks; NaN for an item in none of them. */
function expectedNet(
  data: ChoiceData,
  respondents: Int32Array,
  utilities: Float64Array,
  likelihood: LikelihoodName,
): Float64Array {
  const net = new Float64Array(data.itemCount);
  const shown = new Float64Array(data.itemCount);
  // Respondents share versions, so the same task comes up again and again.
  const known = new Map<string, Float64Array>();
  for (const respondent of respondents) {
    const weight = data.weight[respondent];
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      const items = data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]);
      const key = items.join();
      let expected = known.get(key);
      if (!expected) {
        const { best, worst } = choiceProbabilities(
          likelihood,
          Float64Array.from(items, (item) => utilities[item]),
        );
        expected = best.map((probability, slot) => probability - worst[slot]);
        known.set(key, expected);
      }
      for (let slot = 0; slot < items.length; slot++) {
        net[items[slot]] += weight * expected[slot];
        shown[items[slot]] += weight;
      }
    }
  }
  return net.map((sum, item) => (100 * sum) / shown[item]);
}
