import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { requireSource } from "./require-source";
import { sourceInput } from "./source-schema";

/** Lets people in by a source again. Doing it twice changes nothing. */
export async function reopenSource(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof sourceInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, sourceId } = parse(sourceInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const source = await requireSource({ t, tx }, actor, { studyId, sourceId });
    if (source.closedAt === null) return;
    await tx.update(t.source).set({ closedAt: null }).where(eq(t.source.id, sourceId));
    await recordAudit({ t, tx }, actor, {
      verb: "reopen source",
      subjectType: "study",
      subjectId: studyId,
      detail: { sourceId, name: source.name },
    });
  });
}
