import fs from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";

/**
 * Copies a database while others use it. The copy has its name only once it is whole and on the disk: a
 * half one, from a process that was killed or a disk that was full, is never taken for it. Nothing that
 * was deleted is in it.
 *
 * @param applied the newest migration that the copy must have
 * @throws Error when that is not possible; then nothing is left behind, and what had the name is as it was
 */
export function copyDatabase(
  connection: BetterSqlite3.Database,
  copy: string,
  applied: number,
): void {
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
    throw error;
  }
}

/** True for a file that SQLite finds intact, and that is as far migrated as what it was copied from. */
export function isWhole(file: string, applied: number): boolean {
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(file, { readonly: true });
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

/** The newest migration that a database has; null for one that never had any. */
export function appliedMigration(connection: BetterSqlite3.Database): number | null {
  const known = connection.prepare(
    "select 1 from sqlite_master where name = '__drizzle_migrations'",
  );
  if (known.get() === undefined) return null;
  const newest = connection.prepare("select max(created_at) from __drizzle_migrations").pluck();
  return newest.get() as number | null;
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
