import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { viewerInput } from "./schema";

/** Takes a study's report away from a viewer again: from the next request on they see nothing of it. */
export async function closeReportToViewer(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof viewerInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, userId } = parse(viewerInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    await tx
      .delete(t.studyViewer)
      .where(and(eq(t.studyViewer.studyId, studyId), eq(t.studyViewer.userId, userId)));
    await recordAudit({ t, tx }, actor, {
      verb: "close report",
      subjectType: "study",
      subjectId: studyId,
      detail: { userId },
    });
  });
}
