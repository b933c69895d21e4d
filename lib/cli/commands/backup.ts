import { backUpFile } from "@/db/sqlite-backup";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { inUserWords, sqliteFile } from "../console/sqlite-file";

export const backupCommand: Command = {
  summary: "copy a SQLite database while it is in use, checked and on the disk",
  help: `Usage: npm run tradeoff -- backup --out FILE [--replace]

Copies the SQLite database that DATABASE_URL names, as it is at one moment, while servers use it. The
copy has its name once SQLite finds it intact and it is on the disk; what was deleted is not in it.

  --out FILE  where the copy goes
  --replace   a file that is there already may be replaced

Keep with it the files session-secret and audit-key that lie beside the database, or what NEXTAUTH_SECRET
and AUDIT_KEY are set to: without them invitations and the audit log are worth nothing after a restore.

PostgreSQL: pg_dump --format=custom --file=FILE "$DATABASE_URL"
`,
  async run(args) {
    const names = { required: ["out"], optional: ["replace"], flags: ["replace"] } as const;
    const { out, replace } = readOptions(args, names);
    const file = sqliteFile('pg_dump --format=custom --file=FILE "$DATABASE_URL"');
    inUserWords(() => backUpFile(file, out, replace !== undefined));
    console.log(`The database ${file} was copied to ${out}, and the copy is whole.`);
    return 0;
  },
};
