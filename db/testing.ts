import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import BetterSqlite3 from "better-sqlite3";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { afterAll, beforeAll, describe } from "vitest";
import { inFull } from "@/lib/stats/testing";
import type { Database } from "./database";
import { migrationsFolder } from "./migrations-folder";
import { pgliteImage, startedFrom } from "./pglite-image";
import { postgresPort } from "./postgres";
import type { Dialect } from "./schema/dialect";
import { openSqlite } from "./sqlite";

/** A fresh, migrated database for one spec file. */
export async function freshDatabase(dialect: Dialect): Promise<Database> {
  if (dialect === "sqlite") return inTemporaryFolder((file) => openSqlite(file, { migrate: true }));
  return lentPglite();
}

/** Kept beside the modules, which a spec may load anew. */
const kept = globalThis as typeof globalThis & { tradeoffPglite?: Promise<PGlite> };

/**
 * A PGlite with every table empty. Spec files that follow each other in one process lend it to each
 * other: starting one takes 2.4 seconds of processor time and emptying one 0.1, and its machine code
 * is made once. While it is lent out, another is started for whoever asks.
 */
async function lentPglite(): Promise<Database> {
  const own = kept.tradeoffPglite ?? startedFrom(pgliteImage("migrated"));
  kept.tradeoffPglite = undefined;
  const client = await own;
  await emptyTables(client);
  return onPglite(client, async () => {
    if (kept.tradeoffPglite) await client.close();
    else kept.tradeoffPglite = Promise.resolve(client);
  });
}

async function emptyTables(client: PGlite): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const found = await client.query<{ name: string }>(
    rows
      .map(({ name }) => `select '${name}' as name where exists (select from ${name})`)
      .join(" union all "),
  );
  if (found.rows.length === 0) return;
  await client.exec(`truncate ${found.rows.map(({ name }) => name).join(", ")} cascade`);
}

/**
 * A database as an earlier build left it, brought to the newest migration. On SQLite the dump is the
 * file; on PostgreSQL its rows are put into the tables as that build's migrations made them.
 *
 * @param dump the statements that make a SQLite file, drizzle's own table of migrations among them
 */
export async function earlierDatabase(dialect: Dialect, dump: string): Promise<Database> {
  if (dialect === "sqlite") {
    return inTemporaryFolder((file) => {
      writeDump(file, dump).close();
      return openSqlite(file, { migrate: true });
    });
  }
  const client = await startedFrom(pgliteImage("empty"));
  const earlier = writeDump(":memory:", dump);
  const applied = earlier.prepare(`select count(*) from "${MIGRATED}"`).pluck().get() as number;
  await inFirstMigrations(applied, (folder) => migrate(drizzle(client), folder));
  await copyRows(earlier, client);
  earlier.close();
  await migrate(drizzle(client), migrations());
  return onPglite(client, () => client.close());
}

/** Far longer than any test may run. */
const TEST_PATIENCE_MS = 60 * 60_000;

/** Where drizzle notes on SQLite what was migrated; on PostgreSQL that lies in a schema of its own. */
const MIGRATED = "__drizzle_migrations";

function migrations() {
  return { migrationsFolder: migrationsFolder("postgres") };
}

async function inTemporaryFolder(open: (file: string) => Promise<Database>): Promise<Database> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-"));
  const database = await open(path.join(folder, "test.db"));
  return {
    ...database,
    close: async () => {
      await database.close();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

function onPglite(client: PGlite, close: () => Promise<void>): Database {
  const postgres = drizzle(client);
  // One process, one connection: there is no other server to take turns with, and a write waits for
  // its turn as long as it takes, as on SQLite, so that no test is a question of the machine's speed.
  return postgresPort(postgres, (_, step) => step(postgres), close, TEST_PATIENCE_MS);
}

function writeDump(file: string, dump: string): BetterSqlite3.Database {
  const connection = new BetterSqlite3(file);
  // Tables come in the order in which they were made, before some that they refer to.
  connection.pragma("foreign_keys = OFF");
  connection.exec(`BEGIN;\n${dump}\nCOMMIT;`);
  return connection;
}

/** Has drizzle see only the first migrations of the folder. */
async function inFirstMigrations(
  count: number,
  run: (folder: { migrationsFolder: string }) => Promise<void>,
): Promise<void> {
  const { migrationsFolder: all } = migrations();
  const journal = JSON.parse(fs.readFileSync(path.join(all, "meta/_journal.json"), "utf8"));
  const some = { ...journal, entries: journal.entries.slice(0, count) };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-migrations-"));
  try {
    fs.mkdirSync(path.join(folder, "meta"));
    fs.writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify(some));
    for (const { tag } of some.entries) {
      fs.copyFileSync(path.join(all, `${tag}.sql`), path.join(folder, `${tag}.sql`));
    }
    await run({ migrationsFolder: folder });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Puts each row of each table of a SQLite file into the table of that name, in the types it has there. */
async function copyRows(from: BetterSqlite3.Database, to: PGlite): Promise<void> {
  const names = from
    .prepare("select name from sqlite_master where type = 'table' and name <> ?")
    .pluck()
    .all(MIGRATED) as string[];
  // Triggers check foreign keys; a replica has none fire.
  await to.exec("set session_replication_role = replica");
  for (const name of names) {
    const { rows: columns } = await to.query<{ column_name: string; data_type: string }>(
      "select column_name, data_type from information_schema.columns where table_name = $1",
      [name],
    );
    const list = columns.map(({ column_name }) => `"${column_name}"`).join(", ");
    const rows = from.prepare(`select ${list} from "${name}"`).raw().all() as unknown[][];
    const records = rows.map((row) =>
      Object.fromEntries(
        columns.map(({ column_name, data_type }, index) => [
          column_name,
          inType(data_type, row[index]),
        ]),
      ),
    );
    await to.query(
      `insert into "${name}" (${list}) select ${list} from json_populate_recordset(null::"${name}", $1)`,
      [JSON.stringify(records)],
    );
  }
  await to.exec("set session_replication_role = default");
}

/** What SQLite keeps as a number or a text, as PostgreSQL's type of the column. */
function inType(type: string, value: unknown): unknown {
  if (value === null) return null;
  if (type === "boolean") return value === 1;
  if (type === "json" || type === "jsonb") return JSON.parse(String(value));
  return value;
}

/** Runs the statements of a migration once more, on data that are there by now. */
export async function repeatMigration(database: Database, tag: string): Promise<void> {
  const folder = migrationsFolder(database.dialect);
  const statements = fs.readFileSync(path.join(folder, `${tag}.sql`), "utf8");
  await database.write(async (tx) => {
    // Named differently by the two drivers, as nothing else that tests need.
    const run = tx as unknown as { run?(text: SQL): unknown; execute?(text: SQL): unknown };
    for (const statement of statements.split("--> statement-breakpoint")) {
      await (run.run ? run.run(sql.raw(statement)) : run.execute?.(sql.raw(statement)));
    }
  });
}

/**
 * Runs the same tests on a SQLite file and on PGlite.
 *
 * @param tests gets `db()`, the open database, and `tries(full, quick)`, how many of something to try:
 *   all of them on SQLite and in `npm run test:full`, else fewer on PGlite, which takes ten times as long
 */
export function describeOnBothDatabases(
  name: string,
  tests: (db: () => Database, tries: (full: number, quick: number) => number) => void,
): void {
  for (const dialect of ["sqlite", "postgres"] as const) {
    describe(`${name} on ${dialect}`, () => {
      let database: Database;
      beforeAll(async () => {
        database = await freshDatabase(dialect);
      });
      afterAll(async () => {
        await database.close();
      });
      tests(
        () => database,
        (full, quick) => (dialect === "sqlite" ? full : inFull(full, quick)),
      );
    });
  }
}
