/** A task that was asked again. Items are 0-based indices, as in `ChoiceData`. */
export interface RepeatedTask {
  /** Of the data. */
  readonly respondent: number;
  /** The task of the data that it repeats. */
  readonly task: number;
  readonly best: number;
  readonly worst: number;
}

/** A task that was the same for everybody. */
export interface HoldoutTask {
  /** Of the data. */
  readonly respondent: number;
  /** 1, 2, 3 … */
  readonly number: number;
  readonly shown: readonly number[];
  readonly best: number;
  readonly worst: number;
}

/** What was answered beside the tasks that are estimated from. */
export interface CheckAnswers {
  readonly repeats: readonly RepeatedTask[];
  readonly holdouts: readonly HoldoutTask[];
}
