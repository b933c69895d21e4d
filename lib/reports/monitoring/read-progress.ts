import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { revisionGroups } from "@/db/queries/comparable-revisions";
import { fieldEnd } from "@/db/queries/field-end";
import { inPages } from "@/db/queries/in-pages";
import {
  countInterviews,
  type FieldMoment,
  fieldMoment,
  type InterviewCounts,
} from "@/db/queries/interview-counts";
import { launchedContent } from "@/db/queries/launched-revision";
import { rulesOf } from "@/db/queries/monitoring-rules";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf, mainFirst, type RevisionExercise } from "@/db/queries/revision-exercises";
import type { ExitKind } from "@/db/schema/fielding";
import type { SourceKind } from "@/db/schema/studies";
import type { MonitoringRules } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { yieldingToRequests, yieldToRequests } from "@/db/yielding";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { type NetPrecision, netPrecision } from "@/lib/maxdiff/counts/net-precision";
import { straightLiningByChance } from "@/lib/maxdiff/quality/position-shares";
import type { RlhCutoff } from "@/lib/maxdiff/quality/rlh-cutoff";
import { median } from "@/lib/stats/median";
import { studyQuestion } from "../schema";
import {
  type Finish,
  finishOf,
  type ScreenFigures,
  type Stretch,
  screenFigures,
  stretchesOf,
} from "./fieldwork-figures";
import type { InterviewTrace } from "./interview-trace";
import { countReasons, type Flag, type QualityFlags } from "./quality-flags";
import { progressTag } from "./read-progress-tag";
import { cutoffsOf, readQuality } from "./read-quality";
import { type SharedReadings, sharedReading } from "./shared-reading";

const MINUTE = 60_000;

/** One cohort, or everybody in a study without cohorts. */
export interface CohortProgress {
  readonly id: string | null;
  readonly number: number;
  /** Null for everybody. */
  readonly name: string | null;
  readonly standing: InterviewCounts;
  readonly flagged: number;
  /** The size of the quota that asks for this cohort and nothing else; null without one. */
  readonly target: number | null;
  readonly finish: Finish | null;
  /** By the key of each exercise. */
  readonly precision: ReadonlyMap<string, CohortPrecision>;
}

export interface CohortPrecision {
  /** Half-widths of the 95 % intervals of net counts now; null with fewer than two completes. */
  readonly now: NetPrecision | null;
  /** At the sizes promised before launch, as far as they were reached. */
  readonly looks: readonly NetPrecision[];
  /** What to expect at each promised size beyond the present one and at the target. */
  readonly expected: readonly { readonly n: number; readonly mean: number }[];
}

export interface QuotaProgress {
  readonly id: string;
  readonly name: string;
  /** The cohort whose size it is, when it asks for that cohort and nothing else. */
  readonly onlyCohort: string | null;
  readonly size: number;
  readonly complete: number;
  /** Places of interviews under way. */
  readonly held: number;
  /** Places of interviews on revisions that are counted apart: taken, and not in the figures. */
  readonly apart: number;
  /** Completes by cohort, in the order of the cohorts. */
  readonly byCohort: readonly number[];
  readonly finish: Finish;
}

export interface SourceProgress {
  readonly name: string;
  readonly kind: SourceKind;
  readonly standing: InterviewCounts;
  readonly flagged: number;
  readonly exits: Readonly<Partial<Record<ExitKind, number>>>;
}

export interface FlaggedRespondent {
  readonly number: number;
  readonly externalId: string;
  readonly cohortNumber: number | null;
  /** The number of the revision it answered. */
  readonly revision: number;
  readonly finishedAt: number | null;
  readonly flags: readonly Flag[];
}

/** How the fieldwork of a study goes, all figures from one moment. */
export interface Progress {
  readonly study: Pick<
    Tables["study"]["$inferSelect"],
    "id" | "name" | "state" | "origin" | "launchedAt"
  >;
  readonly readAt: number;
  /** Whether those who are inside can no longer go on. */
  readonly isOver: boolean;
  /** The newest launched revision; null in a draft. */
  readonly revision: { readonly number: number; readonly planHash: string | null } | null;
  readonly rules: MonitoringRules;
  /** False for answers that came before any rules were set: they are read by the usual ones. */
  readonly arePromised: boolean;
  /** Of the newest revision, the main one first. */
  readonly exercises: readonly RevisionExercise[];
  /** By the key of each exercise that has a design; empty without a rule on fit. */
  readonly cutoffs: ReadonlyMap<string, RlhCutoff>;
  /**
   * The chance, at most, that answers at random reach the share of one position in any exercise; null
   * without a rule, or without an exercise that is long enough to tell.
   */
  readonly liningByChance: number | null;
  readonly standing: InterviewCounts;
  readonly onOtherRevisions: number;
  readonly cohorts: readonly CohortProgress[];
  readonly quotas: readonly QuotaProgress[];
  readonly unit: "hour" | "day";
  readonly stretches: readonly Stretch[];
  readonly screens: readonly ScreenFigures[];
  /** From the first screen to the last, pauses included. */
  readonly medianMinutes: number | null;
  readonly sources: readonly SourceProgress[];
  readonly checked: number;
  readonly withoutRlh: number;
  readonly byReason: Readonly<Record<Flag["reason"], number>>;
  /** Below these minutes on the screens of the usual way somebody is too fast; null without a rule. */
  readonly speedLimitMinutes: number | null;
  /** Numbers of all launched revisions. */
  readonly revisions: readonly number[];
  readonly flagged: readonly FlaggedRespondent[];
}

// One process, one memory: bundlers give routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & { tradeoffProgress?: SharedReadings<Progress> };

/**
 * Reads how a study's fieldwork goes: completes by cohort and quota with a forecast, where interviews
 * stand and end, times and drop-off by screen, flags with their reasons, precision at the promised
 * sizes. Test interviews are in none of it. A draft has its rules and no figures.
 *
 * @throws NotFound, Forbidden for actors who may not edit this study
 */
export async function readProgress({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<Progress> {
  const { studyId } = parse(studyQuestion, input);
  const { t } = db;
  const study = await requireStudy({ t, queries: db.read }, actor, studyId, "edit studies");
  const read = () => db.snapshot((queries) => progressOf({ t, queries, studyId }));
  // A draft has nothing that takes long, and its editors change more than a tag knows of.
  if (study.state === "draft") return read();
  const tag = await progressTag({ t, queries: db.read }, study);
  shared.tradeoffProgress ??= new WeakMap();
  const progress = await sharedReading(shared.tradeoffProgress, { t, studyId, tag }, read);
  // Who waited for the same reading would otherwise all draw their pages in the turn in which it is there.
  await yieldToRequests();
  return progress;
}

/**
 * The progress of a study as its rows say at this moment. It takes long in a large study and gives
 * others their turn in between.
 */
export async function progressOf(source: StudyRows): Promise<Progress> {
  const { t, queries, studyId } = source;
  const [study] = await queries.select().from(t.study).where(eq(t.study.id, studyId));
  const readAt = Date.now();
  const content = await launchedContent(source, studyId);
  if (!content) return draftProgress(source, study, readAt);
  const groups = await revisionGroups(source, studyId);
  const launched = groups.flat().map(({ revision }) => revision.number);
  const numberOf = new Map(groups.flat().map(({ revision: { id, number } }) => [id, number]));
  const quality = await readQuality(source, groups.at(-1) ?? [content]);
  const { traces, flagged, rulesOf } = quality;
  const ownRules = rulesOf.get(content.revision.id);
  if (!ownRules) throw new Error(`Revision ${content.revision.id} has no quality rules.`);
  const exercises = exercisesOf(content).toSorted(mainFirst);
  const ended = fieldEnd(study, readAt);
  const moment = fieldMoment(study, readAt);
  const isInField = study.state === "live" && ended === null;
  const since = traces.reduce((least, { startedAt }) => Math.min(least, startedAt), readAt);
  const finish = (completedAt: readonly number[], size: number) =>
    finishOf({ completedAt, size, since, now: readAt, isInField });
  const quotas = await readQuotas(source, traces, content.cohorts, finish);
  const lines =
    content.cohorts.length > 0 ? content.cohorts : [{ id: null, number: 1, name: null }];
  const pause = yieldingToRequests();
  // In the order in which they were completed: a look never changes once its size was reached. Those
  // of one moment stay in order of number.
  const byEnd = traces
    .filter(({ state }) => state === "complete")
    .map((trace) => ({ trace, at: completedOf(trace) }));
  await pause();
  byEnd.sort((one, other) => one.at - other.at);
  const arrived = byEnd.map(({ trace }) => trace);
  await pause();
  const cohorts: CohortProgress[] = [];
  for (const { id, number, name } of lines) {
    const isOwn = ({ cohortId }: InterviewTrace) => id === null || cohortId === id;
    const own = traces.filter(isOwn);
    const complete = arrived.filter(isOwn);
    const target = quotas.find(({ onlyCohort }) => onlyCohort !== null && onlyCohort === id);
    await pause();
    const precision = new Map<string, CohortPrecision>();
    for (const exercise of exercises) {
      precision.set(
        exercise.key,
        precisionOf(exercise, complete, ownRules.rules, target?.size ?? null),
      );
      await pause();
    }
    cohorts.push({
      id,
      number,
      name,
      standing: countInterviews(own, moment),
      flagged: own.filter((trace) => flagged.flags.has(trace.number)).length,
      target: target?.size ?? null,
      finish: target
        ? finish(complete.map(completedOf), Math.max(0, target.size - target.apart))
        : null,
      precision,
    });
    await pause();
  }
  const screens = await screenFigures(content, traces, moment);
  const sources = await readSources(source, traces, flagged, moment);
  await pause();
  const standing = countInterviews(traces, moment);
  await pause();
  const stretches = stretchesOf(traces, ended, readAt);
  await pause();
  const minutes = arrived.flatMap(({ finishedAt, startedAt, times }) =>
    finishedAt !== null && times.size > 0 ? [(finishedAt - startedAt) / MINUTE] : [],
  );
  await pause();
  return {
    ...head(study, readAt),
    revision: { number: content.revision.number, planHash: content.revision.planHash },
    rules: ownRules.rules,
    arePromised: content.revision.monitoring !== null,
    exercises,
    cutoffs: ownRules.cutoffs,
    liningByChance: liningByChance(exercises, ownRules.rules),
    standing,
    onOtherRevisions: quality.onOtherRevisions,
    cohorts,
    quotas,
    ...stretches,
    screens,
    medianMinutes: median(minutes),
    sources,
    checked: flagged.checked,
    withoutRlh: flagged.withoutRlh,
    byReason: countReasons(flagged.flags),
    speedLimitMinutes: speedLimit(flagged, ownRules.rules),
    revisions: launched,
    flagged: traces.flatMap(({ number, externalId, cohortId, revisionId, finishedAt }) => {
      const flags = flagged.flags.get(number);
      if (!flags) return [];
      const cohortNumber = content.cohorts.find(({ id }) => id === cohortId)?.number ?? null;
      const revision = numberOf.get(revisionId) ?? content.revision.number;
      return [{ number, externalId, cohortNumber, revision, finishedAt, flags }];
    }),
  };
}

function head(study: Tables["study"]["$inferSelect"], readAt: number) {
  const { id, name, state, origin, launchedAt } = study;
  return {
    study: { id, name, state, origin, launchedAt },
    readAt,
    isOver: fieldMoment(study, readAt).isOver,
  };
}

async function draftProgress(
  source: StudyRows,
  study: Tables["study"]["$inferSelect"],
  readAt: number,
): Promise<Progress> {
  const revision = await newestRevision(source, study.id);
  if (!revision) throw new Error(`Study ${study.id} has no revision.`);
  const content = await revisionContent(source, revision);
  const rules = rulesOf(revision);
  const exercises = exercisesOf(content).toSorted(mainFirst);
  return {
    ...head(study, readAt),
    revision: null,
    rules,
    arePromised: revision.monitoring !== null,
    exercises,
    cutoffs: await cutoffsOf(source, content, rules),
    standing: countInterviews([], fieldMoment(study, readAt)),
    liningByChance: liningByChance(exercises, rules),
    onOtherRevisions: 0,
    cohorts: [],
    quotas: [],
    unit: "hour",
    stretches: [],
    screens: [],
    medianMinutes: null,
    sources: [],
    checked: 0,
    withoutRlh: 0,
    byReason: countReasons(new Map()),
    speedLimitMinutes: null,
    revisions: [],
    flagged: [],
  };
}

/** At most: the chances of the exercises add up. */
function liningByChance(
  exercises: readonly RevisionExercise[],
  { straightLining }: MonitoringRules,
): number | null {
  if (straightLining === null) return null;
  const chance = exercises.reduce((sum, { design }) => {
    if (!design) return sum;
    return sum + straightLiningByChance(straightLining, design.taskCount, design.itemsPerTask);
  }, 0);
  return chance === 0 ? null : Math.min(1, chance);
}

/** When a complete interview ended. */
function completedOf({ finishedAt, lastSavedAt }: InterviewTrace): number {
  return finishedAt ?? lastSavedAt;
}

/** The quotas with the interviews that hold their places. */
async function readQuotas(
  { t, queries, studyId }: StudyRows,
  traces: readonly InterviewTrace[],
  cohorts: readonly { id: string }[],
  finish: (completedAt: readonly number[], size: number) => Finish,
): Promise<QuotaProgress[]> {
  const quotas = await queries
    .select()
    .from(t.quota)
    .where(eq(t.quota.studyId, studyId))
    .orderBy(asc(t.quota.position));
  if (quotas.length === 0) return [];
  const traceOf = new Map(traces.map((trace) => [trace.id, trace]));
  const progress: QuotaProgress[] = [];
  for (const { id, name, size, conditions } of quotas) {
    const complete: InterviewTrace[] = [];
    let held = 0;
    let apart = 0;
    const { quotaId, respondentId } = t.quotaPlace;
    const readPage = (after: string, limit: number) =>
      queries
        .select({ respondentId })
        .from(t.quotaPlace)
        .where(and(eq(quotaId, id), gt(respondentId, after)))
        .orderBy(asc(respondentId))
        .limit(limit);
    for await (const places of inPages("", readPage, (place) => place.respondentId)) {
      for (const place of places) {
        const trace = traceOf.get(place.respondentId);
        if (trace?.state === "complete") complete.push(trace);
        else if (trace?.state === "active" || trace?.state === "screening") held++;
        else if (!trace) apart++;
      }
    }
    const [only, ...others] = conditions.cohortIds;
    progress.push({
      id,
      name,
      size,
      complete: complete.length,
      held,
      apart,
      byCohort: cohorts.map(
        (cohort) => complete.filter(({ cohortId }) => cohortId === cohort.id).length,
      ),
      // Places that others hold are not given again.
      finish: finish(complete.map(completedOf), Math.max(0, size - apart)),
      onlyCohort: others.length === 0 && conditions.answers.length === 0 ? (only ?? null) : null,
    });
  }
  return progress;
}

/** @param arrived complete interviews in the order in which they were completed */
function precisionOf(
  { key, items }: RevisionExercise,
  arrived: readonly InterviewTrace[],
  rules: MonitoringRules,
  target: number | null,
): CohortPrecision {
  const tallies = arrived.flatMap(({ choices }) => choices.get(key)?.tally ?? []);
  const size = tallies.length;
  const found = netPrecision(items.length, tallies, [...rules.looks, size]);
  const now = found.find(({ n }) => n === size) ?? null;
  const ahead = new Set([...rules.looks, ...(target === null ? [] : [target])]);
  return {
    now,
    looks: found.filter(({ n }) => rules.looks.includes(n)),
    // Widths shrink with the root of n.
    expected: now
      ? [...ahead]
          .filter((n) => n > size)
          .sort((one, other) => one - other)
          .map((n) => ({ n, mean: now.mean * Math.sqrt(size / n) }))
      : [],
  };
}

async function readSources(
  { t, queries, studyId }: StudyRows,
  traces: readonly InterviewTrace[],
  { flags }: QualityFlags,
  moment: FieldMoment,
): Promise<SourceProgress[]> {
  const sources = await queries
    .select({ id: t.source.id, name: t.source.name, kind: t.source.kind })
    .from(t.source)
    .where(eq(t.source.studyId, studyId))
    .orderBy(asc(t.source.createdAt));
  const pause = yieldingToRequests();
  const progress: SourceProgress[] = [];
  for (const { id, name, kind } of sources) {
    if (kind === "test") continue;
    const own = traces.filter(({ sourceId }) => sourceId === id);
    await pause();
    const exits: Partial<Record<ExitKind, number>> = {};
    for (const { exit } of own) if (exit) exits[exit] = (exits[exit] ?? 0) + 1;
    const standing = countInterviews(own, moment);
    await pause();
    const flagged = own.filter(({ number }) => flags.has(number)).length;
    progress.push({ name, kind, standing, flagged, exits });
  }
  return progress;
}

function speedLimit({ pace, medians }: QualityFlags, rules: MonitoringRules): number | null {
  if (pace === null || rules.speeding === null) return null;
  const usual = [...medians.values()].reduce((sum, time) => sum + time, 0);
  return (rules.speeding * pace * usual) / MINUTE;
}
