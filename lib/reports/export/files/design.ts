import { asc, eq } from "drizzle-orm";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { csvFile } from "./csv-file";
import { numbered } from "./numbered";
import type { ExportedStudy } from "./study-file";

/** Item numbers as they are displayed. */
export const design = csvFile({
  name: "design",
  layout: "Version,Set,Item1..Itemk",
  isOf: ({ settings }) => !settings.mirror,
  async *rows(study, exercise) {
    yield [["Version", "Set", ...numbered("Item", designSize(study, exercise).itemsPerTask)]];
    for (const [number, tasks] of await versionsOf(study, exercise)) {
      yield tasks.map((shown, task) => [number, task + 1, ...shown]);
    }
  },
});

/** Items a task and tasks a respondent, the most of any revision that is exported. */
export function designSize(
  study: ExportedStudy,
  exercise: RevisionExercise,
): { itemsPerTask: number; taskCount: number } {
  const designs = designsOf(study, exercise);
  return {
    itemsPerTask: Math.max(0, ...designs.map(({ itemsPerTask }) => itemsPerTask)),
    taskCount: Math.max(0, ...designs.map(({ taskCount }) => taskCount)),
  };
}

/** All versions of an exercise that were asked in any of the revisions, by number. */
async function versionsOf(study: ExportedStudy, exercise: RevisionExercise) {
  const { t, queries } = study.rows;
  const { designId, number, tasks } = t.designVersion;
  // A design that a later revision took over has the same versions under the same numbers.
  const versions = new Map<number, number[][]>();
  for (const { id } of designsOf(study, exercise)) {
    const own = await queries
      .select({ number, tasks })
      .from(t.designVersion)
      .where(eq(designId, id))
      .orderBy(asc(number));
    for (const version of own) versions.set(version.number, version.tasks);
  }
  return versions;
}

/** A mirror's are those of the exercise it mirrors. */
function designsOf({ comparable }: ExportedStudy, exercise: RevisionExercise) {
  const designs = comparable.flatMap((content) => content.designs);
  return designs.filter((each) => each.exercise === exercise.design?.exercise);
}
