import type { Cell } from "@/lib/files/csv";
import { answering } from "./answering";
import { csvFile } from "./csv-file";
import { designSize } from "./design";
import { revisionColumn } from "./study-file";

/** Item numbers, never positions; a missing answer is empty. */
export const answers = csvFile({
  name: "answers",
  layout:
    "id,Version,B1,W1,…  complete interviews, item numbers, missing answers empty;\nRevision at the end where there were several",
  isOf: () => true,
  async *rows(study, exercise) {
    const { taskCount } = designSize(study, exercise);
    const header = ["id", "Version"];
    for (let task = 1; task <= taskCount; task++) header.push(`B${task}`, `W${task}`);
    const revision = revisionColumn(study, "Revision");
    yield [[...header, ...revision.names]];
    for await (const some of answering(study, exercise)) {
      const tasksOf = await some.tasks(["taskNumber", "best", "worst"], exercise.key);
      yield some.respondents.map(({ id, externalId, revisionId, versionNumber }) => {
        const choices = new Array<Cell>(2 * taskCount).fill("");
        for (const { taskNumber, best, worst } of tasksOf(id)) {
          if (taskNumber > taskCount) continue;
          choices[2 * taskNumber - 2] = best;
          choices[2 * taskNumber - 1] = worst;
        }
        return [externalId, versionNumber, ...choices, ...revision.cells({ revisionId })];
      });
    }
  },
});
