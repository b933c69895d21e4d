import { createHash, createHmac } from "node:crypto";
import { environment } from "@/lib/env";

/** A key of the audit log, which no database holds. */
export interface AuditKey {
  /** Tells which key made an entry, and nothing of the key. */
  readonly id: string;
  readonly secret: Buffer;
}

let made: { from: string; keys: readonly [AuditKey, ...AuditKey[]] } | undefined;

/**
 * The keys of the audit log: the first one signs, all of them check. They are AUDIT_KEY's, or made of the
 * server's secret where there is none.
 */
export function auditKeys(): readonly [AuditKey, ...AuditKey[]] {
  const { AUDIT_KEY, NEXTAUTH_SECRET, NEXTAUTH_OLD_SECRET } = environment();
  // What an old secret has signed of the log is checked by it for as long as it is set.
  const secrets = [NEXTAUTH_SECRET, NEXTAUTH_OLD_SECRET].flatMap((secret) => secret ?? []);
  const from = AUDIT_KEY ?? `secret ${secrets.join(" ")}`;
  if (made?.from !== from) {
    const keys = AUDIT_KEY
      ? AUDIT_KEY.split(",").map((key) => Buffer.from(key.trim()))
      : secrets.map((secret) => createHmac("sha256", secret).update("audit log").digest());
    const [first, ...rest] = keys.map((secret) => ({ id: idOf(secret), secret }));
    made = { from, keys: [first, ...rest] };
  }
  return made.keys;
}

function idOf(secret: Buffer): string {
  return createHash("sha256").update("audit key\n").update(secret).digest("hex").slice(0, 16);
}
