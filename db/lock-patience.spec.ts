import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, expect, it } from "vitest";
import { openSqlite } from "./sqlite";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-lock-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const PATIENCE_MS = 500;

it("tells each of those who wait for a foreign lock after its own time, and serves the later ones when it is gone", async () => {
  const file = path.join(folder, "locked.db");
  const db = await openSqlite(file, { migrate: true, lockPatienceMs: PATIENCE_MS });
  const foreign = new BetterSqlite3(file);
  foreign.exec("BEGIN IMMEDIATE");
  const began = performance.now();
  const { organisation } = db.t;
  const write = (id: string) =>
    db
      .write((tx) => tx.insert(organisation).values({ id, name: "Acme", createdAt: 1 }))
      .then(
        () => "written",
        (error: { name: string; reason: string }) => `${error.name} ${error.reason}`,
      )
      .then((outcome) => ({ outcome, after: performance.now() - began }));
  const waiting = Array.from({ length: 12 }, (_, index) => write(`early ${index}`));
  const told = await Promise.all(waiting);
  for (const { outcome, after } of told) {
    expect(outcome).toBe("DatabaseUnavailable locked");
    expect(after).toBeGreaterThan(PATIENCE_MS * 0.9);
    // One after the other the twelfth would be told after twelve times as long.
    expect(after).toBeLessThan(PATIENCE_MS * 3);
  }
  const later = [write("late 1"), write("late 2")];
  setTimeout(() => foreign.exec("ROLLBACK"), PATIENCE_MS / 2);
  expect((await Promise.all(later)).map(({ outcome }) => outcome)).toEqual(["written", "written"]);
  // What only waits for others of this process's own is not told off, however long they take.
  const slow = db.write(async (tx) => {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS * 2));
    await tx.insert(organisation).values({ id: "slow", name: "Acme", createdAt: 1 });
  });
  expect((await write("behind it")).outcome).toBe("written");
  await slow;
  foreign.close();
  await db.close();
});
