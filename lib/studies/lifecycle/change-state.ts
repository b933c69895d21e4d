import { eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { StudyState } from "@/db/schema/studies";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, type ErrorKey, parse } from "@/lib/errors";
import { studyInput } from "../draft/schema";

/** Moves a study from one of some states to another; the verbs name which. */
export async function changeState(
  request: { db: Database; actor: Actor; input: { studyId: string } },
  move: { verb: string; from: readonly StudyState[]; to: StudyState; otherwise: ErrorKey },
): Promise<void> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  const change = async (tx: Queries) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (!move.from.includes(study.state)) throw new Conflict(move.otherwise);
    await tx
      .update(t.study)
      .set({ state: move.to, ...(move.to === "closed" ? { closedAt: Date.now() } : {}) })
      .where(eq(t.study.id, studyId));
    await recordAudit({ t, tx }, actor, {
      verb: move.verb,
      subjectType: "study",
      subjectId: studyId,
      detail: { from: study.state },
    });
  };
  // In turn with those who begin: who has not by then is told. A burst of them is not waited for.
  await db.write(change, studyId, "in front");
}
