import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { deleteTests } from "../draft/delete-tests";
import { studyInput } from "../draft/schema";

/**
 * Deletes every test interview of a study with all it stored, in one transaction. Nothing that is
 * counted changes; the test links stay.
 *
 * @returns how many interviews there were
 */
export async function clearTests(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<{ cleared: number }> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const cleared = await deleteTests({ t, tx }, studyId);
    await recordAudit({ t, tx }, actor, {
      verb: "clear tests",
      subjectType: "study",
      subjectId: studyId,
      detail: { cleared },
    });
    return { cleared };
  });
}
