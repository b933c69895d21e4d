import type { ChoiceData } from "./choice-data";

/**
 * The respondents of a cohort who count: at least one answered task and a weight above 0.
 *
 * @param cohort 0-based
 * @returns respondent indices, ascending
 */
export function cohortRespondents(data: ChoiceData, cohort: number): Int32Array {
  const members: number[] = [];
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    const answered = data.respondentStart[respondent + 1] > data.respondentStart[respondent];
    if (data.cohort[respondent] === cohort && answered && data.weight[respondent] > 0) {
      members.push(respondent);
    }
  }
  return Int32Array.from(members);
}

/** Every respondent who counts, whatever the cohort. */
export function allRespondents(data: ChoiceData): Int32Array {
  const members: number[] = [];
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    const answered = data.respondentStart[respondent + 1] > data.respondentStart[respondent];
    if (answered && data.weight[respondent] > 0) members.push(respondent);
  }
  return Int32Array.from(members);
}

/**
 * How many items a task usually shows: the most frequent task size, the larger one of a tie.
 *
 * @returns k, or 0 where there is no task
 */
export function itemsPerTask(data: ChoiceData): number {
  const frequency = new Map<number, number>();
  for (let task = 0; task < data.best.length; task++) {
    const size = data.taskStart[task + 1] - data.taskStart[task];
    frequency.set(size, (frequency.get(size) ?? 0) + 1);
  }
  let usual = 0;
  for (const [size, times] of frequency) {
    const most = frequency.get(usual) ?? 0;
    if (times > most || (times === most && size > usual)) usual = size;
  }
  return usual;
}
