import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { isUniqueViolation } from "@/db/errors";
import { insertRows } from "@/db/queries/insert-rows";
import type { ExerciseSettings, SuspectPair } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { type FileRespondent, readAnswers } from "@/lib/analysis/field-layout/read-answers";
import { type FileCheck, readChecks } from "@/lib/analysis/field-layout/read-checks";
import { type FileDesign, readDesign } from "@/lib/analysis/field-layout/read-design";
import { type FileItem, readItems } from "@/lib/analysis/field-layout/read-items";
import { readPairs } from "@/lib/analysis/field-layout/read-pairs";
import { type FileColumn, readRespondents } from "@/lib/analysis/field-layout/read-respondents";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import type { SentFile } from "@/lib/files/csv";
import { FileIssues, type FileNote } from "@/lib/files/file-issues";
import { diagnoseDesign } from "@/lib/maxdiff/design/diagnose-design";
import { ENGINE } from "@/lib/maxdiff/engine";
import { randomSlug } from "../draft/random-slug";
import { stableNames } from "../draft/stable-names";
import { freezeRevision } from "../launch/launch-study";
import { EXERCISE } from "../templates/study-plan";
import { importStudyInput } from "./schema";

/** The one cohort of a study whose files name none. */
const EVERYBODY = "All respondents";
/** Who wrote the rows that no form was posted for. */
const ATTEMPT = "import";

/** What the files say, once nothing in them is refused. */
interface FieldFiles {
  readonly items: readonly FileItem[];
  readonly design: FileDesign;
  readonly respondents: readonly FileRespondent[];
  readonly columns: readonly FileColumn[];
  readonly pairs: readonly SuspectPair[] | null;
  readonly checks: readonly FileCheck[];
  /** What was read otherwise than it stands there. */
  readonly notes: readonly FileNote[];
}

/**
 * Makes a closed study with its answers from files in the field's layouts. One frozen revision
 * holds the items, a question for each respondents' column and the exercise with its design; each
 * distinct value of the cohort column is a cohort.
 *
 * Everything is written in one transaction, or nothing.
 *
 * @returns the study, how much was in the files, and what was read otherwise than it stands there
 * @throws InvalidInput naming file, line, column and reason of the first 20 faults; slugTaken
 */
export async function importStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof importStudyInput>;
}): Promise<{
  studyId: string;
  slug: string;
  cohorts: { name: string; respondents: number }[];
  answers: number;
  notes: readonly FileNote[];
}> {
  const { db, actor } = request;
  requireAbility(actor, "edit studies");
  const input = parse(importStudyInput, request.input);
  const files = await readFiles(input);
  const { t } = db;
  const studyId = uuid();
  const slug = input.slug ?? randomSlug();
  const rows = studyRows(studyId, files, input);
  const now = Date.now();
  try {
    await db.write(async (tx) => {
      await tx.insert(t.study).values({
        id: studyId,
        organisationId: actor.organisationId,
        name: input.name,
        slug,
        state: "closed",
        origin: "imported",
        defaultLocale: "en",
        nextRespondentNumber: files.respondents.length + 1,
        createdAt: now,
        createdByUserId: actor.userId,
        closedAt: now,
      });
      await writeStudy({ t, tx }, rows, now);
      await recordAudit({ t, tx }, actor, {
        verb: "import study",
        subjectType: "study",
        subjectId: studyId,
        detail: { name: input.name, respondents: files.respondents.length, files: hashes(input) },
      });
    });
  } catch (error) {
    if (input.slug !== undefined && isUniqueViolation(error)) {
      throw new InvalidInput([{ path: "slug", key: "slugTaken" }]);
    }
    throw error;
  }
  return {
    studyId,
    slug,
    cohorts: rows.cohorts.map(({ id, name }) => ({
      name,
      respondents: rows.respondents.filter((respondent) => respondent.cohortId === id).length,
    })),
    answers: rows.answers.length,
    notes: files.notes,
  };
}

type ImportInput = z.output<typeof importStudyInput>;

/** @throws InvalidInput with everything that is wrong in any of the files */
async function readFiles({ files, cohortColumn }: ImportInput): Promise<FieldFiles> {
  const issues = new FileIssues();
  const items = await readItems(files.items, issues);
  const known = items && { fileName: files.items.name, list: items };
  const design = await readDesign(files.design, known, issues);
  const respondents = await readAnswers(files.answers, design, issues);
  const answering = respondents && { fileName: files.answers.name, respondents };
  const columns = files.respondents
    ? await readRespondents(files.respondents, answering, cohortColumn, issues)
    : [];
  const numbers = items?.map(({ number }) => number) ?? null;
  const pairs = files.pairs ? await readPairs(files.pairs, issues, numbers) : null;
  const checks = files.checks ? await readChecks(files.checks, answering, design, issues) : [];
  issues.throwIfAny();
  // A reader that gives nothing has said why.
  if (!items || !design || !respondents || !columns || !checks)
    throw new Error("A file gave neither content nor a reason.");
  return { items, design, respondents, columns, pairs, checks, notes: issues.notes };
}

function hashes({ files }: ImportInput): Record<string, string> {
  const sent = Object.values(files).filter((file): file is SentFile => file !== undefined);
  return Object.fromEntries(
    sent.map(({ name, bytes }) => [name, createHash("sha256").update(bytes).digest("hex")]),
  );
}

type Row<Name extends keyof Tables> = Tables[Name]["$inferInsert"];

/** Every row of the study in its own table's words, times aside. */
function studyRows(studyId: string, files: FieldFiles, input: ImportInput) {
  const { items, design, columns, pairs } = files;
  const revisionId = uuid();
  const sourceId = uuid();
  const designId = uuid();
  const cohortColumn = columns.find((column) => column.name === input.cohortColumn);
  const cohorts = (cohortColumn?.values ?? [EVERYBODY]).map((name, index) => ({
    id: uuid(),
    studyId,
    number: index + 1,
    name,
  }));
  const cohortIdOf = (respondentId: string): string => {
    const value = cohortColumn?.byRespondent.get(respondentId) ?? EVERYBODY;
    const cohort = cohorts.find((candidate) => candidate.name === value);
    if (!cohort) throw new Error(`Respondent ${respondentId} is in no cohort.`);
    return cohort.id;
  };
  const [, ...keys] = stableNames([EXERCISE, ...columns.map((column) => column.name)]);
  const questions = columns.map(
    (column, index): Row<"screen"> => ({
      id: uuid(),
      revisionId,
      key: keys[index],
      position: index + 1,
      kind: "question",
      settings: {
        type: "single",
        text: column.name,
        hint: "",
        required: false,
        namesCohort: column === cohortColumn,
        options: column.values.map((value, place) =>
          column === cohortColumn
            ? { id: value, label: value, outcome: { kind: "cohort", cohortId: cohorts[place].id } }
            : { id: value, label: value },
        ),
      },
    }),
  );
  const exercise: Row<"screen"> = {
    id: uuid(),
    revisionId,
    key: EXERCISE,
    position: columns.length + 1,
    kind: "exercise",
    settings: { type: "maxdiff", ...askedChecks(files.checks) },
  };
  const respondents = files.respondents.map(({ id }, index) => ({
    id: uuid(),
    studyId,
    revisionId,
    sourceId,
    number: index + 1,
    externalId: id,
    state: "complete" as const,
    cohortId: cohortIdOf(id),
    locale: "en",
  }));
  const givenVersions = files.respondents.map(({ version }, index) => ({
    respondentId: respondents[index].id,
    exercise: EXERCISE,
    versionNumber: version,
  }));
  const placeOf = new Map(files.respondents.map(({ id }, index) => [id, index]));
  const checkAnswers = files.checks.map(({ id, task, ...check }): Row<"checkAnswer"> => {
    const index = placeOf.get(id) ?? 0;
    return {
      respondentId: respondents[index].id,
      exercise: EXERCISE,
      ...check,
      shown: [...check.shown],
      taskNumber: task,
      versionNumber: files.respondents[index].version,
      locale: "en",
      attemptId: ATTEMPT,
    };
  });
  const answers: Row<"answer">[] = [];
  const questionAnswers: Row<"questionAnswer">[] = [];
  files.respondents.forEach((fromFile, index) => {
    const respondentId = respondents[index].id;
    fromFile.answers.forEach((answer, task) => {
      if (!answer) return;
      answers.push({
        respondentId,
        exercise: EXERCISE,
        taskNumber: task + 1,
        versionNumber: fromFile.version,
        shown: [...answer.shown],
        best: answer.best,
        worst: answer.worst,
        locale: "en",
        attemptId: ATTEMPT,
      });
    });
    columns.forEach((column, place) => {
      const value = column.byRespondent.get(fromFile.id);
      if (value === undefined) return;
      // In which order a screen offered the values, if there was one, the file does not say.
      const shown: string[] = [];
      questionAnswers.push({
        respondentId,
        screenKey: keys[place],
        value,
        shown,
        locale: "en",
        attemptId: ATTEMPT,
      });
    });
  });
  return {
    revision: {
      id: revisionId,
      studyId,
      number: 1,
      suspectPairs: pairs ? [...pairs] : null,
      // How the exercise was worded, the files do not say either.
      texts: {
        welcomeTitle: input.name,
        welcomeText: "",
        choiceQuestion: "",
        bestLabel: "Best",
        worstLabel: "Worst",
        thanksText: "",
        screenedOutText: "",
      },
      designSettings: {
        itemsPerTask: design.itemsPerTask,
        taskCount: design.taskCount,
        versionCount: design.versions.size,
        seed: 0,
        prohibitedPairs: [],
      },
    } satisfies Omit<Row<"revision">, "createdAt">,
    items: items.map(({ number }) => ({ studyId, number })),
    wordings: items.map(({ number, label, definition }, index) => ({
      id: uuid(),
      revisionId,
      studyId,
      itemNumber: number,
      code: "A",
      position: index + 1,
      label,
      definition,
    })),
    cohorts,
    screens: [...questions, exercise],
    design: designRow(designId, revisionId, items, design),
    versions: Array.from(design.versions, ([number, tasks]) => ({
      designId,
      number,
      tasks: tasks.map((task) => [...task]),
    })),
    source: {
      id: sourceId,
      studyId,
      kind: "import" as const,
      name: "Imported files",
      // What the columns were called, for exports in the same layout.
      settings: { columns: columns.map(({ name }, index) => ({ name, key: keys[index] })) },
    },
    respondents,
    givenVersions,
    answers,
    checkAnswers,
    questionAnswers,
  };
}

/** The settings that ask for as many checks as a file has: a holdout's items are those it first shows. */
function askedChecks(checks: readonly FileCheck[]): Pick<ExerciseSettings, "repeats" | "holdouts"> {
  const most = (kind: FileCheck["kind"]) =>
    checks.reduce((most, check) => (check.kind === kind ? Math.max(most, check.number) : most), 0);
  const repeats = most("repeat");
  const holdouts = Array.from({ length: most("holdout") }, (_, index) => {
    const first = checks.find(({ kind, number }) => kind === "holdout" && number === index + 1);
    return [...(first?.shown ?? [])].sort((one, other) => one - other);
  });
  return { ...(repeats > 0 ? { repeats } : {}), ...(holdouts.length > 0 ? { holdouts } : {}) };
}

function designRow(
  id: string,
  revisionId: string,
  items: readonly FileItem[],
  design: FileDesign,
): Omit<Row<"design">, "createdAt"> {
  const itemNumbers = items.map((item) => item.number);
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const { itemsPerTask, taskCount } = design;
  const versions = Array.from(design.versions.values(), (tasks) =>
    tasks.map((task) => task.map((number) => indexOf.get(number) ?? -1)),
  );
  return {
    id,
    revisionId,
    exercise: EXERCISE,
    origin: "imported",
    seed: null,
    // The engine that measured it; another one made it.
    engine: ENGINE,
    itemsPerTask,
    taskCount,
    versionCount: versions.length,
    itemNumbers,
    diagnostics: diagnoseDesign({ itemCount: items.length, itemsPerTask, versions }),
  };
}

async function writeStudy(
  { t, tx }: { t: Tables; tx: Queries },
  rows: ReturnType<typeof studyRows>,
  now: number,
): Promise<void> {
  const made = <T extends object>(row: T) => ({ ...row, createdAt: now });
  const [revision] = await tx.insert(t.revision).values(made(rows.revision)).returning();
  await insertRows(tx, t.item, rows.items.map(made));
  await insertRows(tx, t.wording, rows.wordings);
  await insertRows(tx, t.cohort, rows.cohorts);
  await insertRows(tx, t.screen, rows.screens);
  await tx.insert(t.design).values(made(rows.design));
  await insertRows(tx, t.designVersion, rows.versions);
  await tx.insert(t.source).values(made(rows.source));
  await freezeRevision({ t, tx }, revision, now);
  const times = { startedAt: now, lastSavedAt: now, finishedAt: now };
  await insertRows(
    tx,
    t.respondent,
    rows.respondents.map((respondent) => ({ ...respondent, ...times })),
  );
  await insertRows(tx, t.givenVersion, rows.givenVersions);
  await insertRows(tx, t.answer, rows.answers);
  await insertRows(tx, t.checkAnswer, rows.checkAnswers);
  await insertRows(tx, t.questionAnswer, rows.questionAnswers);
}
