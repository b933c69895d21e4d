import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { viewerInput } from "./schema";

/**
 * Lets a viewer of the organisation read a study's report. Doing it twice changes nothing.
 *
 * @throws NotFound when the organisation has no such viewer
 */
export async function openReportToViewer(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof viewerInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, userId } = parse(viewerInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const viewers = await tx
      .select({ id: t.member.id })
      .from(t.member)
      .where(
        and(
          eq(t.member.userId, userId),
          eq(t.member.organisationId, actor.organisationId),
          eq(t.member.role, "viewer"),
        ),
      );
    if (viewers.length === 0) throw new NotFound("viewer");
    await tx
      .insert(t.studyViewer)
      .values({ studyId, userId, createdAt: Date.now() })
      .onConflictDoNothing();
    await recordAudit({ t, tx }, actor, {
      verb: "open report",
      subjectType: "study",
      subjectId: studyId,
      detail: { userId },
    });
  });
}
