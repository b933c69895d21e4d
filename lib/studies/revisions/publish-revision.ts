import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { fieldPlan } from "@/db/queries/field-plan";
import { launchedRevision } from "@/db/queries/launched-revision";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { requireDraft } from "../draft/require-draft";
import { freezeRevision, refuseUnready } from "../launch/launch-study";
import { changesBetween } from "./revision-changes";
import { publishRevisionInput } from "./schema";

/**
 * Gives the revision that was begun to everybody who starts from now on: it freezes with a plan
 * hash of its own and the reason for it. Interviews under way finish on the revision they began on.
 *
 * @throws Conflict frozen when none was begun; firstRevision for a draft, which is launched;
 *   notOpen for a closed study; revisionUnchanged; notReadyToLaunch naming each error
 */
export async function publishRevision(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof publishRevisionInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, note } = parse(publishRevisionInput, request.input);
  const { t } = db;
  const publish = async (tx: Queries) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    if (study.state === "draft") throw new Conflict("firstRevision");
    if (study.state === "closed") throw new Conflict("notOpen");
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseUnready(content, await fieldPlan({ t, queries: tx }, study));
    const before = await launchedRevision({ t, queries: tx }, studyId);
    if (!before) throw new Error(`Study ${studyId} is live without a launched revision.`);
    const changes = await changesBetween({ t, queries: tx }, before, revision);
    if (changes.length === 0) throw new Conflict("revisionUnchanged");
    await tx.update(t.revision).set({ note }).where(eq(t.revision.id, revision.id));
    const hash = await freezeRevision({ t, tx }, { ...revision, note }, Date.now());
    await recordAudit({ t, tx }, actor, {
      verb: "publish revision",
      subjectType: "study",
      subjectId: studyId,
      detail: { revision: revision.number, planHash: hash, note, changes: changes.length },
    });
  };
  // In turn with those who begin: from the acknowledgement on everybody begins on this revision.
  await db.write(publish, studyId, "in front");
}
