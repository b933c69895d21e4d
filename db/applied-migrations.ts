import fs from "node:fs";
import path from "node:path";
import { migrationsFolder } from "./migrations-folder";
import type { Dialect } from "./schema/dialect";

/** When the newest migration that this program knows was made; a database notes the same of what it has. */
export function newestMigration(dialect: Dialect): number {
  const file = path.join(migrationsFolder(dialect), "meta", "_journal.json");
  const journal = JSON.parse(fs.readFileSync(file, "utf8")) as { entries: { when: number }[] };
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/**
 * An older program would write into tables that mean something else by now.
 *
 * @param applied the newest migration that the database has; null for none
 * @throws Error when this program does not know it
 */
export function refuseNewer(dialect: Dialect, applied: number | null): void {
  const newest = newestMigration(dialect);
  if (applied === null || applied <= newest) return;
  throw new Error(
    `A newer release of Tradeoff has migrated this database (to ${applied}; this release knows ${newest} ` +
      "and older ones). Start the newer release, or put back the copy from before it.",
  );
}
