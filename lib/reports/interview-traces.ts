import { createHash } from "node:crypto";
import { and, asc, count, eq, gte, inArray, lt, notInArray, sql } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { RevisionContent } from "@/db/queries/revision-content";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { isQuestion } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { oneAtATime } from "@/db/transaction";
import { takingTurns } from "@/db/turns";
import type { ChoiceTask } from "@/lib/maxdiff/choice/choice-data";
import type { NetTally } from "@/lib/maxdiff/counts/net-precision";
import {
  answeredPositions,
  type PositionShares,
  positionShares,
} from "@/lib/maxdiff/quality/position-shares";
import { areTelling } from "@/lib/maxdiff/quality/same-choices";
import { askedScreens } from "@/lib/questionnaire/conditions";
import { sharedTextKey, type TextFault, textFault } from "./open-text";

/** Respondents whose rows are read again when one of them moved on. */
const BLOCK = 100;
/** With their attempts and answers: about 800 rows, read and traced in a few milliseconds. */
const TRACES_AT_ONCE = 25;
/** Moments are summed from here on (ms since 1970), so that no sum grows beyond 64 bits. */
const EPOCH = 1_700_000_000_000;
/** Studies whose traces are kept in memory; one of 10,000 respondents takes about 30 MB. */
const STUDIES_KEPT = 4;

type Respondent = Pick<
  Tables["respondent"]["$inferSelect"],
  | "id"
  | "number"
  | "externalId"
  | "revisionId"
  | "sourceId"
  | "state"
  | "exit"
  | "cohortId"
  | "versionNumber"
  | "startedAt"
  | "lastSavedAt"
  | "finishedAt"
  | "releasedAt"
  | "panelId"
  | "contactId"
>;

/** One interview as the monitoring of fieldwork sees it: times, tallies and digests, no words. */
export interface InterviewTrace extends Respondent {
  /** By the name of each screen in the order they were first passed: milliseconds, server-side. */
  readonly times: ReadonlyMap<string, number>;
  /** By the key of each exercise they were asked and answered; empty before the interview is complete. */
  readonly choices: ReadonlyMap<string, TracedChoices>;
  readonly textFault: TextFault | null;
  /** Digests of long texts: equal ones were the same words. */
  readonly sharedTexts: readonly string[];
}

export interface TracedChoices {
  /** Places in the order of item numbers, until their fit is known: what is not needed any more is not kept. */
  tasks: readonly ChoiceTask[] | null;
  /** RLH under their own utilities; null until it was computed. */
  fit: number | null;
  readonly positions: PositionShares | null;
  /** In the order of item numbers: revisions may list the same items in another order. */
  readonly tally: NetTally;
  /** Equal for equal best and worst in every task of one version; null where that is no wonder. */
  readonly pattern: string | null;
}

interface Source {
  readonly t: Tables;
  readonly queries: Queries;
  readonly studyId: string;
}

/** What is kept of a study between two readings. */
interface Kept {
  readonly traces: Map<number, InterviewTrace>;
  readonly blocks: Map<number, Block>;
  /** Two readings of different moments must not mix what they keep. */
  readonly inTurn: <T>(reading: () => Promise<T>) => Promise<T>;
}

/** Respondents of neighbouring numbers, tests left out, as they were when their sums were these. */
interface Block {
  readonly sums: string;
  readonly rows: readonly Present[];
}

// What was read of an interview holds until it saves again. One process, one memory: bundlers give
// routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & {
  tradeoffTraces?: WeakMap<Tables, Map<string, Kept>>;
};

export interface Traces {
  readonly traces: InterviewTrace[];
  readonly onOtherRevisions: number;
}

/**
 * The interviews of the given revisions in order of number, tests left out. Each is read whole once;
 * afterwards sums over each hundred respondents tell where somebody has moved on, so that a reading
 * costs what has changed since the one before it and a page can be fresh every few seconds.
 *
 * @param revisions comparable ones, the newest last
 * @param complete adds to traces what is computed of them, before another reading begins
 */
export async function readTraces(
  source: Source,
  revisions: readonly RevisionContent[],
  complete: (traces: readonly InterviewTrace[]) => Promise<void>,
): Promise<Traces> {
  const kept = keptOf(source);
  return kept.inTurn(async () => {
    const read = await bringUpToDate(source, revisions, kept);
    await complete(read.traces);
    return read;
  });
}

async function bringUpToDate(
  source: Source,
  revisions: readonly RevisionContent[],
  { traces: known, blocks }: Kept,
): Promise<Traces> {
  const pause = takingTurns();
  await refreshBlocks(source, blocks, pause);
  const revisionIds = new Set(revisions.map(({ revision }) => revision.id));
  const all = [...blocks].sort(([one], [other]) => one - other).flatMap(([, { rows }]) => rows);
  const present = all.filter(({ revisionId }) => revisionIds.has(revisionId));
  await pause();
  const moved = present.filter((row) => {
    const trace = known.get(row.number);
    return (
      trace?.id !== row.id ||
      trace.lastSavedAt !== row.lastSavedAt ||
      trace.releasedAt !== row.releasedAt
    );
  });
  for (let start = 0; start < moved.length; start += TRACES_AT_ONCE) {
    const some = moved.slice(start, start + TRACES_AT_ONCE).map(({ id }) => id);
    for (const trace of await readWhole(source, revisions, some, pause)) {
      known.set(trace.number, trace);
    }
  }
  await pause();
  const traces = present.map(({ number }) => {
    const trace = known.get(number);
    if (!trace) throw new Error(`Respondent ${number} was not traced.`);
    return trace;
  });
  // Who was erased is forgotten here too.
  if (known.size > traces.length) {
    const numbers = new Set(present.map(({ number }) => number));
    for (const number of known.keys()) if (!numbers.has(number)) known.delete(number);
  }
  return { traces, onOtherRevisions: all.length - present.length };
}

function keptOf({ t, studyId }: Source): Kept {
  shared.tradeoffTraces ??= new WeakMap();
  const studies = shared.tradeoffTraces.get(t) ?? new Map<string, Kept>();
  shared.tradeoffTraces.set(t, studies);
  const kept = studies.get(studyId) ?? {
    traces: new Map<number, InterviewTrace>(),
    blocks: new Map<number, Block>(),
    inTurn: oneAtATime(),
  };
  // The one asked for last is dropped last.
  studies.delete(studyId);
  studies.set(studyId, kept);
  for (const other of studies.keys()) {
    if (studies.size <= STUDIES_KEPT) break;
    studies.delete(other);
  }
  return kept;
}

/** What tells whether an interview moved on: every save moves one moment, giving places back the other. */
type Present = Pick<
  Respondent,
  "id" | "number" | "revisionId" | "sourceId" | "lastSavedAt" | "releasedAt"
>;

/**
 * Reads again the blocks whose sums are no longer what they were. Each moment is weighed with its
 * place in the block, so that what one adds another does not take away.
 */
async function refreshBlocks(
  { t, queries, studyId }: Source,
  blocks: Map<number, Block>,
  pause: () => Promise<void>,
): Promise<void> {
  const { respondent } = t;
  const { number, lastSavedAt, releasedAt } = respondent;
  const isCounted = and(
    eq(respondent.studyId, studyId),
    eq(respondent.isTest, false),
    // Those of a test link, however they were marked.
    notInArray(
      respondent.sourceId,
      queries
        .select({ id: t.source.id })
        .from(t.source)
        .where(and(eq(t.source.studyId, studyId), eq(t.source.kind, "test"))),
    ),
  );
  const block = sql<number>`${number} / ${sql.raw(String(BLOCK))}`;
  const weighed = (moment: typeof lastSavedAt | typeof releasedAt) =>
    sql`cast(sum((${moment} - ${sql.raw(String(EPOCH))}) * (${number} % ${sql.raw(String(BLOCK))} + 1)) as text)`;
  const found = await queries
    .select({
      block,
      rows: count(),
      saved: weighed(lastSavedAt),
      released: weighed(releasedAt),
      releases: count(releasedAt),
    })
    .from(respondent)
    .where(isCounted)
    .groupBy(block);
  await pause();
  const present = new Set<number>();
  for (const { block: place, ...sums } of found) {
    present.add(place);
    const text = Object.values(sums).join(" ");
    if (blocks.get(place)?.sums === text) continue;
    const rows = await queries
      .select({
        id: respondent.id,
        number,
        revisionId: respondent.revisionId,
        sourceId: respondent.sourceId,
        lastSavedAt,
        releasedAt,
      })
      .from(respondent)
      .where(and(isCounted, gte(number, place * BLOCK), lt(number, (place + 1) * BLOCK)))
      .orderBy(asc(number));
    blocks.set(place, { sums: text, rows });
    await pause();
  }
  for (const place of blocks.keys()) if (!present.has(place)) blocks.delete(place);
}

async function readWhole(
  { t, queries }: Source,
  revisions: readonly RevisionContent[],
  ids: readonly string[],
  pause: () => Promise<void>,
): Promise<InterviewTrace[]> {
  const respondents: Respondent[] = await queries
    .select({
      id: t.respondent.id,
      number: t.respondent.number,
      externalId: t.respondent.externalId,
      revisionId: t.respondent.revisionId,
      sourceId: t.respondent.sourceId,
      state: t.respondent.state,
      exit: t.respondent.exit,
      cohortId: t.respondent.cohortId,
      versionNumber: t.respondent.versionNumber,
      startedAt: t.respondent.startedAt,
      lastSavedAt: t.respondent.lastSavedAt,
      finishedAt: t.respondent.finishedAt,
      releasedAt: t.respondent.releasedAt,
      panelId: t.respondent.panelId,
      contactId: t.respondent.contactId,
    })
    .from(t.respondent)
    .where(inArray(t.respondent.id, ids));
  await pause();
  const attempts = await queries
    .select({
      respondentId: t.attempt.respondentId,
      screenKey: t.attempt.screenKey,
      shownAt: t.attempt.shownAt,
      receivedAt: t.attempt.receivedAt,
    })
    .from(t.attempt)
    .where(inArray(t.attempt.respondentId, ids))
    .orderBy(asc(t.attempt.receivedAt));
  await pause();
  const answers = await queries
    .select({
      respondentId: t.answer.respondentId,
      exercise: t.answer.exercise,
      taskNumber: t.answer.taskNumber,
      versionNumber: t.answer.versionNumber,
      shown: t.answer.shown,
      best: t.answer.best,
      worst: t.answer.worst,
      shownAt: t.answer.shownAt,
      receivedAt: t.answer.answeredAt,
    })
    .from(t.answer)
    .where(inArray(t.answer.respondentId, ids))
    .orderBy(asc(t.answer.taskNumber));
  await pause();
  const questions = await queries
    .select({
      respondentId: t.questionAnswer.respondentId,
      screenKey: t.questionAnswer.screenKey,
      value: t.questionAnswer.value,
      otherText: t.questionAnswer.otherText,
      shownAt: t.questionAnswer.shownAt,
      receivedAt: t.questionAnswer.answeredAt,
    })
    .from(t.questionAnswer)
    .where(inArray(t.questionAnswer.respondentId, ids));
  await pause();
  const allocations = await queries
    .select({
      respondentId: t.allocation.respondentId,
      screenKey: t.allocation.screenKey,
      shownAt: t.allocation.shownAt,
      receivedAt: t.allocation.answeredAt,
    })
    .from(t.allocation)
    .where(inArray(t.allocation.respondentId, ids));
  await pause();
  const byRespondent = {
    attempts: byRespondentId(attempts),
    answers: byRespondentId(answers),
    questions: byRespondentId(questions),
    allocations: byRespondentId(allocations),
  };
  const asked = new Map(revisions.map((content) => [content.revision.id, askedIn(content)]));
  return respondents.map((respondent) => {
    const found = asked.get(respondent.revisionId);
    if (!found) throw new Error(`Revision ${respondent.revisionId} was not read.`);
    const { content, exercises, main, open } = found;
    const tasks = (byRespondent.answers.get(respondent.id) ?? []).map((answer) => ({
      ...answer,
      screenKey: `${answer.exercise === main ? "" : `${answer.exercise}-`}task-${answer.taskNumber}`,
    }));
    const posts = byRespondent.attempts.get(respondent.id);
    const own = byRespondent.questions.get(respondent.id) ?? [];
    const isAsked = askedOf(content, respondent, own);
    const texts = own
      .filter(({ screenKey }) => isAsked(screenKey))
      .flatMap(({ screenKey, value, otherText }) => [
        ...(open.has(screenKey) ? [value] : []),
        ...(otherText ? [otherText] : []),
      ]);
    return {
      ...respondent,
      // Answers that nobody posted (simulated ones) were timed all the same.
      times: timesOf(
        respondent.startedAt,
        posts ??
          [...own, ...tasks, ...(byRespondent.allocations.get(respondent.id) ?? [])]
            .filter((row): row is typeof row & { receivedAt: number } => row.receivedAt !== null)
            .sort((one, other) => one.receivedAt - other.receivedAt),
      ),
      choices: choicesOf(
        respondent,
        exercises.filter(({ key }) => isAsked(key)),
        tasks,
      ),
      textFault: texts.reduce<TextFault | null>((fault, text) => fault ?? textFault(text), null),
      sharedTexts: texts.flatMap((text) => {
        const key = sharedTextKey(text);
        return key === null ? [] : [digest(key)];
      }),
    };
  });
}

function byRespondentId<Row extends { respondentId: string }>(rows: readonly Row[]) {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.respondentId);
    if (group) group.push(row);
    else grouped.set(row.respondentId, [row]);
  }
  return grouped;
}

/** Which screens somebody is asked: what an edit has left to the others is judged by nothing. */
function askedOf(
  { screens }: RevisionContent,
  { cohortId }: Respondent,
  answers: readonly { screenKey: string; value: string; otherText: string | null }[],
): (screenKey: string) => boolean {
  if (screens.every(({ showWhen }) => showWhen === null)) return () => true;
  const known = new Map(answers.map(({ screenKey, ...answer }) => [screenKey, answer]));
  const asked = new Set(askedScreens(screens, { answers: known, cohortId }).map(({ key }) => key));
  return (screenKey) => asked.has(screenKey);
}

/** What traces need of a revision, put together once for all who answered it. */
function askedIn(content: RevisionContent) {
  const exercises = exercisesOf(content).map((exercise) => ({
    key: exercise.key,
    isMain: exercise.isMain,
    indexOf: new Map(
      exercise.items
        .map(({ number }) => number)
        .sort((one, other) => one - other)
        .map((number, index) => [number, index]),
    ),
  }));
  const open = content.screens.filter(
    (screen) => isQuestion(screen) && screen.settings.type === "text",
  );
  return {
    content,
    exercises,
    main: exercises.find(({ isMain }) => isMain)?.key,
    /** The keys of questions that are answered in one's own words. */
    open: new Set(open.map(({ key }) => key)),
  };
}

type TracedExercise = ReturnType<typeof askedIn>["exercises"][number];

/**
 * How long each screen took by the server's clock: from when it was made, or the post before it if
 * that came later, to its own post. A form cannot claim a longer time than lay between two posts; a
 * screen that was gone back to adds up.
 */
export function timesOf(
  startedAt: number,
  posts: readonly {
    readonly screenKey: string;
    readonly shownAt: number | null;
    readonly receivedAt: number;
  }[],
): Map<string, number> {
  const times = new Map<string, number>();
  let before = startedAt;
  for (const { screenKey, shownAt, receivedAt } of posts) {
    const since = Math.min(receivedAt, Math.max(before, shownAt ?? before));
    times.set(screenKey, (times.get(screenKey) ?? 0) + receivedAt - since);
    before = Math.max(before, receivedAt);
  }
  return times;
}

interface TaskAnswer {
  readonly exercise: string;
  readonly versionNumber: number;
  readonly shown: number[];
  readonly best: number;
  readonly worst: number;
}

function choicesOf(
  respondent: Respondent,
  exercises: readonly TracedExercise[],
  answers: readonly TaskAnswer[],
): Map<string, TracedChoices> {
  const choices = new Map<string, TracedChoices>();
  if (respondent.state !== "complete") return choices;
  for (const exercise of exercises) {
    const own = answers.filter((answer) => answer.exercise === exercise.key);
    if (own.length > 0) choices.set(exercise.key, choicesIn(exercise, respondent, own));
  }
  return choices;
}

function choicesIn(
  { indexOf }: TracedExercise,
  respondent: Respondent,
  answers: readonly TaskAnswer[],
): TracedChoices {
  const index = (number: number) => {
    const found = indexOf.get(number);
    if (found === undefined) {
      throw new Error(`Respondent ${respondent.number}: item ${number} is not in the revision.`);
    }
    return found;
  };
  const difference = new Int16Array(indexOf.size);
  const shown = new Int16Array(indexOf.size);
  const tasks = answers.map((answer) => {
    const task = {
      shown: answer.shown.map(index),
      best: index(answer.best),
      worst: index(answer.worst),
    };
    for (const item of task.shown) shown[item]++;
    difference[task.best]++;
    difference[task.worst]--;
    return task;
  });
  return {
    tasks,
    fit: null,
    positions: positionShares(answeredPositions(answers)),
    tally: { difference, shown },
    pattern: areTelling(tasks.map((task) => task.shown.length))
      ? digest(
          JSON.stringify(
            answers.map(({ versionNumber, best, worst }) => [versionNumber, best, worst]),
          ),
        )
      : null,
  };
}

/** 128 bits: no two of a study meet by chance. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
