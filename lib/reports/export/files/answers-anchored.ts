import type { Cell } from "@/lib/files/csv";
import { answering } from "./answering";
import { csvFile } from "./csv-file";
import { designSize } from "./design";
import { revisionColumn } from "./study-file";

/**
 * The answers with what was said of the anchor in every task. A file of its own: the field's tools read
 * the columns of the plain one by their place.
 */
export const answersAnchored = csvFile({
  name: "answers-anchored",
  layout: "id,Version,B1,W1,…,A1,A2,…  of a dual anchor: all, some or none of those shown",
  isOf: ({ settings }) => Boolean(settings.anchor),
  async *rows(study, exercise) {
    const { taskCount } = designSize(study, exercise);
    const tasks = Array.from({ length: taskCount }, (_, task) => task + 1);
    const revision = revisionColumn(study, "Revision");
    yield [
      [
        ...["id", "Version"],
        ...tasks.flatMap((task) => [`B${task}`, `W${task}`]),
        ...tasks.map((task) => `A${task}`),
        ...revision.names,
      ],
    ];
    for await (const some of answering(study, exercise)) {
      const tasksOf = await some.tasks(["taskNumber", "best", "worst", "anchor"], exercise.key);
      yield some.respondents.map(({ id, externalId, revisionId, versionNumber }): Cell[] => {
        const given = new Map(tasksOf(id).map((answer) => [answer.taskNumber, answer]));
        return [
          externalId,
          versionNumber,
          ...tasks.flatMap((task) => [given.get(task)?.best ?? "", given.get(task)?.worst ?? ""]),
          ...tasks.map((task) => given.get(task)?.anchor ?? ""),
          ...revision.cells({ revisionId }),
        ];
      });
    }
  },
});
