import { notAsked } from "./not-asked";

/**
 * Best-worst answers in flat arrays, the one input of every estimator. Items, tasks, respondents
 * and cohorts are 0-based indices here; item numbers (1-based, stable in a study) live at the edge.
 *
 * N respondents, T tasks in all, S shown items in all, K items, C cohorts.
 */
export interface ChoiceData {
  readonly itemCount: number;
  readonly cohortCount: number;
  /** N + 1 offsets: respondent r answered tasks respondentStart[r] … respondentStart[r + 1] − 1. */
  readonly respondentStart: Int32Array;
  /** N cohort indices, each 0 … C − 1. */
  readonly cohort: Int32Array;
  /** N weights, finite and not negative; 1 where nothing is weighted. */
  readonly weight: Float64Array;
  /** T + 1 offsets: task t showed shown[taskStart[t]] … shown[taskStart[t + 1] − 1]. */
  readonly taskStart: Int32Array;
  /** S item indices in the order they were displayed. */
  readonly shown: Int32Array;
  /** T item indices: the item answered as best; −1 (`notAsked`) where only a worst was asked. */
  readonly best: Int32Array;
  /**
   * T item indices: the item answered as worst, never the best one; −1 (`notAsked`) where only a
   * best was asked. No task lacks both.
   */
  readonly worst: Int32Array;
}

/** One answered task, as 0-based item indices. */
export interface ChoiceTask {
  readonly shown: readonly number[];
  readonly best: number;
  readonly worst: number;
}

/** A task that asked only for the best or only for the worst: the other one is null. */
export interface HalfTask {
  readonly shown: readonly number[];
  readonly best: number | null;
  readonly worst: number | null;
}

/** One respondent's answered tasks, before they are laid flat. */
export interface ChoiceRespondent {
  readonly cohort: number;
  readonly weight?: number;
  readonly tasks: readonly (ChoiceTask | HalfTask)[];
}

/**
 * Lays respondents flat and checks every answer.
 *
 * @throws RangeError naming respondent, task and value when an index is out of range, an item is
 *   shown twice in a task, best or worst was not shown, best equals worst, both are null, or a weight is negative.
 */
export function choiceData(input: {
  itemCount: number;
  cohortCount: number;
  respondents: readonly ChoiceRespondent[];
}): ChoiceData {
  const { itemCount, cohortCount, respondents } = input;
  let taskTotal = 0;
  let shownTotal = 0;
  for (const respondent of respondents) {
    taskTotal += respondent.tasks.length;
    for (const task of respondent.tasks) shownTotal += task.shown.length;
  }
  const data = {
    itemCount,
    cohortCount,
    respondentStart: new Int32Array(respondents.length + 1),
    cohort: new Int32Array(respondents.length),
    weight: new Float64Array(respondents.length),
    taskStart: new Int32Array(taskTotal + 1),
    shown: new Int32Array(shownTotal),
    best: new Int32Array(taskTotal),
    worst: new Int32Array(taskTotal),
  };
  const seenInTask = new Int32Array(itemCount).fill(-1);
  let task = 0;
  let slot = 0;
  respondents.forEach((respondent, r) => {
    const weight = respondent.weight ?? 1;
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(`Respondent ${r}: weight ${weight} is not a number of at least 0.`);
    }
    if (!isIndex(respondent.cohort, cohortCount)) {
      throw new RangeError(
        `Respondent ${r}: cohort ${respondent.cohort} is not 0 to ${cohortCount - 1}.`,
      );
    }
    data.cohort[r] = respondent.cohort;
    data.weight[r] = weight;
    respondent.tasks.forEach((answered, t) => {
      const where = `Respondent ${r}, task ${t}`;
      for (const item of answered.shown) {
        if (!isIndex(item, itemCount)) {
          throw new RangeError(`${where}: item ${item} is not 0 to ${itemCount - 1}.`);
        }
        if (seenInTask[item] === task)
          throw new RangeError(`${where}: item ${item} is shown twice.`);
        seenInTask[item] = task;
        data.shown[slot++] = item;
      }
      for (const [role, item] of [
        ["best", answered.best],
        ["worst", answered.worst],
      ] as const) {
        if (item === null) continue;
        if (!isIndex(item, itemCount) || seenInTask[item] !== task) {
          throw new RangeError(`${where}: ${role} item ${item} was not shown.`);
        }
      }
      if (answered.best === null && answered.worst === null) {
        throw new RangeError(`${where}: neither a best nor a worst was answered.`);
      }
      if (answered.best === answered.worst) {
        throw new RangeError(`${where}: item ${answered.best} is both best and worst.`);
      }
      data.best[task] = answered.best ?? notAsked;
      data.worst[task] = answered.worst ?? notAsked;
      task++;
      data.taskStart[task] = slot;
    });
    data.respondentStart[r + 1] = task;
  });
  return data;
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}
