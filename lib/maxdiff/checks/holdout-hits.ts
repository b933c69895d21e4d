import type { ChoiceData } from "../choice/choice-data";
import type { CheckAnswers, HoldoutTask } from "./check-answers";
import { clusteredShare, type TaskShare } from "./clustered-share";

/** How often a method names the choice that was made in a holdout task. */
export interface HoldoutHits {
  readonly tasks: number;
  /** Null where nobody answered one. */
  readonly best: TaskShare | null;
  readonly worst: TaskShare | null;
  readonly both: TaskShare | null;
}

/**
 * The hit rate of utilities in holdout tasks: the item with the highest of those shown was the best, that
 * with the lowest the worst, or both. Holdouts are in no estimate.
 *
 * @param utilityOf a respondent's utility of an item; null where it is not known, and the task is left out
 */
export function holdoutHits(
  data: ChoiceData,
  holdouts: CheckAnswers["holdouts"],
  utilityOf: (respondent: number, item: number) => number | null,
): HoldoutHits {
  const tallies = new Map<number, { best: number; worst: number; both: number; tasks: number }>();
  let tasks = 0;
  for (const holdout of holdouts) {
    const predicted = extremes(holdout, utilityOf);
    if (!predicted) continue;
    tasks++;
    const { respondent } = holdout;
    const tally = tallies.get(respondent) ?? { best: 0, worst: 0, both: 0, tasks: 0 };
    const best = Number(predicted.best === holdout.best);
    const worst = Number(predicted.worst === holdout.worst);
    tally.best += best;
    tally.worst += worst;
    tally.both += best * worst;
    tally.tasks++;
    tallies.set(respondent, tally);
  }
  const share = (part: "best" | "worst" | "both") =>
    clusteredShare(
      [...tallies].map(([respondent, tally]) => ({
        weight: data.weight[respondent],
        hits: tally[part],
        tasks: tally.tasks,
      })),
    );
  return { tasks, best: share("best"), worst: share("worst"), both: share("both") };
}

/** What naming items at random would hit, averaged over the tasks; null without any. */
export function holdoutChance(holdouts: readonly HoldoutTask[]) {
  if (holdouts.length === 0) return null;
  const mean = (of: (size: number) => number) =>
    holdouts.reduce((sum, { shown }) => sum + of(shown.length), 0) / holdouts.length;
  const one = mean((size) => 1 / size);
  return { best: one, worst: one, both: mean((size) => 1 / (size * (size - 1))) };
}

function extremes(
  { respondent, shown }: HoldoutTask,
  utilityOf: (respondent: number, item: number) => number | null,
): { best: number; worst: number } | null {
  let best = shown[0];
  let worst = shown[0];
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (const item of shown) {
    const utility = utilityOf(respondent, item);
    if (utility === null) return null;
    if (utility > high) [high, best] = [utility, item];
    if (utility < low) [low, worst] = [utility, item];
  }
  return { best, worst };
}
