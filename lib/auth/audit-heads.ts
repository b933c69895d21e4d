import fs from "node:fs";
import readline from "node:readline";
import { environment } from "@/lib/env";
import { logError } from "@/lib/log";

/** The last entry of an organisation's audit log at some moment. */
export interface AuditHead {
  readonly organisationId: string;
  readonly sequence: number;
  readonly hash: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** How a head is written in a file or a log of other lines. */
const LINE = /\baudit-head \S+ (\S+) (\d+) ([0-9a-f]{64})\b/;

/**
 * Writes a head where whoever writes the database has no say: at the end of AUDIT_LOG, or on the error
 * stream, which belongs to whoever runs the server. The change it tells of is committed already, so a
 * failure is told in the log and no more.
 */
export function noteHead({ organisationId, sequence, hash, at }: AuditHead): void {
  const line = `audit-head ${new Date(at).toISOString()} ${organisationId} ${sequence} ${hash}\n`;
  try {
    const { AUDIT_LOG } = environment();
    if (AUDIT_LOG === undefined) process.stderr.write(line);
    else fs.appendFileSync(AUDIT_LOG, line, { mode: 0o600 });
  } catch (error) {
    logError("The head of the audit log could not be written", error);
  }
}

/** The heads in a file or a log: of each organisation the hash by sequence number. */
export async function readHeads(file: string): Promise<Map<string, Map<number, string>>> {
  const heads = new Map<string, Map<number, string>>();
  const lines = readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    const [, organisationId, sequence, hash] = LINE.exec(line) ?? [];
    if (organisationId === undefined) continue;
    const own = heads.get(organisationId) ?? new Map<number, string>();
    heads.set(organisationId, own.set(Number(sequence), hash));
  }
  return heads;
}
