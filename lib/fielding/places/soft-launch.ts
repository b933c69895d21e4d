import { and, count, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { systemActor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";

/**
 * Pauses a live study in the transaction of the complete interview that reaches its soft launch's
 * size; called once that interview is written as complete. It happens once: after the study was
 * resumed, it goes on.
 */
export async function pauseAtSoftLaunch(
  { t }: Pick<Database, "t">,
  tx: Queries,
  study: Tables["study"]["$inferSelect"],
  now: number,
): Promise<void> {
  const wanted = study.fieldwork?.softLaunchCompletes ?? null;
  if (wanted === null || study.softLaunchedAt !== null || study.state !== "live") return;
  const [completes] = await tx
    .select({ number: count() })
    .from(t.respondent)
    .where(
      and(
        eq(t.respondent.studyId, study.id),
        eq(t.respondent.state, "complete"),
        eq(t.respondent.isTest, false),
      ),
    );
  if (completes.number < wanted) return;
  await tx
    .update(t.study)
    .set({ state: "paused", softLaunchedAt: now })
    .where(eq(t.study.id, study.id));
  await recordAudit({ t, tx }, systemActor(study.organisationId), {
    verb: "pause after soft launch",
    subjectType: "study",
    subjectId: study.id,
    detail: { completes: completes.number },
  });
}
