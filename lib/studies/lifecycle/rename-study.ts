import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { nameParts } from "../draft/edited-parts";
import { renameStudyInput } from "./schema";

/**
 * Gives a study another name. Respondents never see it, so a launched study can be renamed too.
 *
 * @throws Conflict changedMeanwhile
 */
export async function renameStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof renameStudyInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, name } = parse(renameStudyInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    refuseStaleEdit(seen, nameParts(study));
    await tx.update(t.study).set({ name }).where(eq(t.study.id, studyId));
    await recordAudit({ t, tx }, actor, {
      verb: "rename study",
      subjectType: "study",
      subjectId: studyId,
      detail: { from: study.name, to: name },
    });
  });
}
