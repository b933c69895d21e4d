import { and, asc, between, eq, gt, inArray, isNull } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { askedRevision } from "@/db/queries/asked-revision";
import { inPages } from "@/db/queries/in-pages";
import { insertRows } from "@/db/queries/insert-rows";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import type { QuotaConditions } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { yieldingToRequests } from "@/db/yielding";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { asSeen } from "@/lib/i18n/as-seen";
import { meetsQuota } from "@/lib/questionnaire/quota-conditions";
import { screeningQuestions } from "@/lib/questionnaire/screening";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { quotaParts } from "../draft/edited-parts";
import { saveQuotasInput } from "./schema";

type Input = z.output<typeof saveQuotasInput>;
type QuotaRow = Tables["quota"]["$inferSelect"];
type Source = { t: Tables; tx: Queries };

/**
 * Makes a study's quotas these, before its launch or while people take part: sizes change, quotas
 * are added and empty ones removed. A new quota counts those in who belong to it already, so that
 * places and people always agree.
 *
 * @throws Conflict studyClosed; changedMeanwhile when somebody else saved in between;
 *   quotaHasPlaces for one that is left out and still held
 * @throws InvalidInput naming the field: a size below what is taken, conditions that cannot change
 *   any more, or that the study does not ask about
 */
export async function saveQuotas(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveQuotasInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveQuotasInput, request.input);
  const { studyId } = input;
  const { t } = db;
  // In turn with those who claim places meanwhile.
  await db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (study.state === "closed") throw new Conflict("studyClosed");
    const revision = await askedRevision({ t, queries: tx }, studyId);
    if (!revision) throw new Error(`Study ${studyId} has no revision.`);
    refuseUnaskable(await revisionContent({ t, queries: tx }, revision), input);
    const present = await tx
      .select()
      .from(t.quota)
      .where(eq(t.quota.studyId, studyId))
      .orderBy(asc(t.quota.position));
    refuseStaleEdit(input.seen, quotaParts(present));
    await removeOthers({ t, tx }, input, present);
    const changes = await writeQuotas({ t, tx }, input, present);
    if (changes.length > 0 || present.length !== input.quotas.length) {
      await recordAudit({ t, tx }, actor, {
        verb: "save quotas",
        subjectType: "study",
        subjectId: studyId,
        detail: { quotas: input.quotas.length, changes },
      });
    }
  }, studyId);
}

function refuseUnaskable({ cohorts, screens }: RevisionContent, { quotas }: Input): void {
  const issues: InputIssue[] = [];
  const known = new Set(cohorts.map(({ id }) => id));
  const questions = screeningQuestions(screens);
  const names = quotas.map(({ name }) => asSeen(name));
  for (const [index, { name, conditions }] of quotas.entries()) {
    const path = `quotas.${index}.name`;
    if (names.indexOf(asSeen(name)) < index) issues.push({ path, key: "nameTaken" });
    const asks = conditions.answers.every(({ screenKey, options }, at) => {
      const question = questions.find(({ key }) => key === screenKey);
      const offered = new Set(question?.settings.options.map(({ id }) => id));
      const isOnce = conditions.answers.findIndex((one) => one.screenKey === screenKey) === at;
      return isOnce && options.every((option) => offered.has(option));
    });
    if (!asks || !conditions.cohortIds.every((id) => known.has(id))) {
      issues.push({ path, key: "quotaUnaskable" });
    }
  }
  if (issues.length > 0) throw new InvalidInput(issues);
}

async function removeOthers(
  { t, tx }: Source,
  { quotas }: Input,
  present: readonly QuotaRow[],
): Promise<void> {
  const kept = new Set(quotas.map(({ id }) => id));
  for (const { id, name, taken } of present) {
    if (kept.has(id)) continue;
    if (taken > 0) throw new Conflict("quotaHasPlaces", { name, taken });
    await tx.delete(t.quota).where(eq(t.quota.id, id));
  }
}

interface Change {
  readonly name: string;
  readonly from: number | null;
  readonly to: number;
}

/** Writes the quotas in their order; gives what changed of their sizes. */
async function writeQuotas(
  { t, tx }: Source,
  { studyId, quotas }: Input,
  present: readonly QuotaRow[],
): Promise<Change[]> {
  const issues: InputIssue[] = [];
  const changes: Change[] = [];
  let people: Person[] | undefined;
  const used = new Set<string>();
  for (const [index, { id, name, size, conditions }] of quotas.entries()) {
    const path = `quotas.${index}.size`;
    const row = present.find((candidate) => candidate.id === id);
    if (id !== null && (!row || used.has(id))) throw new Conflict("changedMeanwhile");
    if (id !== null) used.add(id);
    const isSame = row !== undefined && isEqual(row.conditions, conditions);
    if (row && !isSame && row.taken > 0) {
      issues.push({ path, key: "quotaConditionsStay", values: { taken: row.taken } });
      continue;
    }
    // Nobody else can take a place while this transaction lasts, or it runs again.
    people ??= isSame ? undefined : await peopleOf({ t, tx }, studyId);
    const holders = isSame ? null : await holdersOf(people ?? [], conditions);
    const taken = holders?.length ?? row?.taken ?? 0;
    if (size < taken) {
      issues.push({ path, key: "quotaBelowTaken", values: { taken } });
      continue;
    }
    const quotaId = row?.id ?? uuid();
    const values = { position: index + 1, name, conditions, size, taken };
    if (row) await tx.update(t.quota).set(values).where(eq(t.quota.id, quotaId));
    else {
      const createdAt = Date.now();
      await tx.insert(t.quota).values({ id: quotaId, studyId, createdAt, ...values });
    }
    const heldAt = Date.now();
    const places = (holders ?? []).map((one) => ({ quotaId, respondentId: one.id, heldAt }));
    await insertRows(tx, t.quotaPlace, places);
    if (row?.size !== size) changes.push({ name, from: row?.size ?? null, to: size });
  }
  if (issues.length > 0) throw new InvalidInput(issues);
  return changes;
}

function isEqual(one: QuotaConditions, other: QuotaConditions): boolean {
  const told = ({ cohortIds, answers }: QuotaConditions) =>
    JSON.stringify([
      cohortIds.toSorted(),
      answers.map(({ screenKey, options }) => [screenKey, ...options.toSorted()]).sort(),
    ]);
  return told(one) === told(other);
}

/** Somebody who counts in quotas: under way and not given up, or complete. */
interface Person {
  readonly id: string;
  readonly cohortId: string | null;
  readonly answers: ReadonlyMap<string, StoredAnswer>;
  readonly screens: RevisionContent["screens"];
}

async function holdersOf(people: readonly Person[], conditions: QuotaConditions) {
  const pause = yieldingToRequests();
  const holders: Person[] = [];
  for (const person of people) {
    const { screens, answers, cohortId } = person;
    if (meetsQuota(conditions, screens, { answers, cohortId })) holders.push(person);
    await pause();
  }
  return holders;
}

async function peopleOf({ t, tx }: Source, studyId: string): Promise<Person[]> {
  const { respondent, questionAnswer, revision } = t;
  const { id, number, cohortId, revisionId } = respondent;
  const counted = and(
    eq(respondent.studyId, studyId),
    inArray(respondent.state, ["active", "complete"]),
    eq(respondent.isTest, false),
    isNull(respondent.releasedAt),
  );
  const screensOf = new Map<string, RevisionContent["screens"]>();
  for (const row of await tx.select().from(revision).where(eq(revision.studyId, studyId))) {
    screensOf.set(row.id, (await revisionContent({ t, queries: tx }, row)).screens);
  }
  const readPage = (after: number, limit: number) =>
    tx
      .select({ id, number, cohortId, revisionId })
      .from(respondent)
      .where(and(counted, gt(number, after)))
      .orderBy(asc(number))
      .limit(limit);
  const people: Person[] = [];
  for await (const page of inPages(0, readPage, (row) => row.number)) {
    const said = await tx
      .select({
        respondentId: questionAnswer.respondentId,
        screenKey: questionAnswer.screenKey,
        value: questionAnswer.value,
        otherText: questionAnswer.otherText,
      })
      .from(questionAnswer)
      .innerJoin(respondent, eq(id, questionAnswer.respondentId))
      .where(and(counted, between(number, page[0].number, page[page.length - 1].number)));
    const answersOf = new Map<string, Map<string, StoredAnswer>>();
    for (const { respondentId, screenKey, ...answer } of said) {
      const answers = answersOf.get(respondentId) ?? new Map<string, StoredAnswer>();
      answersOf.set(respondentId, answers.set(screenKey, answer));
    }
    for (const row of page) {
      const answers = answersOf.get(row.id) ?? new Map<string, StoredAnswer>();
      const screens = screensOf.get(row.revisionId) ?? [];
      people.push({ id: row.id, cohortId: row.cohortId, answers, screens });
    }
  }
  return people;
}
