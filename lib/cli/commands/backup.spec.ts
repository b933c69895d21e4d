import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { promisify } from "node:util";
import BetterSqlite3 from "better-sqlite3";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { openSqlite } from "@/db/sqlite";
import { type Command, UsageError } from "../console/command";
import { scratchFolder } from "../testing";
import { backupCommand } from "./backup";
import { restoreCommand } from "./restore";

const folder = scratchFolder();
afterAll(() => folder.remove());
afterEach(() => vi.unstubAllEnvs());

/** Runs the command in this process. @returns what it printed, or why it refused */
async function run(database: string, command: Command, ...args: string[]): Promise<string> {
  vi.stubEnv("DATABASE_URL", database);
  const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
  try {
    await command.run(args);
    return printed.mock.calls.flat().join("\n");
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return `Refused: ${(error as UsageError).message}`;
  } finally {
    printed.mockRestore();
  }
}

/** Runs a backup in a process of its own, beside what this one writes. */
async function backUpBeside(file: string, out: string): Promise<void> {
  const command = ["--import", "tsx", "lib/cli/tradeoff.ts", "backup", "--out", out];
  const env = { ...process.env, DATABASE_URL: file };
  const cwd = path.resolve(import.meta.dirname, "../../..");
  await promisify(execFile)(process.execPath, command, { cwd, env });
}

/** The numbers that were written, in order. */
function numbersIn(file: string): number[] {
  const connection = new BetterSqlite3(file, { readonly: true });
  try {
    const rows = connection.prepare("select created_at from organisation order by 1").pluck();
    return rows.all() as number[];
  } finally {
    connection.close();
  }
}

it("a backup under load holds all that was acknowledged before it, and restores to just that", async () => {
  const file = folder.at("live.db");
  const backup = folder.at("backup.db");
  const db = await openSqlite(file, { migrate: true });
  let acknowledged = 0;
  let isWanted = true;
  const writing = (async () => {
    while (isWanted) {
      const createdAt = acknowledged + 1;
      const row = { id: String(createdAt), name: "x".repeat(500), createdAt };
      await db.write((tx) => tx.insert(db.t.organisation).values(row));
      acknowledged = createdAt;
      await turn();
    }
  })();
  while (acknowledged < 40) await turn();
  const erased = "a name that was erased";
  await db.write((tx) =>
    tx.insert(db.t.organisation).values({ id: "erased", name: erased, createdAt: 0 }),
  );
  await db.write((tx) => tx.delete(db.t.organisation).where(eq(db.t.organisation.id, "erased")));
  const before = acknowledged;
  await backUpBeside(file, backup);
  const after = acknowledged;
  expect(after).toBeGreaterThan(before);
  const held = numbersIn(backup);
  expect(held).toEqual(Array.from(held, (_, index) => index + 1));
  expect(held.length).toBeGreaterThanOrEqual(before);
  expect(held.length).toBeLessThanOrEqual(after + 1);
  expect(fs.readFileSync(backup).includes(erased)).toBe(false);
  expect(fs.statSync(backup).mode & 0o777).toBe(0o600);

  const restoring = ["--from", backup] as const;
  expect(await run(file, backupCommand, "--out", backup)).toContain("add --replace");
  const inUse = await run(file, restoreCommand, ...restoring, "--replace");
  expect(inUse).toContain("is in use. Stop every server");
  isWanted = false;
  await writing;
  await db.close();

  expect(await run(file, restoreCommand, ...restoring)).toContain("add --replace");
  expect(numbersIn(file)).toHaveLength(acknowledged);
  const restored = await run(file, restoreCommand, ...restoring, "--replace");
  expect(numbersIn(file)).toEqual(held);
  const kept = /kept as (\S+)\. Delete/.exec(restored)?.[1] ?? "";
  expect(numbersIn(kept)).toHaveLength(acknowledged);
  // The server opens and migrates it as any other.
  await (await openSqlite(file, { migrate: true })).close();
  const elsewhere = folder.at("new/machine.db");
  expect(await run(elsewhere, restoreCommand, ...restoring)).not.toContain("Refused");
  expect(numbersIn(elsewhere)).toEqual(held);
});

it("refuses what is no whole backup of this release or an older one, and changes nothing", async () => {
  const file = folder.at("kept.db");
  await (await openSqlite(file, { migrate: true })).close();
  const before = fs.readFileSync(file);
  const whole = folder.at("whole.db");
  expect(await run(file, backupCommand, "--out", whole)).toContain("is whole");
  const bytes = fs.readFileSync(whole);
  const cases: [name: string, make: (copy: string) => void, said: string][] = [
    ["half", (copy) => fs.writeFileSync(copy, bytes.subarray(0, bytes.length / 2)), "damaged"],
    ["text", (copy) => fs.writeFileSync(copy, "id,name\n".repeat(400)), "no SQLite database"],
    ["empty", (copy) => fs.writeFileSync(copy, ""), "not a database of Tradeoff"],
    [
      "newer",
      (copy) => {
        fs.writeFileSync(copy, bytes);
        const connection = new BetterSqlite3(copy);
        connection.exec("update __drizzle_migrations set created_at = created_at + 1e12");
        connection.close();
      },
      "A newer release",
    ],
  ];
  for (const [name, make, said] of cases) {
    const copy = folder.at(`${name}.db`);
    make(copy);
    expect(await run(file, restoreCommand, "--from", copy, "--replace"), name).toContain(said);
    expect(fs.readFileSync(file).equals(before), name).toBe(true);
  }
  for (const own of [file, `${file}-wal`]) {
    const over = await run(file, backupCommand, "--out", own, "--replace");
    expect(over).toContain("the database itself");
  }
  const postgres = "postgres://u@localhost/d";
  expect(await run(postgres, backupCommand, "--out", whole)).toContain("pg_dump");
  expect(await run(postgres, restoreCommand, "--from", whole)).toContain("pg_restore");
});
