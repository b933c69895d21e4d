import { createHash, createHmac } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { afterCommit } from "@/db/write-turns";
import type { Actor } from "./actor";
import { noteHead } from "./audit-heads";
import { type AuditKey, auditKeys } from "./audit-keys";

type Entry = Tables["auditEntry"]["$inferSelect"];

const FIRST_HASH = "0".repeat(64);

/**
 * Adds to the organisation's audit log, inside the transaction of the change it tells of. Once that is
 * committed the log's head goes where whoever writes the database has no say (audit-heads.ts).
 */
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
  const { organisationId } = actor;
  const [key] = auditKeys();
  const [last] = await tx
    .select({
      sequence: t.auditEntry.sequence,
      hash: t.auditEntry.hash,
      at: t.auditEntry.at,
    })
    .from(t.auditEntry)
    .where(eq(t.auditEntry.organisationId, organisationId))
    .orderBy(desc(t.auditEntry.sequence))
    .limit(1);
  const entry = {
    id: uuid(),
    organisationId,
    sequence: (last?.sequence ?? 0) + 1,
    // A clock that was set back does not turn the order round.
    at: Math.max(Date.now(), last?.at ?? 0),
    actorUserId: actor.userId,
    verb: change.verb,
    subjectType: change.subjectType,
    subjectId: change.subjectId,
    detail: change.detail ?? {},
    previousHash: last?.hash ?? FIRST_HASH,
    keyId: key.id,
  };
  const hash = entryHash(entry, key);
  await tx.insert(t.auditEntry).values({ ...entry, hash });
  const { sequence, at } = entry;
  afterCommit(`audit ${organisationId}`, () => noteHead({ organisationId, sequence, hash, at }));
}

/** What is wrong with a log, at which entry. */
export interface ChainFault {
  readonly sequence: number;
  /** "unknown key": made with a key that is not among those given; "unsigned": an old kind among new ones. */
  readonly kind: "broken" | "unknown key" | "unsigned";
}

/**
 * Checks a log entry by entry, from its first on.
 *
 * @returns a function that takes the next entry and gives what is wrong with it, or null
 */
export function chainChecker(keys: readonly AuditKey[]): (entry: Entry) => ChainFault | null {
  let previous = { sequence: 0, hash: FIRST_HASH, isSigned: false };
  return (entry) => {
    const { sequence, keyId } = entry;
    const key = keyId === null ? null : keys.find(({ id }) => id === keyId);
    if (key === undefined) return { sequence, kind: "unknown key" };
    // Anybody can make a plain hash: after the first signed entry there is no unsigned one.
    if (key === null && previous.isSigned) return { sequence, kind: "unsigned" };
    const holds =
      sequence === previous.sequence + 1 &&
      entry.previousHash === previous.hash &&
      entry.hash === entryHash(entry, key);
    if (!holds) return { sequence, kind: "broken" };
    previous = { sequence, hash: entry.hash, isSigned: key !== null };
    return null;
  };
}

function entryHash(entry: Omit<Entry, "hash">, key: AuditKey | null): string {
  const { id, organisationId, sequence, at, actorUserId, verb, subjectType, subjectId } = entry;
  const told = JSON.stringify([
    ...[id, organisationId, sequence, at, actorUserId, verb, subjectType, subjectId],
    ...[entry.detail, entry.previousHash],
  ]);
  const hash = key === null ? createHash("sha256") : createHmac("sha256", key.secret);
  return hash.update(told).digest("hex");
}
