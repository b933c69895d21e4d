import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { parse } from "@/lib/errors";
import { AUDIT_ENTRIES_A_PAGE, auditPage } from "../schema";

export interface LoggedEntry {
  readonly sequence: number;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Null when the system or the command line acted. */
  readonly actorName: string | null;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * A page of the organisation's audit log, the newest first.
 *
 * @throws Forbidden for anyone but an admin
 */
export async function listAuditEntries(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof auditPage>;
}): Promise<{ entries: LoggedEntry[]; total: number }> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { page } = parse(auditPage, request.input);
  const { auditEntry, user } = db.t;
  const isOwn = eq(auditEntry.organisationId, actor.organisationId);
  const entries = await db.read
    .select({
      sequence: auditEntry.sequence,
      at: auditEntry.at,
      actorName: user.name,
      verb: auditEntry.verb,
      subjectType: auditEntry.subjectType,
      subjectId: auditEntry.subjectId,
      detail: auditEntry.detail,
    })
    .from(auditEntry)
    .leftJoin(user, eq(user.id, auditEntry.actorUserId))
    .where(isOwn)
    .orderBy(desc(auditEntry.sequence))
    .limit(AUDIT_ENTRIES_A_PAGE)
    .offset((page - 1) * AUDIT_ENTRIES_A_PAGE);
  return { entries, total: await db.read.$count(auditEntry, isOwn) };
}
