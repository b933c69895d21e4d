import type { RespondentState } from "@/db/schema/fielding";
import type { ChoiceTask } from "@/lib/maxdiff/choice/choice-data";
import type { NetTally } from "@/lib/maxdiff/counts/net-precision";
import {
  answeredPositions,
  type PositionShares,
  positionShares,
} from "@/lib/maxdiff/quality/position-shares";
import { areTelling } from "@/lib/maxdiff/quality/same-choices";
import { digest } from "./digest";

/** What a complete interview chose in one exercise. */
export interface TracedChoices {
  /** Places in the order of item numbers, until their RLH is known: what is not needed any more is not kept. */
  tasks: readonly ChoiceTask[] | null;
  /** RLH under their own utilities; null until it was computed. */
  rlh: number | null;
  readonly positions: PositionShares | null;
  /** In the order of item numbers: revisions may list the same items in another order. */
  readonly tally: NetTally;
  /** Equal for equal best and worst in every task of one version; null where that is no wonder. */
  readonly pattern: string | null;
}

/** An exercise of a revision, as far as choices in it depend on it. */
export interface TracedExercise {
  readonly key: string;
  /** Where each item stands in the order of numbers. */
  readonly indexOf: ReadonlyMap<number, number>;
}

interface TracedRespondent {
  readonly number: number;
  readonly state: RespondentState;
}

/** One task as it was answered. */
export interface TaskAnswer {
  readonly exercise: string;
  readonly versionNumber: number;
  readonly shown: number[];
  readonly best: number;
  readonly worst: number;
}

/** What a complete interview chose, by the key of each exercise it was asked and answered; else nothing. */
export function tracedChoices(
  respondent: TracedRespondent,
  exercises: readonly TracedExercise[],
  answers: readonly TaskAnswer[],
): Map<string, TracedChoices> {
  const choices = new Map<string, TracedChoices>();
  if (respondent.state !== "complete") return choices;
  for (const exercise of exercises) {
    const own = answers.filter((answer) => answer.exercise === exercise.key);
    if (own.length > 0) choices.set(exercise.key, choicesIn(exercise, respondent, own));
  }
  return choices;
}

function choicesIn(
  { indexOf }: TracedExercise,
  respondent: TracedRespondent,
  answers: readonly TaskAnswer[],
): TracedChoices {
  const index = (number: number) => {
    const found = indexOf.get(number);
    if (found === undefined) {
      throw new Error(`Respondent ${respondent.number}: item ${number} is not in the revision.`);
    }
    return found;
  };
  const difference = new Int16Array(indexOf.size);
  const shown = new Int16Array(indexOf.size);
  const tasks = answers.map((answer) => {
    const task = {
      shown: answer.shown.map(index),
      best: index(answer.best),
      worst: index(answer.worst),
    };
    for (const item of task.shown) shown[item]++;
    difference[task.best]++;
    difference[task.worst]--;
    return task;
  });
  return {
    tasks,
    rlh: null,
    positions: positionShares(answeredPositions(answers)),
    tally: { difference, shown },
    pattern: areTelling(tasks.map((task) => task.shown.length))
      ? digest(
          JSON.stringify(
            answers.map(({ versionNumber, best, worst }) => [versionNumber, best, worst]),
          ),
        )
      : null,
  };
}
