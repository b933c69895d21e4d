import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Queries } from "./database";
import { isUniqueViolation } from "./errors";
import { describeOnBothDatabases } from "./testing";

describeOnBothDatabases("the database port", (db) => {
  const organisation = (id: string) => ({ id, name: `Organisation ${id}`, createdAt: 1 });

  it("keeps all of a write or none of it", async () => {
    const { t, read, write } = db();
    await expect(
      write(async (tx) => {
        await tx.insert(t.organisation).values(organisation("lost"));
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await read.select().from(t.organisation).where(eq(t.organisation.id, "lost"))).toEqual(
      [],
    );

    await write((tx) => tx.insert(t.organisation).values(organisation("kept")));
    expect(await read.select().from(t.organisation).where(eq(t.organisation.id, "kept"))).toEqual([
      organisation("kept"),
    ]);
  });

  it("refuses a write inside a write", async () => {
    const { write } = db();
    await expect(write(() => write(async () => 1))).rejects.toThrow("inside a write");
  });

  it("tells a repeated key apart from other errors", async () => {
    const { t, write } = db();
    const insert = () => write((tx) => tx.insert(t.organisation).values(organisation("twice")));
    await insert();
    const error = await insert().catch((caught: unknown) => caught);
    expect(isUniqueViolation(error)).toBe(true);
  });

  it("counts right under concurrent writes that read first", async () => {
    const { t, read, write } = db();
    await write((tx) =>
      tx.insert(t.organisation).values({ ...organisation("counter"), createdAt: 0 }),
    );
    await Promise.all(
      Array.from({ length: 40 }, () =>
        write(async (tx) => {
          const [row] = await tx
            .select()
            .from(t.organisation)
            .where(eq(t.organisation.id, "counter"));
          await tx
            .update(t.organisation)
            .set({ createdAt: row.createdAt + 1 })
            .where(eq(t.organisation.id, "counter"));
        }),
      ),
    );
    const [row] = await read.select().from(t.organisation).where(eq(t.organisation.id, "counter"));
    expect(row.createdAt).toBe(40);
  });

  it("shows one moment in a snapshot, whatever is written meanwhile", async () => {
    const { t, write, snapshot } = db();
    const names = async (queries: Queries) =>
      (await queries.select().from(t.organisation).where(eq(t.organisation.createdAt, 77))).length;
    await write((tx) => tx.insert(t.organisation).values({ ...organisation("a"), createdAt: 77 }));
    let second: Promise<unknown> = Promise.resolve();
    const seen = await snapshot(async (queries) => {
      const before = await names(queries);
      second = write((tx) =>
        tx.insert(t.organisation).values({ ...organisation("b"), createdAt: 77 }),
      );
      // PGlite has one connection, which the snapshot keeps to itself: there the write waits.
      if (db().dialect === "sqlite") await second;
      return [before, await names(queries)];
    });
    expect(seen).toEqual([1, 1]);
    await second;
    expect(await names(db().read)).toBe(2);
  });
});
