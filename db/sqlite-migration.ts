import fs from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { newestMigration, refuseNewer } from "./applied-migrations";
import { migrationsFolder } from "./migrations-folder";

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
    copyWhole(connection, copy, applied);
    report("Migrating the database …");
  }
  migrate(drizzle(connection), { migrationsFolder: migrationsFolder("sqlite") });
}

/** The newest migration that a database has; null for one that never had any. */
export function appliedMigration(connection: BetterSqlite3.Database): number | null {
  const known = connection.prepare(
    "select 1 from sqlite_master where name = '__drizzle_migrations'",
  );
  if (known.get() === undefined) return null;
  const newest = connection.prepare("select max(created_at) from __drizzle_migrations").pluck();
  return newest.get() as number | null;
}

/**
 * Copies a database. The copy has its name only once it is whole and on the disk: a half one, from a
 * process that was killed or a disk that was full, is never taken for it.
 */
function copyWhole(connection: BetterSqlite3.Database, copy: string, applied: number): void {
  if (fs.existsSync(copy) && isWhole(copy, applied)) return;
  const unfinished = `${copy}.unfinished`;
  fs.rmSync(unfinished, { force: true });
  try {
    // An empty file of ours, so that what is copied into it is never open to others.
    fs.closeSync(fs.openSync(unfinished, "wx", 0o600));
    connection.prepare("vacuum into ?").run(unfinished);
    if (!isWhole(unfinished, applied)) throw new Error("what was written does not read back");
    flush(unfinished);
    fs.renameSync(unfinished, copy);
    flush(path.dirname(copy));
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The copy before the migration could not be made: ${reason}. Nothing was changed. ` +
        `Make room for another ${Math.ceil(sizeOf(connection) / 1_000_000)} MB at ${path.resolve(copy)} and start again.`,
      { cause: error },
    );
  }
}

/** True for a file that SQLite finds intact, and that is as far migrated as what it was copied from. */
function isWhole(copy: string, applied: number): boolean {
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(copy, { readonly: true });
    return (
      connection.pragma("integrity_check", { simple: true }) === "ok" &&
      appliedMigration(connection) === applied
    );
  } catch {
    return false;
  } finally {
    connection?.close();
  }
}

function sizeOf(connection: BetterSqlite3.Database): number {
  const [pages, bytes] = ["page_count", "page_size"].map((name) =>
    Number(connection.pragma(name, { simple: true })),
  );
  return pages * bytes;
}

/** Has what was written of a file, or of a folder's list of names, be on the disk. */
function flush(path: string): void {
  const opened = fs.openSync(path, "r");
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
