import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { namesCohort } from "@/db/schema/screen-settings";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, NotFound, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { conditionParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { savedShowWhen } from "./question-schema";
import { faultsOf, refuseNewFaults } from "./refuse-references";

/**
 * Says who is shown a screen of a draft, whatever kind of screen it is.
 *
 * @throws Conflict frozen, changedMeanwhile; NotFound for a screen the draft does not have
 * @throws InvalidInput cohortForAll for the question that names the cohort, or naming a condition
 */
export async function saveShowWhen(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof savedShowWhen>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, screen: key, showWhen } = parse(savedShowWhen, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const screen = content.screens.find((candidate) => candidate.key === key);
    if (!screen) throw new NotFound("screen");
    refuseStaleEdit(seen, conditionParts(content, key));
    if (namesCohort(screen) && showWhen) {
      throw new InvalidInput([{ path: "showWhen", key: "cohortForAll" }]);
    }
    await tx.update(t.screen).set({ showWhen }).where(eq(t.screen.id, screen.id));
    const screens = content.screens.map((one) => (one === screen ? { ...one, showWhen } : one));
    refuseNewFaults(faultsOf(content), faultsOf({ ...content, screens }), () => "showWhen");
    await recordAudit({ t, tx }, actor, {
      verb: "save show when",
      subjectType: "study",
      subjectId: studyId,
      detail: { key },
    });
  });
}
