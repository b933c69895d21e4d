import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { databasePlace } from "@/db/database-url";
import { environment } from "@/lib/env";
import { inUserWords } from "./sqlite-file";

/**
 * The environment of the server: what is set, and for what is not, the address of this machine and,
 * with a SQLite file, a secret of its own that is kept beside the data.
 *
 * @throws UsageError naming each variable that is malformed, or missing with PostgreSQL
 */
export function serverEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv & { PORT: string } {
  const place = inUserWords(() => databasePlace(given.DATABASE_URL));
  // Processes that share a server would each make one of their own: sessions and links of the one
  // would be worth nothing to the others.
  const secret =
    given.NEXTAUTH_SECRET ||
    (place.dialect === "sqlite"
      ? keptSecret(path.dirname(place.file), "session-secret")
      : undefined);
  const auditKey =
    given.AUDIT_KEY ||
    (place.dialect === "sqlite" ? keptSecret(path.dirname(place.file), "audit-key") : undefined);
  const { PORT, NEXTAUTH_URL } = inUserWords(() =>
    environment({
      ...given,
      PORT: given.PORT || undefined,
      NEXTAUTH_URL: given.NEXTAUTH_URL || undefined,
      NEXTAUTH_SECRET: secret,
      AUDIT_KEY: auditKey,
    }),
  );
  return {
    ...given,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(PORT),
    NEXTAUTH_URL,
    NEXTAUTH_SECRET: secret,
    ...(auditKey && { AUDIT_KEY: auditKey }),
  };
}

/**
 * The secrets of a command that writes without a server: what is set, and with a SQLite file what the
 * server keeps beside it.
 *
 * @throws UsageError with PostgreSQL where none is set: the audit log would be signed with another key
 */
export function takeSecrets(given: NodeJS.ProcessEnv = process.env): void {
  const { NEXTAUTH_SECRET, AUDIT_KEY } = serverEnvironment(given);
  Object.assign(given, { NEXTAUTH_SECRET, AUDIT_KEY });
}

/** Sessions and the audit log outlive a restart, so a secret is made once and kept for its owner alone. */
function keptSecret(folder: string, name: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(folder, { recursive: true });
  try {
    fs.writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, {
      flag: "wx",
      mode: 0o600,
    });
  } catch (error) {
    const isKnown = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!isKnown) throw error;
  }
  return fs.readFileSync(file, "utf8").trim();
}
