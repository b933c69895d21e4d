import { setImmediate as givenWay } from "node:timers/promises";
import { and, asc, between, desc, eq, gt, isNotNull, ne } from "drizzle-orm";
import { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { comparableRevisions } from "@/db/queries/comparable-revisions";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import {
  type AllocationScreen,
  type AnchorScreen,
  isAllocation,
  isAnchor,
  isQuestion,
} from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { type Cell, csvChunks, safeCell } from "@/lib/files/csv";
import { askedScreens } from "@/lib/questionnaire/conditions";
import type { StoredAnswer } from "@/lib/questionnaire/stored-answer";
import { exerciseNames } from "../exercise-names";
import { flagReasons } from "../monitoring/flag-words";
import { flagNames } from "../monitoring/flags-csv";
import { readQuality } from "../monitoring/read-quality";
import { type StudyFile, studyFiles } from "./export-files";
import { NOT_ASKED, questionColumns } from "./question-columns";

const exportInput = z.strictObject({
  studyId: z.string().min(1).max(64),
  /** Names as studyFiles gives them, or all there are. */
  files: z.union([z.literal("all"), z.array(z.string().min(1).max(100)).min(1).max(100)]),
  /** Puts unfinished interviews into the answers too; reports count complete ones only. */
  includeUnfinished: z.boolean().default(false),
});

export interface ExportedFile {
  readonly name: string;
  /** UTF-8 text, piece by piece. */
  readonly text: AsyncIterable<string>;
}

/** About 800 answers: read and parsed in a few milliseconds. */
const RESPONDENTS_AT_ONCE = 60;
/** Without their answers. */
const ROWS_AT_ONCE = 500;

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

/**
 * The study's data in the field's layouts, all files from one moment. Test interviews are in none;
 * the answers are those that the report counts, complete, on the newest launched revision or on one before it that asked the same.
 *
 * @throws NotFound, Forbidden for who may not see single respondents
 */
export async function exportStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof exportInput>;
}): Promise<ExportedFile[]> {
  const { db, actor } = request;
  const input = parse(exportInput, request.input);
  const data = await db.snapshot(async (queries) => {
    const source = { t: db.t, queries };
    const study = await requireStudy(source, actor, input.studyId, "edit studies");
    return readStudy(source, study, input.files === "all" || input.files.includes("respondents"));
  });
  const files = studyFiles(data.exercises);
  const asked = input.files === "all" ? files.map(({ name }) => name) : input.files;
  return asked.map((name) => {
    const found = files.find((file) => file.name === name);
    if (!found) throw new NotFound("file");
    return { name: `${name}.csv`, text: csvChunks(rowsOf(data, found, input.includeUnfinished)) };
  });
}

function rowsOf(
  data: StudyData,
  { file, exercise }: StudyFile,
  includeUnfinished: boolean,
): Generator<Cell[]> {
  switch (file) {
    case "items":
      return itemRows(exercise);
    case "design":
      return designRows(data, exercise);
    case "answers":
      return wideRows(data, exercise, includeUnfinished);
    case "answers-long":
      return longRows(data, exercise, includeUnfinished);
    case "respondents":
      return respondentRows(data);
  }
}

type StudyData = Awaited<ReturnType<typeof readStudy>>;
type RespondentData = Awaited<ReturnType<typeof respondentsAfter>>[number] &
  ReturnType<typeof noAnswers>;

async function readStudy(
  source: { t: Tables; queries: Queries },
  study: Row<"study">,
  asksForFlags: boolean,
) {
  const { t, queries } = source;
  const [frozen] = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, study.id), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1);
  const revision = frozen ?? (await newestRevision(source, study.id));
  if (!revision) throw new NotFound("revision");
  const content = await revisionContent(source, revision);
  const comparable = frozen ? await comparableRevisions(source, content) : [content];
  const revisions = new Set(comparable.map((other) => other.revision.id));
  const designs: ExportedDesign[] = [];
  for (const { id, exercise, itemsPerTask, taskCount } of comparable.flatMap((c) => c.designs)) {
    const versions = await queries
      .select({ number: t.designVersion.number, tasks: t.designVersion.tasks })
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, id))
      .orderBy(asc(t.designVersion.number));
    designs.push({ exercise, itemsPerTask, taskCount, versions });
  }
  const sources = await queries.select().from(t.source).where(eq(t.source.studyId, study.id));
  const respondents: RespondentData[] = [];
  for (let last = 0, more = true; more; ) {
    const rows = await respondentsAfter(source, study.id, last);
    for (const row of rows) respondents.push({ ...row, ...noAnswers() });
    last = rows.at(-1)?.number ?? last;
    more = rows.length === ROWS_AT_ONCE;
    await givenWay();
  }
  await readAnswers(source, study.id, respondents);
  const { screens } = content;
  if (screens.some((screen) => screen.showWhen !== null)) {
    for (const respondent of respondents) {
      const { values: answers, cohortId } = respondent;
      respondent.asked = new Set(
        askedScreens(screens, { answers, cohortId }).map(({ key }) => key),
      );
    }
  }
  // An imported file is given back as it was, and what nobody was asked has nothing to judge.
  const isJudged = asksForFlags && frozen && !sources.some(({ kind }) => kind === "import");
  const flags = isJudged
    ? (await readQuality({ ...source, studyId: study.id }, comparable)).judgement.flags
    : null;
  const exercises = exercisesOf(content);
  return { ...content, exercises, revisions, designs, sources, respondents, flags };
}

/** A design of one of the revisions that are exported together. */
interface ExportedDesign {
  readonly exercise: string;
  readonly itemsPerTask: number;
  readonly taskCount: number;
  readonly versions: readonly { readonly number: number; readonly tasks: number[][] }[];
}

/** All versions of an exercise that were asked in any of the revisions. */
function askedDesign({ designs }: StudyData, { design }: RevisionExercise) {
  const own = designs.filter(({ exercise }) => exercise === design?.exercise);
  // A design that a later revision took over has the same versions under the same numbers.
  const versions = new Map(
    own.flatMap((each) => each.versions.map(({ number, tasks }) => [number, tasks] as const)),
  );
  const itemsPerTask = Math.max(0, ...own.map((each) => each.itemsPerTask));
  const taskCount = Math.max(0, ...own.map((each) => each.taskCount));
  return { versions, itemsPerTask, taskCount };
}

/** The next respondents by number, those of test links left out. */
async function respondentsAfter(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  after: number,
) {
  return queries
    .select({
      id: t.respondent.id,
      number: t.respondent.number,
      revisionId: t.respondent.revisionId,
      externalId: t.respondent.externalId,
      sourceName: t.source.name,
      panelId: t.respondent.panelId,
      parameters: t.respondent.parameters,
      exit: t.respondent.exit,
      state: t.respondent.state,
      cohortId: t.respondent.cohortId,
      versionNumber: t.respondent.versionNumber,
      locale: t.respondent.locale,
      furtherVersions: t.respondent.furtherVersions,
      startedAt: t.respondent.startedAt,
      finishedAt: t.respondent.finishedAt,
    })
    .from(t.respondent)
    .innerJoin(t.source, eq(t.source.id, t.respondent.sourceId))
    .where(
      and(
        eq(t.respondent.studyId, studyId),
        gt(t.respondent.number, after),
        ne(t.source.kind, "test"),
        eq(t.respondent.isTest, false),
      ),
    )
    .orderBy(asc(t.respondent.number))
    .limit(ROWS_AT_ONCE);
}

type ExportedAnswer = Pick<
  Row<"answer">,
  "taskNumber" | "shown" | "best" | "worst" | "anchor" | "asked" | "opened" | "locale"
>;

/** What one respondent answered: by exercise, by question, by screen and item number. */
function noAnswers() {
  return {
    /** In the order of the tasks. */
    answers: new Map<string, ExportedAnswer[]>(),
    values: new Map<string, StoredAnswer>(),
    allocations: new Map<string, Map<number, number>>(),
    /** The keys of the screens they were asked; null where everybody is asked all of them. */
    asked: null as ReadonlySet<string> | null,
  };
}

/** Fills in the respondents' answers, some respondents at a time, letting other requests between. */
async function readAnswers(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  respondents: readonly ({ id: string; number: number } & ReturnType<typeof noAnswers>)[],
): Promise<void> {
  for (let start = 0; start < respondents.length; start += RESPONDENTS_AT_ONCE) {
    const some = respondents.slice(start, start + RESPONDENTS_AT_ONCE);
    const byId = new Map(some.map((respondent) => [respondent.id, respondent]));
    const areSome = and(
      eq(t.respondent.studyId, studyId),
      between(t.respondent.number, some[0].number, some[some.length - 1].number),
    );
    const answers = await queries
      .select({
        respondentId: t.answer.respondentId,
        exercise: t.answer.exercise,
        taskNumber: t.answer.taskNumber,
        shown: t.answer.shown,
        best: t.answer.best,
        worst: t.answer.worst,
        anchor: t.answer.anchor,
        asked: t.answer.asked,
        opened: t.answer.opened,
        locale: t.answer.locale,
      })
      .from(t.answer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.answer.respondentId))
      .where(areSome)
      .orderBy(asc(t.answer.taskNumber));
    for (const { respondentId, exercise, ...answer } of answers) {
      const respondent = byId.get(respondentId);
      const before = respondent?.answers.get(exercise);
      if (before) before.push(answer);
      else respondent?.answers.set(exercise, [answer]);
    }
    const questionAnswers = await queries
      .select({
        respondentId: t.questionAnswer.respondentId,
        screenKey: t.questionAnswer.screenKey,
        value: t.questionAnswer.value,
        otherText: t.questionAnswer.otherText,
      })
      .from(t.questionAnswer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.questionAnswer.respondentId))
      .where(areSome);
    for (const { respondentId, screenKey, ...answer } of questionAnswers) {
      byId.get(respondentId)?.values.set(screenKey, answer);
    }
    const allocations = await queries
      .select({
        respondentId: t.allocation.respondentId,
        screenKey: t.allocation.screenKey,
        shown: t.allocation.shown,
        amounts: t.allocation.amounts,
      })
      .from(t.allocation)
      .innerJoin(t.respondent, eq(t.respondent.id, t.allocation.respondentId))
      .where(areSome);
    for (const { respondentId, screenKey, shown, amounts } of allocations) {
      const byItem = new Map(shown.map((item, place) => [item, amounts[place]]));
      byId.get(respondentId)?.allocations.set(screenKey, byItem);
    }
    await givenWay();
  }
}

function* itemRows({ items }: RevisionExercise): Generator<Cell[]> {
  yield ["number", "label", "definition"];
  for (const { number, label, definition } of items) {
    yield [number, safeCell(label), safeCell(definition)];
  }
}

function* designRows(data: StudyData, exercise: RevisionExercise): Generator<Cell[]> {
  const { itemsPerTask, versions } = askedDesign(data, exercise);
  yield ["Version", "Set", ...numbered("Item", itemsPerTask)];
  for (const [number, tasks] of versions) {
    for (const [task, shown] of tasks.entries()) yield [number, task + 1, ...shown];
  }
}

function* wideRows(
  data: StudyData,
  exercise: RevisionExercise,
  includeUnfinished: boolean,
): Generator<Cell[]> {
  const { taskCount } = askedDesign(data, exercise);
  const header = ["id", "Version"];
  for (let task = 1; task <= taskCount; task++) header.push(`B${task}`, `W${task}`);
  yield header;
  for (const { externalId, versionNumber, answers } of answering(
    data,
    exercise,
    includeUnfinished,
  )) {
    const row: Cell[] = [externalId, versionNumber];
    const byTask = new Map(answers.map((answer) => [answer.taskNumber, answer]));
    for (let task = 1; task <= taskCount; task++) {
      const answer = byTask.get(task);
      row.push(answer?.best ?? "", answer?.worst ?? "");
    }
    yield row;
  }
}

function* longRows(
  data: StudyData,
  exercise: RevisionExercise,
  includeUnfinished: boolean,
): Generator<Cell[]> {
  const ofItem = ["position", "item", "choice", "opened"];
  yield ["id", "version", "task", ...ofItem, "anchor", "asked", "locale"];
  for (const { externalId, versionNumber, answers } of answering(
    data,
    exercise,
    includeUnfinished,
  )) {
    for (const { taskNumber, shown, best, worst, opened, anchor, asked, locale } of answers) {
      for (const [place, item] of shown.entries()) {
        const choice = item === best ? 1 : item === worst ? -1 : 0;
        const isOpened = opened === null ? "" : Number(opened.includes(item));
        const cells = [place + 1, item, choice, isOpened, anchor ?? "", asked ?? ""];
        yield [externalId, versionNumber, taskNumber, ...cells, locale];
      }
    }
  }
}

/** Those who were given a version of this exercise, and finished unless all are wanted. */
function* answering(
  { respondents, revisions }: StudyData,
  exercise: RevisionExercise,
  includeUnfinished: boolean,
) {
  for (const respondent of respondents) {
    const { state, revisionId, externalId, answers, asked } = respondent;
    const versionNumber = exercise.isMain
      ? respondent.versionNumber
      : (respondent.furtherVersions?.[exercise.key] ?? null);
    const isWanted = state === "complete" || (includeUnfinished && state === "active");
    if (versionNumber === null || !revisions.has(revisionId) || !isWanted) continue;
    if (asked && !asked.has(exercise.key)) continue;
    yield { externalId, versionNumber, answers: answers.get(exercise.key) ?? [] };
  }
}

/** What an import wrote into its source: how the file's columns were called. */
const importSettings = z.object({
  columns: z.array(z.object({ name: z.string(), key: z.string() })),
});

interface RespondentColumn {
  readonly name: string;
  readonly cell: (respondent: RespondentData) => Cell;
}

function* respondentRows(data: StudyData): Generator<Cell[]> {
  const imported = data.sources.find((source) => source.kind === "import");
  const columns: RespondentColumn[] = imported
    ? importSettings.parse(imported.settings).columns.map(({ name, key }) => ({
        name,
        cell: ({ values }) => safeCell(values.get(key)?.value ?? ""),
      }))
    : interviewColumns(data);
  yield ["id", ...columns.map((column) => safeCell(column.name))];
  for (const respondent of data.respondents) {
    yield [respondent.externalId, ...columns.map((column) => column.cell(respondent))];
  }
}

function interviewColumns(data: StudyData): RespondentColumn[] {
  const { cohorts, screens, items, exercises, respondents } = data;
  const cohortNames = new Map(cohorts.map((cohort) => [cohort.id, cohort.name]));
  const columns: RespondentColumn[] = [
    { name: "cohort", cell: ({ cohortId }) => safeCell(cohortNames.get(cohortId ?? "") ?? "") },
    { name: "state", cell: ({ state }) => state },
    { name: "source", cell: ({ sourceName }) => safeCell(sourceName) },
    { name: "version", cell: ({ versionNumber }) => versionNumber ?? "" },
    { name: "locale", cell: ({ locale }) => locale },
    { name: "started_at", cell: ({ startedAt }) => new Date(startedAt).toISOString() },
    {
      name: "finished_at",
      cell: ({ finishedAt }) => (finishedAt === null ? "" : new Date(finishedAt).toISOString()),
    },
  ];
  const { flags } = data;
  if (flags) {
    const names = exerciseNames(exercises);
    columns.push(
      { name: "flags", cell: ({ number }) => flagNames(flags.get(number) ?? []) },
      {
        name: "flag_reasons",
        cell: ({ number }) => safeCell(flagReasons(flags.get(number) ?? [], names)),
      },
    );
  }
  // Only where a panel or a link brought them: an open link's export has no empty columns.
  if (respondents.some(({ panelId }) => panelId !== null)) {
    columns.push(
      { name: "panel_id", cell: ({ panelId }) => safeCell(panelId ?? "") },
      { name: "exit", cell: ({ exit }) => exit ?? "" },
    );
  }
  const linked = new Set(respondents.flatMap(({ parameters }) => Object.keys(parameters ?? {})));
  for (const name of [...linked].sort()) {
    columns.push({
      name: `link_${name}`,
      // A link can name a parameter as objects name what they inherit.
      cell: ({ parameters }) =>
        safeCell(parameters && Object.hasOwn(parameters, name) ? parameters[name] : ""),
    });
  }
  const itemsOf = (screen: AllocationScreen | AnchorScreen) =>
    isAnchor(screen)
      ? (exercises.find(({ key }) => key === screen.settings.exercise)?.items ?? [])
      : items;
  const taken = new Set(["id", ...columns.map((column) => column.name)]);
  for (const screen of screens) {
    const { key } = screen;
    if (isQuestion(screen)) {
      for (const { name, cell } of questionColumns(screen)) {
        columns.push({
          name: taken.has(name) ? freeName(`question_${name}`, taken) : name,
          cell: (respondent) => {
            const unasked = cellWhereNotAsked(respondent, key);
            const answer = respondent.values.get(key);
            return unasked ?? (answer ? cell(answer) : "");
          },
        });
        taken.add(columns[columns.length - 1].name);
      }
    } else if (isAllocation(screen) || isAnchor(screen)) {
      for (const { number } of itemsOf(screen)) {
        columns.push({
          name: `${key}_${number}`,
          cell: (respondent) =>
            cellWhereNotAsked(respondent, key) ??
            respondent.allocations.get(key)?.get(number) ??
            "",
        });
      }
    }
  }
  return columns;
}

/**
 * What stands for a screen that a respondent was not asked, whatever an edit has left in the
 * database: a code in complete interviews, nothing in those that may yet be asked. Null where it was
 * asked.
 */
function cellWhereNotAsked({ asked, state }: RespondentData, key: string): Cell | null {
  if (!asked || asked.has(key)) return null;
  return state === "complete" ? NOT_ASKED : "";
}

/** A name that no column has yet. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name); copy++) name = `${wanted}_${copy}`;
  return name;
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}
