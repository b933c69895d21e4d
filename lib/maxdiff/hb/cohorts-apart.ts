import { type ChoiceData, choiceData } from "../choice/choice-data";
import { cohortRespondents } from "../choice/cohort-respondents";
import type { HbOptions } from "./hb-options";

/**
 * What to hand to `estimateHb` so that each cohort is fitted by itself: its answers as if there were no
 * other, and a seed of its own. With one seed for all, the draws of different cohorts would move
 * together, and whatever compares them would look surer than it is.
 *
 * @returns one input a cohort, in their order
 */
export function cohortsApart(
  data: ChoiceData,
  options: Partial<HbOptions> & Pick<HbOptions, "seed">,
): { data: ChoiceData; options: Partial<HbOptions> }[] {
  return Array.from({ length: data.cohortCount }, (_, cohort) => ({
    data: cohortAlone(data, cohort),
    options: { ...options, seed: (options.seed + SEED_STEP * cohort) | 0 },
  }));
}

/** A prime far from the steps that people take from one seed to the next. */
const SEED_STEP = 1_000_003;

function cohortAlone(data: ChoiceData, cohort: number): ChoiceData {
  const respondents = Array.from(cohortRespondents(data, cohort), (respondent) => ({
    cohort: 0,
    weight: data.weight[respondent],
    tasks: Array.from(
      { length: data.respondentStart[respondent + 1] - data.respondentStart[respondent] },
      (_, place) => {
        const task = data.respondentStart[respondent] + place;
        const shown = Array.from(
          data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]),
        );
        return { shown, best: data.best[task], worst: data.worst[task] };
      },
    ),
  }));
  return choiceData({ itemCount: data.itemCount, cohortCount: 1, respondents });
}
