import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "./errors";
import { describeOnBothDatabases } from "./testing";
import {
  queues,
  takeTurn,
  takeTurnIfLastNeeded,
  writeAlone,
  writeBesideOthers,
} from "./write-turns";

describeOnBothDatabases("a write that takes a turn", (db) => {
  it("is written once, however much it did before it asked", async () => {
    const { t, read, write } = db();
    const organisation = { id: "once", name: "Organisation", createdAt: 0 };
    await write((tx) => tx.insert(t.organisation).values(organisation));
    const { createdAt } = t.organisation;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        write(async (tx) => {
          const [row] = await tx.select({ createdAt }).from(t.organisation);
          await tx.update(t.organisation).set({ createdAt: row.createdAt + 1 });
          takeTurn("study");
        }),
      ),
    );
    expect(
      await read.select({ createdAt }).from(t.organisation).where(eq(t.organisation.id, "once")),
    ).toEqual([{ createdAt: 20 }]);
  });

  it("can say so before it begins, and again inside", async () => {
    let runs = 0;
    const said = await db().write(async () => {
      runs++;
      takeTurn("study");
      return "done";
    }, "study");
    expect([said, runs]).toEqual(["done", 1]);
  });
});

it("starts a write over in the turn it asks for, beside others only", async () => {
  const turns: (string | null)[] = [];
  const write = (turn: string | null) => {
    turns.push(turn);
    takeTurn("study");
    return Promise.resolve(turn);
  };
  expect(await writeBesideOthers(write, null)).toBe("study");
  expect(turns).toEqual([null, "study"]);
  // Where all writes run in turn there is nothing to wait for.
  expect(await writeAlone(() => write("every"))).toBe("every");
  expect(turns).toHaveLength(3);
});

it("asks at once for a turn that was needed the last time, until it is not any more", async () => {
  const did: string[] = [];
  const write = (needsTurn: boolean) =>
    writeBesideOthers(async (turn) => {
      did.push(turn ?? "beside");
      takeTurnIfLastNeeded("study", "answering");
      did.push("written");
      if (needsTurn) takeTurn("study");
    }, null);
  const doing = async (needsTurn: boolean) => {
    did.length = 0;
    await write(needsTurn);
    return did;
  };
  expect(await doing(false)).toEqual(["beside", "written"]);
  expect(await doing(true)).toEqual(["beside", "written", "study", "written"]);
  expect(await doing(true)).toEqual(["beside", "study", "written"]);
  expect(await doing(false)).toEqual(["beside", "study", "written"]);
  expect(await doing(false)).toEqual(["beside", "written"]);
});

it("takes no turn outside of a write, nor a second one inside another", async () => {
  expect(() => takeTurn("study")).toThrow("outside of a write");
  const both = async () => {
    takeTurn("study");
    takeTurn("another");
  };
  await expect(writeBesideOthers(both, null)).rejects.toThrow("in the turn of study");
});

it("runs the tasks of one key one after the other, and those of different keys side by side", async () => {
  const queue = queues();
  const events: string[] = [];
  const task = (name: string, ms: number) => async () => {
    events.push(`${name} in`);
    await pause(ms);
    events.push(`${name} out`);
    if (name === "b") throw new Error("b failed");
  };
  const all = await Promise.allSettled([
    queue("one", 1_000, task("a", 30)),
    queue("one", 1_000, task("b", 1)),
    queue("one", 1_000, task("c", 1)),
    queue("two", 1_000, task("x", 5)),
  ]);
  expect(all.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(events).toEqual([
    ...["a in", "x in", "x out", "a out"],
    ...["b in", "b out", "c in", "c out"],
  ]);
});

it("says that the database is busy to a task that waited too long, and lets the next one in after all", async () => {
  const queue = queues();
  const slow = queue("one", 1_000, () => pause(120));
  let ran = false;
  const impatient = queue("one", 20, async () => {
    ran = true;
  });
  const patient = queue("one", 1_000, async () => "in");
  await expect(impatient).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await patient).toBe("in");
  await slow;
  expect(ran).toBe(false);
});

it("is asked of whichever copy of the module the build made", async () => {
  vi.resetModules();
  const copy = await import("./write-turns");
  expect(copy.takeTurn).not.toBe(takeTurn);
  const ask = (turn: string | null) => {
    copy.takeTurn("study");
    return Promise.resolve(turn);
  };
  expect(await writeBesideOthers(ask, null)).toBe("study");
});
