import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { environment } from "@/lib/env";
import { UsageError } from "../console/command";

/**
 * The environment of the server: what is set, and for what is not, a secret of its own that is kept
 * beside the data, and the address of this machine.
 *
 * @throws UsageError naming each variable that is malformed
 */
export function serverEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv & { PORT: string } {
  const secret = given.NEXTAUTH_SECRET || keptSecret(dataFolder(given.DATABASE_URL));
  const { PORT, NEXTAUTH_URL } = checked({
    ...given,
    PORT: given.PORT || undefined,
    NEXTAUTH_URL: given.NEXTAUTH_URL || undefined,
    NEXTAUTH_SECRET: secret,
  });
  return {
    ...given,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(PORT),
    NEXTAUTH_URL,
    NEXTAUTH_SECRET: secret,
  };
}

function checked(given: NodeJS.ProcessEnv) {
  try {
    return environment(given);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The folder of the SQLite file; with PostgreSQL the default one. */
function dataFolder(databaseUrl: string | undefined): string {
  if (!databaseUrl || /^postgres(ql)?:/.test(databaseUrl)) return "data";
  return path.dirname(databaseUrl.replace(/^file:(\/\/)?/, ""));
}

/** Sessions outlive a restart, so the secret is made once and kept for its owner alone. */
function keptSecret(folder: string): string {
  const file = path.join(folder, "session-secret");
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
