import fs from "node:fs";
import { verifyAuditLog } from "@/lib/accounts/audit-log/verify-audit-log";
import { organisations } from "@/lib/accounts/organisations";
import { readHeads } from "@/lib/auth/audit-heads";
import { auditKeys } from "@/lib/auth/audit-keys";
import { type Command, UsageError } from "../console/command";
import { readOptions } from "../console/options";
import { withDatabase } from "../console/with-database";

const FAULTS = {
  broken: "was changed, moved, or does not follow the one before it",
  "unknown key": "was signed with a key that AUDIT_KEY does not name",
  unsigned: "is not signed, though earlier ones are",
  replaced: "is another one than its head in the log of heads",
  cut: "and what follows are in the log of heads, and not in the database",
} as const;

export const auditVerifyCommand: Command = {
  summary: "check that nothing in the audit log was changed, moved or cut off",
  help: `Usage: npm run tradeoff -- audit verify [--heads FILE]

Checks the audit log of every organisation from its first entry on. Exits with 1 at a fault.

  --heads FILE  where the server noted the log's heads: AUDIT_LOG, or what was kept of its error
                stream. Left out: AUDIT_LOG. Without either, entries that were cut off at the end
                are not missed

The keys are AUDIT_KEY's, several parted by commas where it was changed.
`,
  async run(args) {
    const options = readOptions(args, { required: [], optional: ["heads"] });
    const file = options.heads ?? process.env.AUDIT_LOG;
    if (file !== undefined && !fs.existsSync(file)) {
      throw new UsageError(`There is no file of heads at ${file}.`);
    }
    const heads = file === undefined ? null : await readHeads(file);
    return withDatabase(async (db) => {
      let faults = 0;
      const known = await organisations(db);
      for (const { id, name } of known) {
        const own = heads?.get(id);
        const request = { db, organisationId: id, keys: auditKeys(), heads: own };
        const { entries, unsigned, fault } = await verifyAuditLog(request);
        if (fault) {
          faults += 1;
          console.log(`${name}: entry ${fault.sequence} ${FAULTS[fault.kind]}.`);
        } else {
          const ofOld = unsigned > 0 ? `, ${unsigned} of them from before there was a key` : "";
          console.log(`${name}: ${entries} entries hold${ofOld}, ${own?.size ?? 0} heads agree.`);
        }
      }
      for (const id of heads?.keys() ?? []) {
        if (known.some((organisation) => organisation.id === id)) continue;
        faults += 1;
        console.log(`The organisation ${id} is in the log of heads, and not in the database.`);
      }
      if (heads === null) {
        console.log("No heads were given: entries that were cut off at the end are not missed.");
      }
      return faults === 0 ? 0 : 1;
    });
  },
};
