import {
  type ChoiceData,
  type ChoiceTask,
  choiceData,
  type HalfTask,
} from "@/lib/maxdiff/choice/choice-data";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";
import { type DirectResponse, type DualResponse, dualResponseNames } from "./anchor-answers";

/** The likelihoods that know a choice of the best or of the worst alone, which an anchor needs. */
export type AnchorLikelihood = "sequential" | "tricked";

/**
 * Best-worst answers and anchor answers as one: choices among K + 1 items, the last of which (index
 * K) is the anchor.
 *
 * With b the best and w the worst of the items shown, and all probabilities those of the likelihood:
 * - none: the anchor is best of all shown and itself; then b is best and w is worst of the items.
 * - all: b is best and the anchor worst of all shown and itself; then w is the worst item.
 * - some: b is best and w is worst of all shown and the anchor, which lies between them.
 *
 * The three add up to the probability of b and w without an anchor, so a dual response adds to what a
 * task says of the items and takes nothing from it. A direct response is a choice between two.
 *
 * Source: K. Lattery (2010), Anchoring maximum difference scaling against a threshold, Sawtooth
 * Software conference, for what the responses say of the anchor.
 *
 * @param dualResponses T, in the order of the data's tasks; null where none was asked
 * @throws RangeError naming respondent, task or item when a response is none of the three, stands at
 *   a task without a best and a worst, is out of range, or judges an item twice
 */
export function anchoredData(input: {
  data: ChoiceData;
  dualResponses?: readonly (DualResponse | null)[];
  directResponses?: readonly DirectResponse[];
  likelihood: AnchorLikelihood;
}): ChoiceData {
  const { data, dualResponses, directResponses = [], likelihood } = input;
  const anchor = data.itemCount;
  const taskCount = data.best.length;
  if (dualResponses && dualResponses.length !== taskCount) {
    throw new RangeError(
      `There must be one dual response (or null) per task: ${dualResponses.length} for ${taskCount} tasks.`,
    );
  }
  const direct = directTasks(data, directResponses);
  const respondents = Array.from(data.cohort, (cohort, r) => {
    const tasks: (ChoiceTask | HalfTask)[] = [];
    const first = data.respondentStart[r];
    for (let task = first; task < data.respondentStart[r + 1]; task++) {
      const shown = Array.from(data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]));
      const best = data.best[task] === notAsked ? null : data.best[task];
      const worst = data.worst[task] === notAsked ? null : data.worst[task];
      const response = dualResponses?.[task] ?? null;
      if (response === null) {
        tasks.push({ shown, best, worst });
        continue;
      }
      const where = `Respondent ${r}, task ${task - first}`;
      if (best === null || worst === null) {
        throw new RangeError(`${where}: a dual response needs a best and a worst.`);
      }
      tasks.push(...dualTasks(response, { shown, best, worst }, anchor, likelihood, where));
    }
    tasks.push(...(direct.get(r) ?? []));
    return { cohort, weight: data.weight[r], tasks };
  });
  return choiceData({ itemCount: anchor + 1, cohortCount: data.cohortCount, respondents });
}

function dualTasks(
  response: DualResponse,
  answered: ChoiceTask,
  anchor: number,
  likelihood: AnchorLikelihood,
  where: string,
): (ChoiceTask | HalfTask)[] {
  const { shown, best, worst } = answered;
  const among = [...shown, anchor];
  switch (response) {
    case "none":
      return [{ shown: among, best: anchor, worst: null }, answered];
    case "some":
      return [{ shown: among, best, worst }];
    case "all": {
      const left = likelihood === "tricked" ? shown : shown.filter((item) => item !== best);
      return [
        { shown: among, best, worst: anchor },
        { shown: left, best: null, worst },
      ];
    }
    default:
      throw new RangeError(
        `${where}: the dual response is ${response}, not one of ${dualResponseNames.join(", ")}.`,
      );
  }
}

function directTasks(
  data: ChoiceData,
  responses: readonly DirectResponse[],
): Map<number, HalfTask[]> {
  const anchor = data.itemCount;
  const tasks = new Map<number, HalfTask[]>();
  const judged = new Set<number>();
  for (const { respondent, item, above } of responses) {
    if (!Number.isInteger(respondent) || respondent < 0 || respondent >= data.cohort.length) {
      throw new RangeError(
        `Direct response: respondent ${respondent} is not 0 to ${data.cohort.length - 1}.`,
      );
    }
    const where = `Direct response of respondent ${respondent}`;
    if (!Number.isInteger(item) || item < 0 || item >= anchor) {
      throw new RangeError(`${where}: item ${item} is not 0 to ${anchor - 1}.`);
    }
    if (judged.has(respondent * anchor + item)) {
      throw new RangeError(`${where}: item ${item} is judged twice.`);
    }
    judged.add(respondent * anchor + item);
    const own = tasks.get(respondent) ?? [];
    own.push({ shown: [item, anchor], best: above ? item : anchor, worst: null });
    tasks.set(respondent, own);
  }
  return tasks;
}
