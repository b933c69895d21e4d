import fs from "node:fs";
import path from "node:path";
import type BetterSqlite3 from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { newestMigration, refuseNewer } from "./applied-migrations";
import { migrationsFolder } from "./migrations-folder";
import { appliedMigration, copyDatabase, isWhole } from "./sqlite-copy";

/**
 * Applies what is new, all in one transaction; a database with data is copied beside itself first.
 *
 * @throws Error when a newer release has migrated it; when the copy cannot be made whole, or a
 *   migration fails, and then the file is as it was
 */
export function migrateFile(
  connection: BetterSqlite3.Database,
  file: string,
  report: (line: string) => void,
): void {
  const applied = appliedMigration(connection);
  refuseNewer("sqlite", applied);
  const newest = newestMigration("sqlite");
  if (applied === newest) return;
  if (applied !== null) {
    const copy = `${file}.before-${newest}`;
    report(`Copying the database to ${copy} …`);
    copyBefore(connection, copy, applied);
    report("Migrating the database …");
  }
  migrate(drizzle(connection), { migrationsFolder: migrationsFolder("sqlite") });
}

/** Copies a database before it is migrated, unless a whole copy of it is there. */
function copyBefore(connection: BetterSqlite3.Database, copy: string, applied: number): void {
  if (fs.existsSync(copy) && isWhole(copy, applied)) return;
  try {
    copyDatabase(connection, copy, applied);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The copy before the migration could not be made: ${reason}. Nothing was changed. ` +
        `Make room for another ${Math.ceil(sizeOf(connection) / 1_000_000)} MB at ${path.resolve(copy)} and start again.`,
      { cause: error },
    );
  }
}

function sizeOf(connection: BetterSqlite3.Database): number {
  const [pages, bytes] = ["page_count", "page_size"].map((name) =>
    Number(connection.pragma(name, { simple: true })),
  );
  return pages * bytes;
}
