import type { Queries } from "@/db/database";
import { newestRevision } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict } from "@/lib/errors";

/** A study and its newest revision, which can still change: nobody is asked it yet. */
export interface Draft {
  study: Tables["study"]["$inferSelect"];
  revision: Tables["revision"]["$inferSelect"];
}

/**
 * The study and the revision that an editing verb may change: every one of them begins here, inside
 * its transaction.
 *
 * @throws NotFound, Forbidden as requireStudy does
 * @throws Conflict frozen while the newest revision is the one respondents are asked, and once the
 *   study is closed
 */
export async function requireDraft(
  source: { t: Tables; tx: Queries },
  actor: Actor,
  studyId: string,
): Promise<Draft> {
  const { t, tx } = source;
  const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
  const revision = await newestRevision({ t, queries: tx }, studyId);
  if (!revision) throw new Error(`Study ${studyId} has no revision.`);
  if (revision.frozenAt !== null || study.state === "closed") throw new Conflict("frozen");
  return { study, revision };
}
