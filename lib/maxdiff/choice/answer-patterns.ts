import type { ChoiceData } from "./choice-data";

/**
 * Answers that say the same, counted once: tasks that showed the same items, whatever their order,
 * with the same best and worst. Sums over tasks become sums over patterns, of which studies with few
 * versions have far fewer.
 */
export interface AnswerPatterns {
  /** One respondent with one task for each of the P patterns, of weight 1. */
  readonly data: ChoiceData;
  /** T: the pattern of each task of the original data. */
  readonly patternOf: Int32Array;
}

/** Finds the patterns of all tasks, numbered by first appearance. */
export function answerPatterns(data: ChoiceData): AnswerPatterns {
  const numbers = new Map<string, number>();
  const patternOf = new Int32Array(data.best.length);
  const shown: number[] = [];
  const taskStart = [0];
  const best: number[] = [];
  const worst: number[] = [];
  for (let task = 0; task < data.best.length; task++) {
    const items = data.shown.slice(data.taskStart[task], data.taskStart[task + 1]).sort();
    const key = `${items.join()}|${data.best[task]}|${data.worst[task]}`;
    let pattern = numbers.get(key);
    if (pattern === undefined) {
      pattern = numbers.size;
      numbers.set(key, pattern);
      shown.push(...items);
      taskStart.push(shown.length);
      best.push(data.best[task]);
      worst.push(data.worst[task]);
    }
    patternOf[task] = pattern;
  }
  const count = numbers.size;
  return {
    patternOf,
    data: {
      itemCount: data.itemCount,
      cohortCount: 1,
      respondentStart: Int32Array.from({ length: count + 1 }, (_, pattern) => pattern),
      cohort: new Int32Array(count),
      weight: new Float64Array(count).fill(1),
      taskStart: Int32Array.from(taskStart),
      shown: Int32Array.from(shown),
      best: Int32Array.from(best),
      worst: Int32Array.from(worst),
    },
  };
}
