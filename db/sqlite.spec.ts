import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newestMigration } from "./applied-migrations";
import type { Database } from "./database";
import { asUnavailable, DatabaseUnavailable } from "./errors";
import { openSqlite } from "./sqlite";

let folder: string;
let file: string;
let database: Database | undefined;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-sqlite-"));
  file = path.join(folder, "study.db");
});

afterEach(async () => {
  await database?.close();
  database = undefined;
  fs.rmSync(folder, { recursive: true });
});

const organisation = (id: string) => ({ id, name: id, createdAt: 1 });

it("commits with synchronous=FULL, on a new file and on one that is opened again", async () => {
  for (let opened = 0; opened < 2; opened++) {
    database = await openSqlite(file, { migrate: true });
    // better-sqlite3 gives reopened WAL files NORMAL: what our own connection says is what counts.
    const said = await database.write((tx) =>
      tx.select({ synchronous: sql<number>`synchronous` }).from(sql`pragma_synchronous`),
    );
    expect(said).toEqual([{ synchronous: 2 }]);
    await database.close();
  }
  database = undefined;
});

it("refuses a file that cannot be a durable database", async () => {
  fs.writeFileSync(
    file,
    "this is no database, and long enough to be told from an empty one".repeat(20),
  );
  await expect(openSqlite(file, { migrate: true })).rejects.toThrow(/not a database/);
});

it("waits for a foreign lock without holding anything else up, then writes", async () => {
  database = await openSqlite(file, { migrate: true, lockPatienceMs: 5_000 });
  const { t, read, write } = database;
  const foreign = new BetterSqlite3(file);
  foreign.exec("BEGIN IMMEDIATE");
  let written = false;
  const writing = write((tx) => tx.insert(t.organisation).values(organisation("late"))).then(() => {
    written = true;
  });
  for (let reads = 0; reads < 10; reads++) {
    expect(await read.select().from(t.organisation)).toEqual([]);
    await pause(10);
  }
  expect(written).toBe(false);
  foreign.exec("COMMIT");
  foreign.close();
  await writing;
  expect(await read.select().from(t.organisation)).toEqual([organisation("late")]);
});

it("says that it is locked once its patience ends, has written nothing, and recovers by itself", async () => {
  database = await openSqlite(file, { migrate: true, lockPatienceMs: 200 });
  const { t, read, write } = database;
  const foreign = new BetterSqlite3(file);
  foreign.exec("BEGIN IMMEDIATE");
  const refused = await Promise.all(
    ["one", "two"].map((id) =>
      write((tx) => tx.insert(t.organisation).values(organisation(id))).catch(
        (error: unknown) => error,
      ),
    ),
  );
  for (const error of refused) {
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ reason: "locked" });
  }
  foreign.exec("ROLLBACK");
  foreign.close();
  await write((tx) => tx.insert(t.organisation).values(organisation("after")));
  expect(await read.select().from(t.organisation)).toEqual([organisation("after")]);
});

it("leaves a file as it was when a migration fails, and keeps a copy from before", async () => {
  database = await openSqlite(file, { migrate: true });
  const { t, write } = database;
  await write((tx) => tx.insert(t.organisation).values(organisation("kept")));
  await database.close();
  database = undefined;
  // As a newer release would find it: a migration is missing, and what it makes is in the way.
  const old = new BetterSqlite3(file);
  old.exec("update __drizzle_migrations set created_at = 1");
  old.close();
  await expect(openSqlite(file, { migrate: true })).rejects.toThrow(/CREATE TABLE/);
  const copies = fs.readdirSync(folder).filter((name) => name.includes(".before-"));
  expect(copies).toHaveLength(1);
  for (const name of ["study.db", copies[0]]) {
    const kept = new BetterSqlite3(path.join(folder, name), { readonly: true });
    expect(kept.prepare("select id from organisation").pluck().all()).toEqual(["kept"]);
    kept.close();
  }
});

/** A file with data as a newer release would find it: a migration is missing, and cannot be applied. */
async function olderFile(): Promise<string> {
  const { t, write, close } = await openSqlite(file, { migrate: true });
  await write((tx) => tx.insert(t.organisation).values(organisation("kept")));
  await close();
  const old = new BetterSqlite3(file);
  old.exec("update __drizzle_migrations set created_at = 1");
  old.close();
  return `${file}.before-${newestMigration("sqlite")}`;
}

function kept(copy: string): unknown {
  const connection = new BetterSqlite3(copy, { readonly: true });
  try {
    return connection.prepare("select id from organisation").pluck().all();
  } finally {
    connection.close();
  }
}

it("takes no half copy for one: a start after a kill or an older release's makes it anew", async () => {
  const copy = await olderFile();
  const whole = fs.readFileSync(file);
  for (const rubbish of ["", "no database", whole.subarray(0, whole.length / 2)]) {
    fs.writeFileSync(copy, rubbish);
    fs.writeFileSync(`${copy}.unfinished`, rubbish);
    await expect(openSqlite(file, { migrate: true })).rejects.toThrow(/CREATE TABLE/);
    expect(kept(copy)).toEqual(["kept"]);
    expect(fs.existsSync(`${copy}.unfinished`)).toBe(false);
    expect(fs.statSync(copy).mode & 0o777).toBe(0o600);
  }
});

it("migrates nothing where the copy cannot be made, and says how much room it takes", async () => {
  const copy = await olderFile();
  // A folder of the copy's name stands in for a disk that takes no more.
  fs.mkdirSync(copy);
  await expect(openSqlite(file, { migrate: true })).rejects.toThrow(
    /copy before the migration could not be made.*Nothing was changed.*Make room for another 1 MB/,
  );
  expect(fs.readdirSync(folder).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  expect(kept(file)).toEqual(["kept"]);
});

it("refuses a file that a newer release has migrated, and leaves it alone", async () => {
  await (await openSqlite(file, { migrate: true })).close();
  const newer = new BetterSqlite3(file);
  newer
    .prepare("insert into __drizzle_migrations (hash, created_at) values ('newer', ?)")
    .run(newestMigration("sqlite") + 1);
  newer.close();
  for (const migrate of [true, false]) {
    await expect(openSqlite(file, { migrate })).rejects.toThrow(/A newer release of Tradeoff/);
  }
});

it("keeps the file to its owner, an older one too", async () => {
  const modes = () =>
    fs.readdirSync(folder).map((name) => fs.statSync(path.join(folder, name)).mode & 0o777);
  database = await openSqlite(file, { migrate: true });
  expect(modes()).toEqual([0o600, 0o600, 0o600]);
  await database.close();
  fs.chmodSync(file, 0o644);
  database = await openSqlite(file, { migrate: true });
  expect(modes()).toEqual([0o600, 0o600, 0o600]);
});

it("refuses a file that can only be read", async () => {
  await (await openSqlite(file, { migrate: true })).close();
  fs.chmodSync(file, 0o444);
  fs.chmodSync(folder, 0o777);
  const isRoot = process.getuid?.() === 0;
  // Root may write whatever the file's mode says.
  if (isRoot) process.seteuid?.(65_534);
  try {
    await expect(openSqlite(file, { migrate: true })).rejects.toThrow(/can only be read/);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

it("says while it runs that nothing can be written any more", async () => {
  database = await openSqlite(file, { migrate: true });
  await database.requireWritable();
  // What a disk that the system has turned to read-only answers.
  const spoilt = new BetterSqlite3(file, { readonly: true });
  let refused: unknown;
  try {
    spoilt.exec("create table x (y)");
  } catch (error) {
    refused = error;
  }
  spoilt.close();
  expect(asUnavailable(refused)).toMatchObject({
    name: "DatabaseUnavailable",
    reason: "read-only",
  });
});
