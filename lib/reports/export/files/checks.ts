import { checksOf } from "@/db/queries/revision-exercises";
import { answering } from "./answering";
import { csvFile } from "./csv-file";
import { designSize } from "./design";
import { numbered } from "./numbered";
import { revisionColumn } from "./study-file";

const COLUMNS = ["id", "Version", "kind", "number", "task", "best", "worst"];

/**
 * A row for each answered repeated or holdout task, apart from the answers that estimates take in: its
 * kind, its number among them, the task of the design that it repeats (empty for a holdout), best and
 * worst as item numbers, and the items in the order in which they were shown.
 */
export const checks = csvFile({
  name: "checks",
  layout: `${COLUMNS.join(",")},Item1..Itemk\nrepeated and holdout tasks, where there are any: kind repeat or holdout;\ntask which task of the version a repeat shows again; in no score`,
  isOf: ({ settings }) => {
    const { repeats, holdouts } = checksOf(settings);
    return repeats + holdouts > 0;
  },
  async *rows(study, exercise) {
    const revision = revisionColumn(study, "Revision");
    const { itemsPerTask } = designSize(study, exercise);
    const widest = (exercise.settings.holdouts ?? []).map(({ length }) => length);
    const width = Math.max(itemsPerTask, ...widest);
    yield [[...COLUMNS, ...numbered("Item", width), ...revision.names]];
    for await (const some of answering(study, exercise)) {
      const checksOfOne = await some.checks(
        ["kind", "number", "taskNumber", "shown", "best", "worst"],
        exercise.key,
      );
      yield some.respondents.flatMap((respondent) =>
        checksOfOne(respondent.id).map(({ kind, number, taskNumber, shown, best, worst }) => [
          ...[respondent.externalId, respondent.versionNumber, kind, number, taskNumber ?? ""],
          ...[best, worst],
          ...Array.from({ length: width }, (_, place) => shown[place] ?? ""),
          ...revision.cells(respondent),
        ]),
      );
    }
  },
});
