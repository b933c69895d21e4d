import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { isQuestion, namesCohort } from "@/db/schema/screen-settings";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { NotFound, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { questionParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { removedQuestion } from "./question-schema";
import { faultsOf, refuseNewFaults } from "./refuse-references";

/**
 * Takes a question out of a draft.
 *
 * @throws Conflict frozen, changedMeanwhile; NotFound for anything but a question of the draft
 * @throws InvalidInput while a condition or a text speaks of it
 */
export async function removeQuestion(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof removedQuestion>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(removedQuestion, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const question = content.screens.find((screen) => screen.key === input.screen);
    if (!question || !isQuestion(question) || namesCohort(question)) throw new NotFound("question");
    refuseStaleEdit(input.seen, questionParts(content, input.screen));
    await tx.delete(t.screen).where(eq(t.screen.id, question.id));
    const screens = content.screens.filter((screen) => screen !== question);
    refuseNewFaults(faultsOf(content), faultsOf({ ...content, screens }), () => "");
    await recordAudit({ t, tx }, actor, {
      verb: "remove question",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { key: input.screen },
    });
  });
}
