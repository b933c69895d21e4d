import { restoreFile } from "@/db/sqlite-backup";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { inUserWords, sqliteFile } from "../console/sqlite-file";

export const restoreCommand: Command = {
  summary: "put a copy of a SQLite database in its place",
  help: `Usage: npm run tradeoff -- restore --from FILE [--replace]

Puts a backup in the place of the SQLite database that DATABASE_URL names, once it was found intact and
of no newer release. No server may have the database open.

  --from FILE  the backup; it stays as it is
  --replace    a database that is there already may be replaced: it is kept beside the new one, under
               the name that is printed

PostgreSQL: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE
`,
  async run(args) {
    const names = { required: ["from"], optional: ["replace"], flags: ["replace"] } as const;
    const { from, replace } = readOptions(args, names);
    const file = sqliteFile(
      'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE',
    );
    const kept = inUserWords(() => restoreFile(from, file, replace !== undefined));
    console.log(`The database ${file} is now what ${from} holds.`);
    if (kept !== null) {
      console.log(`What was there before is kept as ${kept}. Delete it once it is not needed.`);
    }
    return 0;
  },
};
