import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { isQuestion, namesCohort, optionsOf } from "@/db/schema/screen-settings";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { questionParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { usedIds } from "../draft/used-ids";
import { followRenames } from "./follow-renames";
import { optionIds } from "./option-ids";
import { savedQuestion } from "./question-schema";
import { questionSettings, refuseImpossible } from "./question-settings";
import { faultsOf, refuseNewFaults } from "./refuse-references";
import { freeKey, placeScreens } from "./screen-places";

/**
 * Makes a question, or changes one: what it asks, how it is answered, and who is asked. The question
 * that names the cohort is not changed here.
 *
 * @returns the question's key
 * @throws Conflict frozen, changedMeanwhile; InvalidInput naming the field, nameWasUsed for a new
 *   question by a name that answers to another one carry
 */
export async function saveQuestion(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof savedQuestion>;
}): Promise<string> {
  const { db, actor } = request;
  const input = parse(savedQuestion, request.input);
  refuseImpossible(input.question);
  const { t } = db;
  return db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const { screens } = content;
    if (input.screen !== null) refuseStaleEdit(input.seen, questionParts(content, input.screen));
    const present = screens.find((screen) => screen.key === input.screen);
    if (input.screen !== null && (!present || !isQuestion(present) || namesCohort(present))) {
      throw new InvalidInput([{ path: "key", key: "screenChanged" }]);
    }
    const taken = new Set(screens.map((screen) => screen.key));
    if (present) taken.delete(present.key);
    if (input.key !== "" && taken.has(input.key)) {
      throw new InvalidInput([{ path: "key", key: "nameTaken" }]);
    }
    const isLaunched = study.state !== "draft";
    const used = await usedIds({ t, tx }, input.studyId);
    if (!present && used.keys.has(input.key)) {
      throw new InvalidInput([{ path: "key", key: "nameWasUsed" }]);
    }
    const key = input.key || present?.key || freeKey("question", new Set([...taken, ...used.keys]));
    if (isLaunched && present && key !== present.key) {
      throw new InvalidInput([{ path: "key", key: "nameStays" }]);
    }
    if (isLaunched && present && isQuestion(present)) {
      // One column cannot hold answers of two kinds.
      if (present.settings.type !== input.question.type) {
        throw new InvalidInput([{ path: "question.type", key: "typeStays" }]);
      }
    }
    const before = present && isQuestion(present) ? optionsOf(present.settings) : [];
    const edited = "options" in input.question ? input.question.options : [];
    const { ids, renamed } = optionIds(
      edited,
      before.map((option) => option.id),
      isLaunched,
      used.optionsOf(key),
    );
    const row = { key, settings: questionSettings(input.question, ids), showWhen: input.showWhen };
    if (present) {
      await tx.update(t.screen).set(row).where(eq(t.screen.id, present.id));
      await followRenames({ t, tx }, revision, { from: present.key, to: key, options: renamed });
    } else {
      const values = { id: uuid(), revisionId: revision.id, kind: "question" as const, ...row };
      await tx.insert(t.screen).values({ ...values, position: 0 });
      const order = screens.map((screen) => screen.key);
      if (input.place === "first") order.unshift(key);
      if (input.place === "last") order.push(key);
      await placeScreens({ t, tx }, revision.id, input.place === "before-tasks" ? [] : order);
    }
    const [renewed] = await tx.select().from(t.revision).where(eq(t.revision.id, revision.id));
    const after = await revisionContent({ t, queries: tx }, renewed);
    refuseNewFaults(faultsOf(content), faultsOf(after), ({ from, where }) => {
      if (!("screen" in from) || from.screen !== key) return "";
      return where === "condition" ? "showWhen" : "question.text";
    });
    await recordAudit({ t, tx }, actor, {
      verb: "save question",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { key, type: input.question.type },
    });
    return key;
  });
}
