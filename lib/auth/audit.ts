import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "./actor";

type Entry = Tables["auditEntry"]["$inferSelect"];

const FIRST_HASH = "0".repeat(64);

/** Adds to the organisation's audit log, inside the transaction of the change it tells of. */
export async function recordAudit(
  source: { t: Tables; tx: Queries },
  actor: Actor,
  change: {
    verb: string;
    subjectType: string;
    subjectId: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  const { t, tx } = source;
  const [last] = await tx
    .select({ sequence: t.auditEntry.sequence, hash: t.auditEntry.hash })
    .from(t.auditEntry)
    .where(eq(t.auditEntry.organisationId, actor.organisationId))
    .orderBy(desc(t.auditEntry.sequence))
    .limit(1);
  const entry = {
    id: uuid(),
    organisationId: actor.organisationId,
    sequence: (last?.sequence ?? 0) + 1,
    at: Date.now(),
    actorUserId: actor.userId,
    verb: change.verb,
    subjectType: change.subjectType,
    subjectId: change.subjectId,
    detail: change.detail ?? {},
    previousHash: last?.hash ?? FIRST_HASH,
  };
  await tx.insert(t.auditEntry).values({ ...entry, hash: entryHash(entry) });
}

/** The sequence number of the first entry that breaks the chain, or null when all of it holds. */
export function firstBrokenEntry(entries: readonly Entry[]): number | null {
  let previousHash = FIRST_HASH;
  for (const [index, entry] of entries.entries()) {
    const holds =
      entry.sequence === index + 1 &&
      entry.previousHash === previousHash &&
      entry.hash === entryHash(entry);
    if (!holds) return entry.sequence;
    previousHash = entry.hash;
  }
  return null;
}

function entryHash(entry: Omit<Entry, "hash">): string {
  const { id, organisationId, sequence, at, actorUserId, verb, subjectType, subjectId } = entry;
  const told = [
    ...[id, organisationId, sequence, at, actorUserId, verb, subjectType, subjectId],
    ...[entry.detail, entry.previousHash],
  ];
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}
