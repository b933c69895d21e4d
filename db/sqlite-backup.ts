import fs from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { refuseNewer } from "./applied-migrations";
import { isLocked } from "./errors";
import { appliedMigration, copyDatabase, isWhole } from "./sqlite-copy";

/** How long a backup waits for somebody who holds the file for himself. */
const LOCK_PATIENCE_MS = 8_000;

/**
 * Copies a database of ours as it is at one moment, while servers read and write it.
 *
 * @param replace whether a file that is there already may be replaced, once the copy is whole
 * @throws Error saying what is in the way; nothing is changed then
 */
export function backUpFile(file: string, out: string, replace: boolean): void {
  if (!fs.existsSync(file)) throw new Error(`There is no database at ${path.resolve(file)}.`);
  refuseOwnFiles(file, out);
  if (!replace) refuseExisting(out);
  const connection = new BetterSqlite3(file, { readonly: true, timeout: LOCK_PATIENCE_MS });
  try {
    copyDatabase(connection, out, requireOurs(connection, file));
  } finally {
    connection.close();
  }
}

/**
 * Puts a backup in the place of a database. What was there is kept beside it under another name.
 *
 * @param replace whether a database that is there already may be replaced
 * @returns where the database that was there is kept; null where there was none
 * @throws Error for a backup that is not whole, not ours or of a newer release, and while anybody else
 *   has the database open; nothing is changed then
 */
export function restoreFile(from: string, file: string, replace: boolean): string | null {
  if (!fs.existsSync(from)) throw new Error(`There is no backup at ${path.resolve(from)}.`);
  refuseOwnFiles(file, from);
  if (!replace) refuseExisting(file);
  const incoming = `${file}.incoming`;
  const backup = new BetterSqlite3(from, { readonly: true });
  try {
    const applied = requireOurs(backup, from);
    refuseNewer("sqlite", applied);
    if (!isWhole(from, applied)) {
      throw new Error(
        `The backup ${path.resolve(from)} is damaged: SQLite does not find it intact.`,
      );
    }
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    copyDatabase(backup, incoming, applied);
  } finally {
    backup.close();
  }
  try {
    if (!fs.existsSync(file)) {
      // What a database that is gone left behind would be read as the new one's last writes.
      for (const rest of ["-wal", "-shm"]) fs.rmSync(file + rest, { force: true });
      fs.renameSync(incoming, file);
      return null;
    }
    const kept = `${file}.before-restore-${Date.now()}`;
    withoutOthers(file, () => {
      // Both names are there until one of them is the new file: at no moment is there none.
      fs.linkSync(file, kept);
      fs.renameSync(incoming, file);
    });
    return kept;
  } catch (error) {
    fs.rmSync(incoming, { force: true });
    throw error;
  }
}

/**
 * Does something while nobody else has the database open, and with all that was written in the one file:
 * leaving the write-ahead log is what SQLite allows to one connection alone.
 */
function withoutOthers(file: string, work: () => void): void {
  const connection = new BetterSqlite3(file, { timeout: 1_000 });
  try {
    connection.pragma("locking_mode = EXCLUSIVE");
    connection.pragma("journal_mode = DELETE");
    connection.exec("BEGIN EXCLUSIVE");
    work();
    connection.exec("ROLLBACK");
  } catch (error) {
    if (!isLocked(error)) throw error;
    throw new Error(
      `The database ${path.resolve(file)} is in use. Stop every server that uses it, and try again.`,
      { cause: error },
    );
  } finally {
    connection.close();
  }
}

/** @returns the newest migration it has */
function requireOurs(connection: BetterSqlite3.Database, file: string): number {
  let applied: number | null;
  try {
    applied = appliedMigration(connection);
  } catch (error) {
    if (isLocked(error)) throw error;
    throw new Error(`${path.resolve(file)} is damaged, or no SQLite database.`, { cause: error });
  }
  if (applied === null) throw new Error(`${path.resolve(file)} is not a database of Tradeoff.`);
  return applied;
}

function refuseExisting(file: string): void {
  if (!fs.existsSync(file)) return;
  throw new Error(`${path.resolve(file)} is there already. To replace it, add --replace.`);
}

/** Writing a backup over the database itself, or what lies beside it, would be the loss it is made against. */
function refuseOwnFiles(file: string, other: string): void {
  const own = [file, `${file}-wal`, `${file}-shm`].map((name) => path.resolve(name));
  const isSame =
    own.includes(path.resolve(other)) ||
    (fs.existsSync(other) &&
      fs.existsSync(file) &&
      fs.statSync(other).ino === fs.statSync(file).ino &&
      fs.statSync(other).dev === fs.statSync(file).dev);
  if (isSame) throw new Error(`${path.resolve(other)} is the database itself. Name another file.`);
}
