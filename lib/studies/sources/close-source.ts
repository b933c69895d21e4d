import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { requireSource } from "./require-source";
import { sourceInput } from "./source-schema";

/** Lets nobody new in by a source; those inside go on. Doing it twice changes nothing. */
export async function closeSource(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof sourceInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, sourceId } = parse(sourceInput, request.input);
  const { t } = db;
  const close = async (tx: Queries) => {
    const source = await requireSource({ t, tx }, actor, { studyId, sourceId });
    if (source.closedAt !== null) return;
    await tx.update(t.source).set({ closedAt: Date.now() }).where(eq(t.source.id, sourceId));
    await recordAudit({ t, tx }, actor, {
      verb: "close source",
      subjectType: "study",
      subjectId: studyId,
      detail: { sourceId, name: source.name },
    });
  };
  // As a study is closed: in turn with those who begin, before those who wait.
  await db.write(close, studyId, "in front");
}
