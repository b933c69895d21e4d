import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";

/** Weighted counts of one item's answers. */
export interface ItemCounts {
  readonly shown: number;
  readonly best: number;
  readonly worst: number;
}

/**
 * How often each item was shown, best and worst, weighted: K each. Tasks that asked for the best or
 * the worst alone count for what they asked.
 *
 * @param respondents indices of the respondents to count
 */
export function itemTally(
  data: ChoiceData,
  respondents: Int32Array,
): { shown: Float64Array; best: Float64Array; worst: Float64Array } {
  const shown = new Float64Array(data.itemCount);
  const best = new Float64Array(data.itemCount);
  const worst = new Float64Array(data.itemCount);
  for (const respondent of respondents) {
    const weight = data.weight[respondent];
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
        shown[data.shown[slot]] += weight;
      }
      if (data.best[task] !== notAsked) best[data.best[task]] += weight;
      if (data.worst[task] !== notAsked) worst[data.worst[task]] += weight;
    }
  }
  return { shown, best, worst };
}
