import { asc, eq, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { prepared } from "@/db/prepared";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { isQuestion, type QuestionScreen } from "@/db/schema/screen-settings";
import type { AnswerValue } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { Conflict, NotFound } from "@/lib/errors";
import { cohortOutcome } from "@/lib/questionnaire/cohort-outcome";
import { askedScreens, type Known } from "@/lib/questionnaire/conditions";
import { answersAsText } from "@/lib/questionnaire/piping";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { StoredAnswers } from "@/lib/questionnaire/types/stored-answer";
import { tasksFor } from "./check-tasks";
import { isOverFor } from "./field-hours";
import { type FrozenContent, frozenContent, versionTasks } from "./frozen-content";
import type { GivenVersions } from "./given-versions";
import { tokenHash } from "./interview-link";
import type { SentForm } from "./schema";
import { type Ending, isReached, type Step, standing, stepsAsked } from "./sequence";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

type InterviewRow = {
  respondent: Row<"respondent">;
  study: Row<"study">;
  source: Row<"source">;
  given: Row<"givenVersion"> | null;
};

/** One person's way through a study, as it stands. */
export interface Interview {
  readonly respondent: Row<"respondent">;
  readonly study: Row<"study">;
  readonly source: Row<"source">;
  readonly versions: GivenVersions;
  readonly content: FrozenContent;
  /** The attempts that were acknowledged, in order: the screen of each by its id. */
  readonly attempts: ReadonlyMap<string, string>;
  /** The names of the screens they passed. */
  readonly passed: ReadonlySet<string>;
  /** Answers to questions, by key; read only where screens or texts depend on them. */
  readonly answers: StoredAnswers;
  /** The screens this respondent is asked, as far as their answers tell so far. */
  readonly steps: readonly Step[];
}

/** One row for each version that was given, so that they cost no statement of their own. */
const interviewOf = prepared<{ tokenHash: string }, InterviewRow[]>((queries, t) =>
  queries
    .select({
      respondent: t.respondent,
      study: t.study,
      source: t.source,
      given: t.givenVersion,
    })
    .from(t.respondent)
    .innerJoin(t.study, eq(t.study.id, t.respondent.studyId))
    .innerJoin(t.source, eq(t.source.id, t.respondent.sourceId))
    .leftJoin(t.givenVersion, eq(t.givenVersion.respondentId, t.respondent.id))
    .where(eq(t.respondent.tokenHash, sql.placeholder("tokenHash"))),
);

const attemptsOf = prepared<{ respondentId: string }, Pick<Row<"attempt">, "id" | "screenKey">[]>(
  (queries, t) =>
    queries
      .select({ id: t.attempt.id, screenKey: t.attempt.screenKey })
      .from(t.attempt)
      .where(eq(t.attempt.respondentId, sql.placeholder("respondentId")))
      .orderBy(asc(t.attempt.receivedAt)),
);

/**
 * Finds the interview of a link's token.
 *
 * @param queries the transaction's handle inside a write
 * @throws NotFound when no interview has this token
 */
export async function requireInterview(
  db: Pick<Database, "t">,
  queries: Queries,
  token: string,
): Promise<Interview> {
  const { t } = db;
  const found = await interviewOf(queries, t, { tokenHash: tokenHash(token) });
  if (!found[0]) throw new NotFound("interview");
  const { given: _, ...row } = found[0];
  const { revisionId, locale } = row.respondent;
  const content = await frozenContent(db, queries, revisionId, locale);
  const rows = await attemptsOf(queries, t, { respondentId: row.respondent.id });
  const passed = new Set(rows.map((attempt) => attempt.screenKey));
  const answers = content.looksBack
    ? await answersTo(db, queries, content, row.respondent.id)
    : new Map<string, never>();
  return {
    ...row,
    versions: new Map(
      found.flatMap(({ given }) => (given ? [[given.exercise, given.versionNumber]] : [])),
    ),
    content,
    answers,
    steps: stepsFor(content, { answers, cohortId: row.respondent.cohortId }, passed),
    attempts: new Map(rows.map(({ id, screenKey }) => [id, screenKey])),
    passed,
  };
}

/** What is stored of somebody's answers to questions. */
export async function storedAnswers(
  { t }: Pick<Database, "t">,
  queries: Queries,
  respondentId: string,
): Promise<StoredAnswers> {
  const { screenKey, value, otherText } = t.questionAnswer;
  const rows = await queries
    .select({ screenKey, value, otherText })
    .from(t.questionAnswer)
    .where(eq(t.questionAnswer.respondentId, respondentId));
  return new Map(rows.map(({ screenKey: key, ...answer }) => [key, answer]));
}

/** The same, of a test as far as they still are answers: its draft may have been edited since. */
async function answersTo(
  db: Pick<Database, "t">,
  queries: Queries,
  content: FrozenContent,
  respondentId: string,
): Promise<StoredAnswers> {
  const stored = await storedAnswers(db, queries, respondentId);
  if (content.revision.frozenAt !== null) return stored;
  const questions = content.screens.filter(isQuestion);
  return new Map(
    [...stored].filter(([key, { value }]) =>
      questions.some((question) => question.key === key && isAnswerTo(question, value)),
    ),
  );
}

/** Whether a stored value is one of a question as it is asked now; always, once it is frozen. */
export function isAnswerTo({ settings }: QuestionScreen, value: AnswerValue): boolean {
  return typeOf(settings).stored(settings).safeParse(value).success;
}

/** The steps that a respondent is asked, by what is stored of their answers. */
export async function askedSteps(
  db: Pick<Database, "t">,
  queries: Queries,
  content: FrozenContent,
  { id, cohortId }: Pick<Row<"respondent">, "id" | "cohortId">,
): Promise<readonly Step[]> {
  if (!content.looksBack) return content.steps;
  const answers = await answersTo(db, queries, content, id);
  return stepsAsked(content.steps, askedScreens(content.screens, { answers, cohortId }));
}

/**
 * The steps that somebody with these answers is asked. Who was put into a cohort by the way they
 * came, and not by an answer, is not asked for it.
 *
 * @param passed the names of the screens whose post was acknowledged
 */
export function stepsFor(
  content: FrozenContent,
  known: Known,
  passed: ReadonlySet<string>,
): readonly Step[] {
  const steps = content.looksBack
    ? stepsAsked(content.steps, askedScreens(content.screens, known))
    : content.steps;
  const { cohortStep } = content;
  const isPreset = known.cohortId !== null && cohortStep !== null && !passed.has(cohortStep);
  return isPreset ? steps.filter((step) => step.name !== cohortStep) : steps;
}

/** What later texts may say of this respondent's answers. */
export function wordsOf({ answers, steps, respondent }: Interview): (key: string) => string {
  const asked = steps.map((step) => step.screen);
  return answersAsText(asked, answers, respondent.locale);
}

/** The name of the screen where the interview stands. */
export function whereItStands({ steps, respondent, passed }: Interview): string {
  return standing(steps, respondent.state, passed);
}

/**
 * Where an interview has ended, or null while it goes on. A finished interview keeps its own last
 * page; a study that was closed, or whose grace after its last day is over, ends all others.
 */
export function endingOf({ respondent, study }: Interview): Ending | null {
  if (respondent.state === "complete") return "done";
  if (respondent.state === "screened-out" || respondent.state === "over-quota") {
    return respondent.state;
  }
  return isOverFor(study, respondent, Date.now()) ? "closed" : null;
}

/** The screen of that name, asked or not. @throws NotFound when the questionnaire has none */
export function requireStep(interview: Pick<Interview, "content">, name: string): Step {
  const step = interview.content.steps.find((candidate) => candidate.name === name);
  if (!step) throw new NotFound("screen");
  return step;
}

/** The screen that a form was sent to. @throws Conflict for the form of another one */
export function requireStepOf(
  interview: Pick<Interview, "content">,
  { screen, form }: { screen: string; form: SentForm },
): Step {
  const step = requireStep(interview, screen);
  if (form.screen !== undefined && form.screen !== screen) throw new Conflict("otherScreen");
  return step;
}

/** The attempts on the named screen, in order. */
export function attemptsOn({ attempts }: Pick<Interview, "attempts">, name: string): string[] {
  return [...attempts].flatMap(([id, screen]) => (screen === name ? [id] : []));
}

/** True when the interview has come as far as the named screen. */
export function hasReached(interview: Interview, name: string): boolean {
  return isReached(interview.steps, interview.passed, name);
}

/** What one of the respondent's own tasks shows. */
export interface ShownTask {
  readonly exercise: RevisionExercise;
  readonly versionNumber: number;
  /** The task of the design; of a repetition, the one that is asked again; null for a holdout. */
  readonly taskNumber: number | null;
  /** Item numbers in displayed order. */
  readonly shown: number[];
}

/** The exercise and the item numbers of one of the respondent's own tasks. */
export async function shownInTask(
  db: Pick<Database, "t">,
  queries: Queries,
  interview: Pick<Interview, "content" | "respondent" | "versions">,
  step: Extract<Step, { kind: "task" }>,
): Promise<ShownTask> {
  const { content, respondent, versions } = interview;
  const exercise = requireExercise(content, step.exercise);
  const { design } = exercise;
  const held = versions.get(exercise.key);
  const versionNumber =
    design && content.revision.frozenAt === null
      ? await draftVersion(db, queries, design.id, held)
      : held;
  if (!design || versionNumber === undefined) {
    throw new Error(`Respondent ${respondent.id} reached ${step.name} without a version.`);
  }
  const tasks = await versionTasks(db, queries, design.id, versionNumber);
  return { exercise, versionNumber, ...tasksFor(exercise, tasks, respondent.id)(step) };
}

/** The version that a test was given, or the first one where its draft's design was made anew since. */
async function draftVersion(
  { t }: Pick<Database, "t">,
  queries: Queries,
  designId: string,
  held: number | undefined,
): Promise<number | undefined> {
  const versions = await queries
    .select({ number: t.designVersion.number })
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, designId))
    .orderBy(asc(t.designVersion.number));
  const numbers = versions.map(({ number }) => number);
  return numbers.find((number) => number === held) ?? numbers[0];
}

/** The exercise of that key, which a screen names. */
export function requireExercise(
  { exercises }: Pick<FrozenContent, "exercises">,
  key: string,
): RevisionExercise {
  const exercise = exercises.find((candidate) => candidate.key === key);
  if (!exercise) throw new Error(`The questionnaire has no exercise ${key}.`);
  return exercise;
}

/**
 * The options that can still be chosen: null for all. Once a design version has been given within a
 * cohort, the cohort stays, and only answers that lead to the same one are open.
 */
export function openOptions(
  {
    respondent,
    versions,
    content,
    answers,
  }: Pick<Interview, "respondent" | "versions" | "content" | "answers">,
  { key, settings }: QuestionScreen,
): string[] | null {
  if (settings.type !== "single" || !settings.namesCohort || versions.size === 0) return null;
  return settings.options
    .map(({ id }) => id)
    .filter((id) => {
      const said = new Map(answers).set(key, { value: id, otherText: null });
      const outcome = cohortOutcome(content.screens, said);
      return outcome?.kind === "cohort" && outcome.cohortId === respondent.cohortId;
    });
}
