import { and, eq, notInArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { namesCohort } from "@/db/schema/screen-settings";
import type { CohortRule, Outcome, QuestionSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { asSeen } from "@/lib/i18n/as-seen";
import { deleteTests } from "../draft/delete-tests";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { cohortParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { usedIds } from "../draft/used-ids";
import { followRenames } from "../questionnaire/follow-renames";
import { optionIds } from "../questionnaire/option-ids";
import { secondOthers, storedOption } from "../questionnaire/question-settings";
import { freeKey, placeScreens } from "../questionnaire/screen-places";
import { saveCohortsInput } from "./schema";

type CohortsInput = z.output<typeof saveCohortsInput>;
type Source = { t: Tables; tx: Queries };

/** The usual key of the question that names the cohort. */
const SCREENER_KEY = "cohort_question";

/**
 * Saves a draft's cohorts and the question whose answers lead to them or out of the study. That
 * question comes first unless the questionnaire was put in another order.
 *
 * @throws Conflict frozen, changedMeanwhile; InvalidInput naming the field
 */
export async function saveCohorts(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveCohortsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveCohortsInput, request.input);
  refuseContradictions(input);
  const { t } = db;
  await db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const { cohorts, screens } = content;
    refuseStaleEdit(input.seen, cohortParts(content));
    if (study.state !== "draft") refuseOtherCohorts(input.cohorts, cohorts);
    const cohortIds = await writeCohorts({ t, tx }, input, cohorts);
    const present = screens.find(namesCohort) ?? null;
    const { screener } = input;
    if (screener) {
      const used = await usedIds({ t, tx }, input.studyId);
      const taken = new Set([...screens.map((screen) => screen.key), ...used.keys]);
      const key = present?.key ?? freeKey(SCREENER_KEY, taken);
      const { ids, renamed } = optionIds(
        screener.options,
        (present?.settings.options ?? []).map((option) => option.id),
        study.state !== "draft",
        used.optionsOf(key),
      );
      const leads = ({ outcome }: CohortRule) =>
        outcome.kind !== "cohort" || cohortIds.includes(outcome.cohortId);
      const rules = present?.settings.rules?.filter(leads);
      const settings = {
        ...screenerSettings(screener, ids, cohortIds),
        ...(rules ? { rules } : {}),
      };
      if (present) {
        await tx.update(t.screen).set({ settings }).where(eq(t.screen.id, present.id));
        await followRenames({ t, tx }, revision, { from: key, to: key, options: renamed });
      } else {
        const values = { id: uuid(), revisionId: revision.id, key, kind: "question" as const };
        // placeScreens gives it its place.
        await tx.insert(t.screen).values({ ...values, settings, position: 0 });
      }
    } else if (present) {
      await tx.delete(t.screen).where(eq(t.screen.id, present.id));
    }
    await placeScreens({ t, tx }, revision.id);
    await recordAudit({ t, tx }, actor, {
      verb: "save cohorts",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { cohorts: input.cohorts.length },
    });
  });
}

function refuseContradictions(input: CohortsInput): void {
  const issues: InputIssue[] = [];
  const names = input.cohorts.map((cohort) => asSeen(cohort.name));
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index)
      issues.push({ path: `cohorts.${index}.name`, key: "nameTaken" });
  }
  for (const [index, { leadsTo }] of (input.screener?.options ?? []).entries()) {
    if (typeof leadsTo === "number" && leadsTo >= input.cohorts.length) {
      issues.push({ path: `screener.options.${index}.leadsTo`, key: "invalid" });
    }
  }
  issues.push(...secondOthers(input.screener?.options ?? [], "screener.options"));
  if (issues.length > 0) throw new InvalidInput(issues);
}

/** Once people have been sorted into them, cohorts are the study's and no revision's to change. */
function refuseOtherCohorts(
  asked: CohortsInput["cohorts"],
  present: readonly Tables["cohort"]["$inferSelect"][],
): void {
  const same =
    asked.length === present.length &&
    asked.every(({ id, name }, index) => id === present[index].id && name === present[index].name);
  if (!same) throw new Conflict("cohortsStay");
}

/** Writes the rows and returns their ids in list order. */
async function writeCohorts(
  { t, tx }: Source,
  input: CohortsInput,
  present: readonly Tables["cohort"]["$inferSelect"][],
): Promise<string[]> {
  const known = new Set(present.map((cohort) => cohort.id));
  for (const [index, { id }] of input.cohorts.entries()) {
    const isTwice = id !== null && input.cohorts.findIndex((cohort) => cohort.id === id) < index;
    if (id !== null && (!known.has(id) || isTwice)) {
      throw new InvalidInput([{ path: `cohorts.${index}.name`, key: "cohortChanged" }]);
    }
  }
  const kept = input.cohorts.flatMap(({ id }) => (id === null ? [] : [id]));
  const gone = [...known].filter((id) => !kept.includes(id));
  if (gone.length > 0) await deleteTests({ t, tx }, input.studyId, gone);
  await tx
    .delete(t.cohort)
    .where(
      and(
        eq(t.cohort.studyId, input.studyId),
        kept.length > 0 ? notInArray(t.cohort.id, kept) : undefined,
      ),
    );
  // Numbers are unique, so those that stay step aside before they take their new places.
  for (const [index, id] of kept.entries()) {
    await tx
      .update(t.cohort)
      .set({ number: -1 - index })
      .where(eq(t.cohort.id, id));
  }
  const ids: string[] = [];
  for (const [index, { id, name }] of input.cohorts.entries()) {
    const number = index + 1;
    const cohortId = id ?? uuid();
    if (id === null) {
      await tx.insert(t.cohort).values({ id: cohortId, studyId: input.studyId, number, name });
    } else {
      await tx.update(t.cohort).set({ number, name }).where(eq(t.cohort.id, cohortId));
    }
    ids.push(cohortId);
  }
  return ids;
}

function screenerSettings(
  { text, hint, optionOrder, options }: NonNullable<CohortsInput["screener"]>,
  ids: readonly string[],
  cohortIds: readonly string[],
): QuestionSettings {
  const type = "single" as const;
  const outcomeOf = (leadsTo: number | "screened-out" | null): Outcome | null => {
    if (leadsTo === "screened-out") return { kind: "screened-out" };
    return leadsTo === null ? null : { kind: "cohort", cohortId: cohortIds[leadsTo] };
  };
  return {
    type,
    text,
    hint,
    required: true,
    namesCohort: true,
    ...(optionOrder === "random" ? { optionOrder } : {}),
    options: options.map(({ leadsTo, ...option }, index) =>
      storedOption(
        { type, optionOrder },
        { ...option, exclusive: false, id: ids[index], outcome: outcomeOf(leadsTo) },
      ),
    ),
  };
}
