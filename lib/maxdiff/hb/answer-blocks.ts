import type { ChoiceData } from "../choice/choice-data";
import { requireBestAndWorst } from "../choice/require-best-and-worst";

/** Respondents handled side by side in the inner loops, so that their sums do not wait in line. */
export const LANES = 4;

/**
 * The answers as the sampler reads them. Respondents stand in blocks of `LANES`; a block's values
 * for item i lie next to each other at `i * LANES + lane`. That number is an item's *place*.
 *
 * Items are renumbered by first appearance: a relabelled study is then the very same computation,
 * and its results are the same numbers under other labels.
 */
export interface AnswerBlocks {
  readonly respondentCount: number;
  readonly blockCount: number;
  readonly itemCount: number;
  /** itemAt[i] is the study's index of the sampler's item i. */
  readonly itemAt: Int32Array;
  /** N + 1 offsets into tasks, as in ChoiceData. */
  readonly respondentStart: Int32Array;
  /** T + 1 offsets into places. */
  readonly taskStart: Int32Array;
  /** Places of the shown items, the best one first and the worst one last in each task. */
  readonly places: Int32Array;
  /** Per block and place: times chosen as best minus times chosen as worst. */
  readonly netCount: Float64Array;
}

/**
 * Lays answers out for the sampler.
 *
 * @throws RangeError naming respondent and task where only a best or only a worst was asked
 */
export function answerBlocks(data: ChoiceData): AnswerBlocks {
  requireBestAndWorst(data, "Hierarchical Bayes");
  const { itemCount, respondentStart, taskStart, shown, best, worst } = data;
  const respondentCount = respondentStart.length - 1;
  const blockCount = Math.ceil(respondentCount / LANES);
  const itemAt = itemsByFirstAppearance(data);
  const newIndex = new Int32Array(itemCount);
  itemAt.forEach((item, index) => {
    newIndex[item] = index;
  });
  const places = new Int32Array(shown.length);
  const netCount = new Float64Array(blockCount * itemCount * LANES);
  for (let respondent = 0; respondent < respondentCount; respondent++) {
    const lane = respondent % LANES;
    const blockOffset = ((respondent - lane) / LANES) * itemCount * LANES;
    for (let task = respondentStart[respondent]; task < respondentStart[respondent + 1]; task++) {
      const bestPlace = newIndex[best[task]] * LANES + lane;
      const worstPlace = newIndex[worst[task]] * LANES + lane;
      let next = taskStart[task];
      places[next++] = bestPlace;
      for (let slot = taskStart[task]; slot < taskStart[task + 1]; slot++) {
        if (shown[slot] !== best[task] && shown[slot] !== worst[task]) {
          places[next++] = newIndex[shown[slot]] * LANES + lane;
        }
      }
      places[next] = worstPlace;
      netCount[blockOffset + bestPlace] += 1;
      netCount[blockOffset + worstPlace] -= 1;
    }
  }
  return {
    respondentCount,
    blockCount,
    itemCount,
    itemAt,
    respondentStart,
    taskStart,
    places,
    netCount,
  };
}

function itemsByFirstAppearance({ itemCount, shown }: ChoiceData): Int32Array {
  const order = new Set<number>(shown);
  for (let item = 0; item < itemCount; item++) order.add(item);
  return Int32Array.from(order);
}
