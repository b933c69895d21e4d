import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import { isAllocation, namesCohort } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { questionnaireParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { usedIds } from "../draft/used-ids";
import { faultsOf, refuseNewFaults } from "./refuse-references";
import { saveQuestionnaireInput } from "./schema";
import { freeKey, placeScreens } from "./screen-places";

type Input = z.output<typeof saveQuestionnaireInput>;

/**
 * Saves a draft's texts, its allocation questions and the order of its screens.
 *
 * @throws Conflict frozen, changedMeanwhile; InvalidInput cohortBeforeTasks when the question that names the cohort
 *   would come after the tasks, whose version depends on the cohort; or naming a text or the order
 *   when a screen would speak of an answer that is given later
 */
export async function saveQuestionnaire(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveQuestionnaireInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveQuestionnaireInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(input.seen, questionnaireParts(content));
    await tx.update(t.revision).set({ texts: input.texts }).where(eq(t.revision.id, revision.id));
    const { keys: used } = await usedIds({ t, tx }, input.studyId);
    await writeAllocations({ t, tx }, content, used, input.allocations);
    await placeScreens({ t, tx }, revision.id, input.order);
    const after = await revisionContent({ t, queries: tx }, { ...revision, texts: input.texts });
    const { screens: placed } = after;
    refuseNewFaults(faultsOf(content), faultsOf(after), ({ from, where }) => {
      if ("text" in from) return `texts.${from.text}`;
      const allocation = input.allocations.findIndex(({ key }) => key === from.screen);
      return allocation >= 0 && where === "words" ? `allocations.${allocation}.text` : "order";
    });
    const exercise = placed.findIndex((screen) => screen.kind === "exercise");
    const cohortQuestion = placed.findIndex(namesCohort);
    if (cohortQuestion > exercise) {
      throw new InvalidInput([{ path: "order", key: "cohortBeforeTasks" }]);
    }
    await recordAudit({ t, tx }, actor, {
      verb: "save questionnaire",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { allocations: input.allocations.length },
    });
  });
}

async function writeAllocations(
  { t, tx }: { t: Tables; tx: Queries },
  { revision, screens }: RevisionContent,
  used: ReadonlySet<string>,
  allocations: Input["allocations"],
): Promise<void> {
  const present = screens.filter(isAllocation);
  const taken = new Set([...screens.map((screen) => screen.key), ...used]);
  const kept = new Set(allocations.map((allocation) => allocation.key));
  for (const screen of present) {
    if (!kept.has(screen.key)) await tx.delete(t.screen).where(eq(t.screen.id, screen.id));
  }
  const written = new Set<string>();
  for (const [index, { key, ...settings }] of allocations.entries()) {
    const screen = present.find((candidate) => candidate.key === key);
    if (key !== null && (!screen || written.has(key))) {
      throw new InvalidInput([{ path: `allocations.${index}.text`, key: "screenChanged" }]);
    }
    if (screen) {
      written.add(screen.key);
      await tx.update(t.screen).set({ settings }).where(eq(t.screen.id, screen.id));
    } else {
      const name = freeKey(`allocation_${settings.tense}`, taken);
      taken.add(name);
      const values = { id: uuid(), key: name, kind: "allocation" as const, settings };
      await tx.insert(t.screen).values({ ...values, revisionId: revision.id, position: 0 });
    }
  }
}
