import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, parse } from "@/lib/errors";
import { deleteTests } from "../draft/delete-tests";
import { studyInput } from "../draft/schema";
import { deleteRevision } from "../revisions/delete-revision";

/**
 * Deletes a study that was never launched, with all it holds.
 *
 * @throws Conflict frozen once it has been launched: answers are never deleted with a click
 */
export async function deleteDraft(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (study.state !== "draft") throw new Conflict("frozen");
    const revisions = await tx
      .select({ id: t.revision.id })
      .from(t.revision)
      .where(eq(t.revision.studyId, studyId));
    await deleteTests({ t, tx }, studyId);
    for (const revision of revisions) await deleteRevision({ t, tx }, revision.id);
    for (const table of [
      t.contact,
      t.quota,
      t.item,
      t.cohort,
      t.source,
      t.job,
      t.analysisRun,
      t.studyViewer,
    ]) {
      await tx.delete(table).where(eq(table.studyId, studyId));
    }
    await tx.delete(t.study).where(eq(t.study.id, studyId));
    await recordAudit({ t, tx }, actor, {
      verb: "delete draft",
      subjectType: "study",
      subjectId: studyId,
      detail: { name: study.name },
    });
  });
}
