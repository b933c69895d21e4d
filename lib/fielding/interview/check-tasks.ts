import { createHash } from "node:crypto";
import { checksOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import type { TaskCheck } from "@/db/schema/fielding";
import { drawRepeated, inOtherPlaces } from "@/lib/maxdiff/design/check-tasks";
import { type Random, seededRandom } from "@/lib/stats/random";

/** What one respondent is shown in a task of an exercise. */
export interface TaskItems {
  /** The task of the design; of a repetition, the one that is asked again; null for a holdout. */
  readonly taskNumber: number | null;
  /** Item numbers in displayed order. */
  readonly shown: number[];
}

/**
 * What a respondent is shown in each task of an exercise, its checks included. The same each time, on
 * any device: what is drawn follows from the respondent's id, which nobody chooses and nothing changes.
 *
 * @param tasks those of the version they were given, in order
 */
export function tasksFor(
  { key, settings }: Pick<RevisionExercise, "key" | "settings">,
  tasks: readonly number[][],
  respondentId: string,
): (task: { readonly check: TaskCheck | null; readonly taskNumber: number }) => TaskItems {
  const drawnFor = (what: string) => seededBy(`${respondentId} ${key} ${what}`);
  return ({ check, taskNumber }) => {
    if (check === null) return { taskNumber, shown: tasks[taskNumber - 1] };
    if (check === "holdout") {
      const set = settings.holdouts?.[taskNumber - 1] ?? [];
      return { taskNumber: null, shown: drawnFor(`holdout ${taskNumber}`).shuffle([...set]) };
    }
    const { repeats } = checksOf(settings);
    const repeated = drawRepeated(tasks.length, repeats, drawnFor("repeats"))[taskNumber - 1];
    const shown = inOtherPlaces(tasks[repeated - 1], drawnFor(`repeat ${taskNumber}`));
    return { taskNumber: repeated, shown };
  };
}

function seededBy(text: string): Random {
  return seededRandom(createHash("sha256").update(text).digest().readInt32BE());
}
