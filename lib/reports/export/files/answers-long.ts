import type { Tables } from "@/db/schema/tables";
import type { Cell } from "@/lib/files/csv";
import { type Answering, answering } from "./answering";
import { csvFile } from "./csv-file";
import { revisionColumn } from "./study-file";

const COLUMNS = [
  ...["id", "version", "task", "position", "item", "choice"],
  ...["opened", "anchor", "asked", "locale"],
];
const OF_TASK = [
  "taskNumber",
  "shown",
  "best",
  "worst",
  "opened",
  "anchor",
  "responseMode",
  "locale",
] as const;

/**
 * A row for each item shown in an answered task: choice 1 best, -1 worst, 0 neither; opened 1 when its
 * definition was opened, 0 when not, empty where that could not be seen; anchor and asked as of the
 * whole task.
 */
export const answersLong = csvFile({
  name: "answers-long",
  layout: `${COLUMNS.join(",")}\nchoice 1 best, -1 worst, 0 neither; opened 1 when the definition was;\nrevision at the end where there were several`,
  isOf: () => true,
  async *rows(study, exercise) {
    const revision = revisionColumn(study, "revision");
    yield [[...COLUMNS, ...revision.names]];
    for await (const some of answering(study, exercise)) {
      const tasksOf = await some.tasks(OF_TASK, exercise.key);
      yield longRows(some.respondents, tasksOf, revision.cells);
    }
  },
});

type Task = Pick<Tables["answer"]["$inferSelect"], (typeof OF_TASK)[number]>;

function* longRows(
  respondents: readonly Answering[],
  tasksOf: (id: string) => readonly Task[],
  revisionCells: (row: Answering) => Cell[],
): Generator<Cell[]> {
  for (const respondent of respondents) {
    const { id, externalId, versionNumber } = respondent;
    const revision = revisionCells(respondent);
    for (const { taskNumber, shown, best, worst, opened, anchor, responseMode, locale } of tasksOf(
      id,
    )) {
      for (const [place, item] of shown.entries()) {
        const choice = item === best ? 1 : item === worst ? -1 : 0;
        const isOpened = opened === null ? "" : Number(opened.includes(item));
        const cells = [place + 1, item, choice, isOpened, anchor ?? "", responseMode ?? ""];
        yield [externalId, versionNumber, taskNumber, ...cells, locale, ...revision];
      }
    }
  }
}
