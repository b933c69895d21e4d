import fs from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { refuseNewer } from "./applied-migrations";
import type { Database, Opening, Queries } from "./database";
import { asUnavailable, DatabaseUnavailable, isLocked, isReadOnly } from "./errors";
import { tablesFor } from "./schema/tables";
import { appliedMigration } from "./sqlite-copy";
import { migrateFile } from "./sqlite-migration";
import { oneAtATime, patiently } from "./transaction";
import { writeAlone } from "./write-turns";

/** How long a call waits inside SQLite, blocking the thread; beyond it the wait is asynchronous. */
const BLOCKING_WAIT_MS = 20;
/** A foreign lock that was seen this long ago is taken to be there still. */
const LOOK_AGAIN_MS = 100;
/** How long a write waits for a foreign lock before it says so. */
const LOCK_PATIENCE_MS = 8_000;

/**
 * Opens a SQLite file, creating and migrating it when asked.
 *
 * One connection writes, one reads. Every commit is on the disk before `write` resolves
 * (WAL with synchronous=FULL); a file that cannot promise that, or cannot be written, is refused.
 */
export async function openSqlite(
  file: string,
  options: Opening & { lockPatienceMs?: number },
): Promise<Database> {
  const { lockPatienceMs = LOCK_PATIENCE_MS, report = () => undefined } = options;
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  keepToOwner(file);
  const writer = new BetterSqlite3(file, { timeout: BLOCKING_WAIT_MS });
  await patiently(() => requireWritable(writer, file), isLocked, lockPatienceMs);
  await patiently(() => makeDurable(writer), isLocked, lockPatienceMs);
  const settle = () =>
    options.migrate
      ? migrateFile(writer, file, report)
      : refuseNewer("sqlite", appliedMigration(writer));
  await patiently(settle, isLocked, lockPatienceMs);
  const reader = new BetterSqlite3(file, { timeout: 1_000, readonly: true });
  // A readonly connection cannot commit; it is set alike so that no connection runs otherwise.
  reader.pragma("synchronous = FULL");

  const inTurn = oneAtATime();
  let lockedAt = Number.NEGATIVE_INFINITY;
  /** Begins a transaction, waiting for a foreign lock until a moment of the monotonic clock. */
  const begin = async (end: number) => {
    const now = performance.now();
    // Each look holds the thread a little: those whose time is over take the last one's word.
    if (now >= end && now - lockedAt < LOOK_AGAIN_MS) throw new DatabaseUnavailable("locked");
    try {
      await patiently(() => writer.exec("BEGIN IMMEDIATE"), isLocked, Math.max(0, end - now));
    } catch (error) {
      if (isLocked(error)) lockedAt = performance.now();
      throw error;
    }
  };
  // drizzle's better-sqlite3 builders are synchronous inside and awaitable outside.
  const readQueries = drizzle(reader) as unknown as Queries;
  const writeQueries = drizzle(writer) as unknown as Queries;

  return {
    dialect: "sqlite",
    t: tablesFor("sqlite"),
    read: readQueries,
    write: (work) => {
      // Of its own: whoever waited in turn behind others that a foreign lock kept waiting has waited too.
      const end = performance.now() + lockPatienceMs;
      return writeAlone(() =>
        inTurn(async () => {
          try {
            await begin(end);
            const result = await work(writeQueries);
            await patiently(() => writer.exec("COMMIT"), isLocked, lockPatienceMs);
            return result;
          } catch (error) {
            if (writer.inTransaction) writer.exec("ROLLBACK");
            throw asUnavailable(error);
          }
        }),
      );
    },
    requireWritable: () =>
      inTurn(async () => {
        try {
          await patiently(() => requireWritable(writer, file), isLocked, lockPatienceMs);
        } catch (error) {
          throw asUnavailable(error);
        }
      }),
    snapshot: async (work) => {
      // A connection of its own: a transaction on the shared reader would hold back everybody's reads.
      const connection = new BetterSqlite3(file, { timeout: 1_000, readonly: true });
      try {
        connection.exec("BEGIN");
        return await work(drizzle(connection) as unknown as Queries);
      } finally {
        connection.close();
      }
    },
    close: () =>
      inTurn(async () => {
        reader.close();
        writer.close();
      }),
  };
}

/**
 * Makes the file for its owner alone, and takes an older one away from strangers: it holds answers and
 * addresses. What its group may do is the operator's decision. SQLite gives what it writes beside a
 * file the same mode.
 */
function keepToOwner(file: string): void {
  fs.closeSync(fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_CREAT, 0o600));
  const { mode, uid } = fs.statSync(file);
  if (mode & 0o007 && uid === process.geteuid?.()) fs.chmodSync(file, 0o600);
}

/** @throws Error for a file that can only be read: SQLite opens it all the same, and says so at a write */
function requireWritable(connection: BetterSqlite3.Database, file: string): void {
  const version = connection.pragma("user_version", { simple: true });
  try {
    // To begin is allowed; what changes nothing and is taken back at once is not.
    connection.exec("BEGIN IMMEDIATE");
    connection.pragma(`user_version = ${version}`);
    connection.exec("ROLLBACK");
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    if (!isReadOnly(error)) throw error;
    throw new Error(
      `The database ${path.resolve(file)} can only be read. Let the user that runs the server write the ` +
        "file and its folder, and start again.",
      { cause: error },
    );
  }
}

/** @throws Error when the connection would not keep an acknowledged answer through a power cut. */
function makeDurable(connection: BetterSqlite3.Database): void {
  const journal = connection.pragma("journal_mode = WAL", { simple: true });
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  const synchronous = connection.pragma("synchronous", { simple: true });
  if (journal !== "wal" || synchronous !== 2) {
    throw new Error(
      `The database runs with journal_mode=${journal}, synchronous=${synchronous}; it must be wal ` +
        "and 2 (FULL), or acknowledged answers could be lost in a power cut. Put the file on a local disk.",
    );
  }
}
