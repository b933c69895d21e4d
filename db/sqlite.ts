import fs from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Database, Queries } from "./database";
import { asUnavailable, isLocked } from "./errors";
import { migrationsFolder } from "./migrations-folder";
import { tablesFor } from "./schema/tables";
import { oneAtATime, patiently } from "./transaction";
import { writeAlone } from "./write-turns";

/** How long a call waits inside SQLite, blocking the thread; beyond it the wait is asynchronous. */
const BLOCKING_WAIT_MS = 20;
/** How long a write waits for a foreign lock before it says so. */
const LOCK_PATIENCE_MS = 8_000;

/**
 * Opens a SQLite file, creating and migrating it when asked.
 *
 * One connection writes, one reads. Every commit is on the disk before `write` resolves
 * (WAL with synchronous=FULL); a file that cannot promise that is refused.
 */
export async function openSqlite(
  file: string,
  options: { migrate: boolean; lockPatienceMs?: number },
): Promise<Database> {
  const { lockPatienceMs = LOCK_PATIENCE_MS } = options;
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const writer = new BetterSqlite3(file, { timeout: BLOCKING_WAIT_MS });
  await patiently(() => makeDurable(writer), isLocked, lockPatienceMs);
  if (options.migrate) await patiently(() => migrateFile(writer, file), isLocked, lockPatienceMs);
  const reader = new BetterSqlite3(file, { timeout: 1_000, readonly: true });
  // A readonly connection cannot commit; it is set alike so that no connection runs otherwise.
  reader.pragma("synchronous = FULL");

  const inTurn = oneAtATime();
  // drizzle's better-sqlite3 builders are synchronous inside and awaitable outside.
  const readQueries = drizzle(reader) as unknown as Queries;
  const writeQueries = drizzle(writer) as unknown as Queries;

  return {
    dialect: "sqlite",
    t: tablesFor("sqlite"),
    read: readQueries,
    write: (work) =>
      writeAlone(() =>
        inTurn(async () => {
          try {
            await patiently(() => writer.exec("BEGIN IMMEDIATE"), isLocked, lockPatienceMs);
            const result = await work(writeQueries);
            await patiently(() => writer.exec("COMMIT"), isLocked, lockPatienceMs);
            return result;
          } catch (error) {
            if (writer.inTransaction) writer.exec("ROLLBACK");
            throw asUnavailable(error);
          }
        }),
      ),
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

/** Applies what is new, all in one transaction; a database with data is copied beside itself first. */
function migrateFile(connection: BetterSqlite3.Database, file: string): void {
  const folder = migrationsFolder("sqlite");
  const isNew =
    connection
      .prepare("select count(*) from sqlite_master where name = '__drizzle_migrations'")
      .pluck()
      .get() === 0;
  if (!isNew) {
    const journal = JSON.parse(
      fs.readFileSync(path.join(folder, "meta", "_journal.json"), "utf8"),
    ) as { entries: { when: number }[] };
    const applied = connection
      .prepare("select max(created_at) from __drizzle_migrations")
      .pluck()
      .get() as number | null;
    const newest = Math.max(...journal.entries.map((entry) => entry.when));
    if (applied !== null && applied >= newest) return;
    const copy = `${file}.before-${newest}`;
    if (!fs.existsSync(copy)) connection.prepare("vacuum into ?").run(copy);
  }
  migrate(drizzle(connection), { migrationsFolder: folder });
}
