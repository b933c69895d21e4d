import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { openDatabase } from "@/db/client";
import type { DatabaseUnavailable } from "@/db/errors";
import { openPostgres } from "@/db/postgres";
import { freePort } from "./free-port";
import { type PostgresServer, startPostgres } from "./postgres-server";
import { TEST_SECRET } from "./server";

test.describe.configure({ mode: "serial" });

let postgres: PostgresServer | null = null;
let url = "";
test.beforeAll(async () => {
  postgres = startPostgres(await freePort());
  test.skip(!postgres, "PostgreSQL is neither here nor could it be installed: not tested");
  url = postgres?.url ?? "";
});
test.afterAll(() => postgres?.remove());

async function say(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const setting = (name: string, value: string) =>
  say(`alter database postgres set ${name} = ${value}`);

test("every connection commits to the disk, whatever the server's own setting", async () => {
  await setting("synchronous_commit", "off");
  const db = await openDatabase(url, { migrate: true });
  try {
    // So many at once that each takes a connection of its own.
    const said = await Promise.all(
      Array.from({ length: 12 }, () =>
        db.write((tx) =>
          tx
            .select({ commit: sql<string>`current_setting('synchronous_commit')` })
            .from(sql`pg_sleep(0.3)`),
        ),
      ),
    );
    expect(said).toEqual(Array.from({ length: 12 }, () => [{ commit: "on" }]));
  } finally {
    await db.close();
    await setting("synchronous_commit", "default");
  }
});

test("a server that forgets what it acknowledged, or takes no writes, is refused", async () => {
  const refusal = () =>
    openDatabase(url, { migrate: true }).then(
      (db) => db.close().then(() => "opened"),
      (error: Error) => error.message,
    );
  await say("alter system set fsync = off");
  await say("select pg_reload_conf()");
  // The server takes a new setting up in its own time.
  await expect.poll(refusal).toMatch(/fsync=off.*power cut/);
  await say("alter system reset fsync");
  await say("select pg_reload_conf()");
  await setting("default_transaction_read_only", "on");
  await expect.poll(refusal).toMatch(/takes no writes/);
  await takeWritesAgain();
  expect(await refusal()).toBe("opened");
});

/** Nothing but a session that says so itself may change a database that is only read. */
async function takeWritesAgain(): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("set default_transaction_read_only = off");
  await client.query("alter database postgres set default_transaction_read_only = off");
  await client.end();
}

test("one that stops taking writes says so to whoever watches, as 503, and recovers", async () => {
  const db = await openDatabase(url, { migrate: true });
  try {
    await db.requireWritable();
    await setting("default_transaction_read_only", "on");
    // Connections that are open keep what they began with; these are let go.
    await say(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()",
    );
    await expect
      .poll(() => db.requireWritable().catch((error: unknown) => error))
      .toMatchObject({ name: "DatabaseUnavailable", reason: "read-only" });
    const { organisation } = db.t;
    const write = db.write((tx) =>
      tx.insert(organisation).values({ id: "refused", name: "x", createdAt: 1 }),
    );
    await expect(write).rejects.toMatchObject({ name: "DatabaseUnavailable", reason: "read-only" });
  } finally {
    await db.close();
    await takeWritesAgain();
  }
});

test("a lock beyond the patience is told to each who waits for it after their own time, and forgotten when it is gone", async () => {
  const patience = 600;
  const db = await openPostgres(url, { migrate: true, lockPatienceMs: patience });
  const foreign = new pg.Client(url);
  await foreign.connect();
  try {
    await foreign.query("begin");
    await foreign.query("lock table organisation in access exclusive mode");
    const { organisation } = db.t;
    const write = (id: string) =>
      db.write((tx) => tx.insert(organisation).values({ id, name: "x", createdAt: 1 }));
    const asks = [
      ...Array.from({ length: 8 }, (_, index) => () => write(`waits ${index}`)),
      () => db.read.select({ id: organisation.id }).from(organisation),
      () => db.snapshot((tx) => tx.select({ id: organisation.id }).from(organisation)),
    ];
    const began = performance.now();
    const told = await Promise.all(
      asks.map((ask) =>
        ask().then(
          () => ({ said: "done", after: 0 }),
          (error: DatabaseUnavailable) => ({
            said: `${error.name} ${error.reason}`,
            after: performance.now() - began,
          }),
        ),
      ),
    );
    for (const { said, after } of told) {
      expect(said).toBe("DatabaseUnavailable locked");
      expect(after).toBeGreaterThan(patience * 0.9);
      // One after the other the last would be told after ten times as long.
      expect(after).toBeLessThan(patience * 5);
    }
    const later = write("later");
    await foreign.query("rollback");
    await later;
  } finally {
    await foreign.end();
    await db.close();
  }
});

test("a database that a newer release has migrated is refused", async () => {
  await say("insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e15)");
  for (const migrate of [true, false]) {
    await expect(openDatabase(url, { migrate })).rejects.toThrow(/A newer release of Tradeoff/);
  }
  await say("delete from drizzle.__drizzle_migrations where hash = 'newer'");
});

test("a start waits for another server's migrations, says so, and is not ended for it", async () => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("select pg_advisory_lock(7237641)");
  const port = await freePort();
  const child = spawn("npm", ["start"], {
    cwd: path.resolve(import.meta.dirname, ".."),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: url,
      NEXTAUTH_SECRET: TEST_SECRET,
      PORT: String(port),
      HOST: "127.0.0.1",
    },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, "exit");
  try {
    await expect.poll(() => output, { timeout: 40_000 }).toContain("Waiting for it");
    // What ended healthy starts before was a clock of a minute; there is none to wait for now.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(child.exitCode).toBeNull();
    await client.query("select pg_advisory_unlock(7237641)");
    await expect.poll(() => output, { timeout: 40_000 }).toContain("Tradeoff is at");
  } finally {
    await client.end();
    child.kill("SIGTERM");
    await ended;
  }
});
