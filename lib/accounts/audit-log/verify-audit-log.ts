import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { type ChainFault, chainChecker } from "@/lib/auth/audit";
import type { AuditKey } from "@/lib/auth/audit-keys";

const AT_ONCE = 1_000;

export interface LogState {
  /** How many entries were looked at. */
  readonly entries: number;
  /** Of releases without a key: whoever could write the database then could also have made them. */
  readonly unsigned: number;
  /** "replaced": another entry than the one whose head was noted; "cut": noted, and not there. */
  readonly fault:
    | ChainFault
    | { readonly sequence: number; readonly kind: "replaced" | "cut" }
    | null;
}

/**
 * Checks an organisation's audit log from its first entry to its first fault.
 *
 * @param heads the heads that were noted, by sequence number; without any, entries that were cut off at
 *   the end are not missed
 */
export async function verifyAuditLog(request: {
  db: Database;
  organisationId: string;
  keys: readonly AuditKey[];
  heads?: ReadonlyMap<number, string>;
}): Promise<LogState> {
  const { db, organisationId, keys, heads = new Map<number, string>() } = request;
  const { auditEntry } = db.t;
  const faultOf = chainChecker(keys);
  let entries = 0;
  let unsigned = 0;
  for (;;) {
    const page = await db.read
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.organisationId, organisationId), gt(auditEntry.sequence, entries)))
      .orderBy(asc(auditEntry.sequence))
      .limit(AT_ONCE);
    for (const entry of page) {
      const { sequence, hash, keyId } = entry;
      const noted = heads.get(sequence);
      const fault = faultOf(entry);
      if (fault) return { entries, unsigned, fault };
      if (noted !== undefined && noted !== hash) {
        return { entries, unsigned, fault: { sequence, kind: "replaced" } };
      }
      entries += 1;
      if (keyId === null) unsigned += 1;
    }
    if (page.length < AT_ONCE) break;
  }
  const missing = [...heads.keys()].filter((sequence) => sequence > entries);
  if (missing.length === 0) return { entries, unsigned, fault: null };
  return { entries, unsigned, fault: { sequence: entries + 1, kind: "cut" } };
}
