import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound } from "@/lib/errors";

/**
 * A source of a study that the actor may change: every verb about one begins here, inside its
 * transaction. Sources change while a study is live: they are how people come, not what is asked.
 *
 * @throws NotFound, Forbidden as requireStudy does; NotFound for a source of another study
 */
export async function requireSource(
  source: { t: Tables; tx: Queries },
  actor: Actor,
  { studyId, sourceId }: { studyId: string; sourceId: string },
): Promise<Tables["source"]["$inferSelect"]> {
  const { t, tx } = source;
  await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
  const [found] = await tx
    .select()
    .from(t.source)
    .where(and(eq(t.source.id, sourceId), eq(t.source.studyId, studyId)));
  if (!found) throw new NotFound("source");
  return found;
}
