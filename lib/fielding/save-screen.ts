import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { placeholderRow, prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { takeTurn, takeTurnIfLastNeeded } from "@/db/write-turns";
import { Conflict, InvalidInput } from "@/lib/errors";
import { languagesOf } from "@/lib/translations/in-language";
import { exitKindOf } from "./entry/exit";
import type { GivenVersions } from "./interview/given-versions";
import {
  attemptsOn,
  endingOf,
  hasReached,
  type Interview,
  requireInterview,
  requireStepOf,
  stepsFor,
} from "./interview/interview";
import type { ReadyToSave, Saving } from "./interview/saving";
import type { SentForm } from "./interview/schema";
import { isHandedIn, nextAfter, type Step, standing, unaskedQuestions } from "./interview/sequence";
import { countVersion } from "./places/assign-version";
import { claimPlaces } from "./places/claim-places";
import { type CountedVersion, countedVersions } from "./places/counted-versions";
import { giveVersion } from "./places/give-version";
import { nameCohort } from "./places/name-cohort";
import { leavesForQuality } from "./places/quality-exit";
import { giveBackAll } from "./places/release-places";
import { pauseAtSoftLaunch } from "./places/soft-launch";
import { prepareAllocation } from "./screens/prepare-allocation";
import { prepareAnchor } from "./screens/prepare-anchor";
import { prepareQuestion } from "./screens/prepare-question";
import { prepareTask } from "./screens/prepare-task";

type RespondentRow = Tables["respondent"]["$inferSelect"];

const keepAttempt = prepared<Tables["attempt"]["$inferSelect"], unknown>((queries, t) =>
  queries
    .insert(t.attempt)
    .values(placeholderRow(t.attempt))
    // The same attempt in this very moment: PostgreSQL then has the later one run again.
    .onConflictDoNothing(),
);

/** Where a save leads. */
export interface Saved {
  /** The name of the screen to go to. */
  readonly screen: string;
  /** The interview as the save left it. */
  readonly interview: Interview;
}

/**
 * The one way an answer is written. In one transaction: the attempt, the answer's row (there is one
 * per screen, whatever is sent), the respondent's cohort, version, state, exit and times, and the
 * study's pause where a soft launch ends. When it returns, all of it is on the disk.
 *
 * A form that is sent again changes nothing and leads to the same place, even when a newer one for
 * the same screen has been stored in between. The same form with another choice in it (a browser
 * that brought back an old page) is an edit.
 *
 * @param input.locale the language of the screen that was answered; the interview's where it is not said
 * @throws InvalidInput when the choice is not possible; nothing is stored
 * @throws Conflict when the study is closed, the interview over, the screen not reached or another than
 *   the form names, or answered by another form that this one does not know of
 * @throws NotFound for a token or a screen that does not exist
 */
export async function saveScreen({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; form: SentForm; locale?: SentForm[string] };
}): Promise<Saved> {
  return db.write(async (tx) => {
    const interview = await requireInterview(db, tx, token);
    const step = requireStepOf(interview, input);
    const { respondent } = interview;
    // A screen further on has no version, no items: there is nothing its form could be read against.
    if (!hasReached(interview, step.name)) throw new Conflict("notReached");
    // A clock that was set back does not turn the order round.
    const now = Math.max(Date.now(), respondent.lastSavedAt + 1);
    const locale = answeredIn(interview, input.locale);
    const form = shownBefore(now, input.form);
    const ready = await read({ db, tx, interview, form, now, locale }, step);

    const attemptId = idOf(step, ready);
    if (interview.attempts.has(attemptId)) {
      return { screen: endingOf(interview) ?? nextAfter(interview.steps, step.name), interview };
    }
    refuseWhenOver(interview);
    refuseUnknowing(interview, step, attemptId, input.form.known);
    takeTurnIfLastNeeded(respondent.studyId, `${respondent.revisionId} ${step.name}`);

    await keepAttempt(tx, db.t, {
      respondentId: respondent.id,
      id: attemptId,
      screenKey: step.name,
      posted: ready.posted,
      shownAt: ready.shownAt,
      receivedAt: now,
    });
    if (isFirstTask(interview, step)) {
      await noLongerEarly(tx, db.t, { respondentId: respondent.id });
    }
    const changes: Partial<RespondentRow> & Pick<RespondentRow, "lastSavedAt"> = {
      lastSavedAt: now,
      ...(await ready.write(attemptId)),
    };
    const { screen, ...known } = await moveOn(
      { db, tx, interview, now, locale },
      step,
      ready,
      changes,
    );
    if (changes.state !== undefined) {
      const isPoor =
        changes.state === "complete" &&
        (await leavesForQuality(db, tx, { ...interview, ...known }));
      changes.exit = isPoor ? "quality" : exitKindOf(changes.state);
    }
    await changeRespondent({ db, tx }, respondent.id, changes);
    if (changes.state === "complete" && !respondent.isTest) {
      await pauseAtSoftLaunch(db, tx, interview.study, now);
    }
    return {
      screen,
      interview: {
        ...interview,
        ...known,
        respondent: { ...respondent, ...changes },
        attempts: new Map(interview.attempts).set(attemptId, step.name),
        passed: new Set(interview.passed).add(step.name),
      },
    };
  });
}

/** A screen was not shown after it was answered, whatever the clock did in between. */
function shownBefore(now: number, form: SentForm): SentForm {
  return Number(form.shown_at) > now ? { ...form, shown_at: String(now) } : form;
}

const noLongerEarly = prepared<{ respondentId: string }, unknown>((queries, t) =>
  queries
    .delete(t.earlyInterview)
    .where(eq(t.earlyInterview.respondentId, sql.placeholder("respondentId"))),
);

function isFirstTask({ content, passed }: Interview, { kind }: Step): boolean {
  const isTask = (name: string) => content.steps.some((s) => s.name === name && s.kind === "task");
  return kind === "task" && ![...passed].some(isTask);
}

function answeredIn(
  { respondent, study, content }: Interview,
  locale: SentForm[string] | undefined,
): string {
  if (locale === undefined) return respondent.locale;
  const known = languagesOf(content, study.defaultLocale).find((each) => each === locale);
  if (!known) throw new InvalidInput([{ path: "", key: "invalid" }]);
  return known;
}

const touchRespondent = prepared<Pick<RespondentRow, "id" | "lastSavedAt">, unknown>((queries, t) =>
  queries
    .update(t.respondent)
    .set({ lastSavedAt: sql`${sql.placeholder("lastSavedAt")}` })
    .where(eq(t.respondent.id, sql.placeholder("id"))),
);

/** Most saves change nothing of the respondent but the time of the last one. */
async function changeRespondent(
  { db, tx }: Pick<Saving, "db" | "tx">,
  id: string,
  changes: Partial<RespondentRow> & Pick<RespondentRow, "lastSavedAt">,
): Promise<void> {
  const { lastSavedAt, ...further } = changes;
  if (Object.keys(further).length === 0) await touchRespondent(tx, db.t, { id, lastSavedAt });
  else await tx.update(db.t.respondent).set(changes).where(eq(db.t.respondent.id, id));
}

function read(saving: Saving, step: Step): Promise<ReadyToSave> {
  switch (step.kind) {
    case "question":
      return prepareQuestion(saving, step);
    case "task":
      return prepareTask(saving, step);
    case "allocation":
      return prepareAllocation(saving, step);
    case "anchor":
      return prepareAnchor(saving, step);
  }
}

/** One form's choice on one screen. */
function idOf(step: Step, { attempt, posted }: ReadyToSave): string {
  const told = createHash("sha256")
    .update(JSON.stringify([step.name, posted]))
    .digest("hex");
  return `${attempt}.${told.slice(0, 16)}`;
}

/**
 * Refuses a form that would overwrite what another one stored since it was made: in a second window,
 * its respondent has not seen that. The same choice overwrites nothing.
 */
function refuseUnknowing(
  interview: Interview,
  { name }: Step,
  attemptId: string,
  known: SentForm[string] | undefined,
): void {
  if (known === undefined) return;
  const [form, choice] = attemptId.split(".");
  const before = attemptsOn(interview, name);
  const others = before.filter((id) => !id.startsWith(`${form}.`));
  if (others.length > Number(known) && !before.at(-1)?.endsWith(`.${choice}`)) {
    throw new Conflict("answeredElsewhere");
  }
}

function refuseWhenOver(interview: Interview): void {
  switch (endingOf(interview)) {
    case "closed":
      throw new Conflict("studyClosed");
    case "done":
    case "screened-out":
    case "over-quota":
      throw new Conflict("interviewOver");
  }
}

/**
 * Decides where the respondent goes, adding to `changes` what going there means.
 *
 * @returns the screen, and what the interview knows and asks from here on
 */
async function moveOn(
  saving: Omit<Saving, "form">,
  step: Step,
  { answer }: ReadyToSave,
  changes: Partial<RespondentRow>,
): Promise<{ screen: string } & Pick<Interview, "answers" | "steps" | "versions">> {
  const { interview, now } = saving;
  const { content, respondent, versions } = interview;
  const answers = new Map(interview.answers);
  if (answer?.stored) answers.set(answer.key, answer.stored);
  else if (answer) answers.delete(answer.key);
  if (changes.state !== "screened-out") {
    Object.assign(changes, nameCohort(interview, step, answers));
  }
  if (changes.state === "screened-out") {
    await endWithout(saving, "screened-out", changes);
    const { steps } = interview;
    return { screen: "screened-out", answers: interview.answers, steps, versions };
  }
  const cohortId = changes.cohortId ?? respondent.cohortId;
  const passed = new Set(interview.passed).add(step.name);
  const steps = stepsFor(content, { answers, cohortId }, passed);
  if ((await settlePlaces(saving, step, { steps, passed, cohortId }, changes)) === "full") {
    await endWithout(saving, "over-quota", changes);
    return { screen: "over-quota", answers, steps, versions };
  }
  const isDone = isHandedIn(steps, passed, step.name);
  const place = standing(steps, changes.state ?? respondent.state, passed);
  const held = await settleVersions(saving, steps, isDone ? null : place, changes);
  if (isDone) {
    changes.state = "complete";
    changes.finishedAt = now;
    return { screen: "done", answers, steps, versions: held };
  }
  return { screen: nextAfter(steps, step.name), answers, steps, versions: held };
}

/**
 * Ends an interview that is not complete: whatever it was given on the way here, by its answers or by
 * an earlier answer that was edited since, goes back.
 */
async function endWithout(
  { db, tx, interview, now }: Omit<Saving, "form">,
  state: "screened-out" | "over-quota",
  changes: Partial<RespondentRow>,
): Promise<void> {
  const { content, respondent, versions, steps } = interview;
  // Only somebody who was let in before holds anything.
  if (respondent.state === "active") takeTurn(respondent.studyId);
  const counted = countedVersions(content, respondent, versions, steps);
  await giveBackAll({ db, tx }, respondent, counted);
  changes.state = state;
  changes.finishedAt = now;
}

/**
 * Has the interview hold the quota places that go with its answers: once screening has been passed,
 * after an edit of what it said there, and again when it comes back after it was released.
 *
 * @returns "full" when it ends here
 * @throws InvalidInput for an edit that would need a place which is gone: the first answer stays
 */
async function settlePlaces(
  { db, tx, interview, now }: Omit<Saving, "form">,
  step: Step,
  {
    steps,
    passed,
    cohortId,
  }: { steps: readonly Step[]; passed: ReadonlySet<string>; cohortId: string | null },
  changes: Partial<RespondentRow>,
): Promise<"full" | null> {
  const { content, respondent, study } = interview;
  const isBack = respondent.releasedAt !== null;
  const state = changes.state ?? respondent.state;
  if (state !== "active" || (step.kind !== "question" && !isBack)) return null;
  const unasked = unaskedQuestions(steps, passed);
  const { screens } = content;
  const claimant = { respondent: { ...respondent, cohortId }, study, screens, unasked };
  const outcome = await claimPlaces({ db, tx, now }, claimant);
  if (outcome === "full") {
    if (interview.passed.has(step.name) && !isBack) {
      throw new InvalidInput([{ path: "answer", key: "placeTaken" }]);
    }
    return "full";
  }
  if (isBack) {
    takeTurn(study.id);
    changes.releasedAt = null;
  }
  return null;
}

/**
 * Gives the version of the exercise where the interview stands now, and has those it holds count as
 * taken where their exercise is asked: those of an exercise that an edit hides go back, those of one
 * that it shows again are held, and so are all of an interview that comes back after it was released.
 *
 * @param place the name of the screen where it stands; null once it is done
 * @returns the versions that it was given by now
 */
async function settleVersions(
  { db, tx, interview }: Omit<Saving, "form">,
  steps: readonly Step[],
  place: string | null,
  changes: Partial<RespondentRow>,
): Promise<GivenVersions> {
  const { content, respondent, versions } = interview;
  const isHolding = respondent.state === "active" && respondent.releasedAt === null;
  const before = isHolding ? countedVersions(content, respondent, versions, interview.steps) : [];
  const standsAt = steps.find(({ name }) => name === place);
  const now = { ...respondent, ...changes };
  const held = await giveVersion(db, tx, content, standsAt, now, versions, before);
  const after = now.releasedAt === null ? countedVersions(content, now, held, steps) : [];
  const isIn = (list: readonly CountedVersion[], { key }: CountedVersion) =>
    list.some((version) => version.key === key);
  const left = before.filter((version) => !isIn(after, version));
  // What was given just now was counted as it was given.
  const wasHeld = ({ key }: CountedVersion) => versions.has(key);
  const taken = after.filter((version) => !isIn(before, version) && wasHeld(version));
  if (left.length + taken.length === 0) return held;
  takeTurn(respondent.studyId);
  for (const version of left) await countVersion({ db, tx }, version, -1);
  for (const version of taken) await countVersion({ db, tx }, version, 1);
  return held;
}
