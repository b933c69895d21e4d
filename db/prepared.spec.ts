import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { asInserted, placeholderRow, prepared } from "./prepared";
import type { Tables } from "./schema/tables";
import { describeOnBothDatabases } from "./testing";

type Organisation = Tables["organisation"]["$inferSelect"];

describeOnBothDatabases("a query that is put together once", (db) => {
  let built = 0;
  const store = prepared<Organisation, unknown>((queries, { organisation }) => {
    built++;
    return queries
      .insert(organisation)
      .values(placeholderRow(organisation))
      .onConflictDoUpdate({ target: organisation.id, set: asInserted(organisation) });
  });
  const named = prepared<{ id: string }, Organisation[]>((queries, { organisation }) =>
    queries
      .select()
      .from(organisation)
      .where(eq(organisation.id, sql.placeholder("id"))),
  );

  it("takes other values each time, inside a transaction and outside", async () => {
    const { t, read, write } = db();
    const [one, two] = ["one", "two"].map((id) => ({ id, name: `The ${id}`, createdAt: 1 }));
    await write(async (tx) => {
      await store(tx, t, one);
      await store(tx, t, two);
    });
    await write((tx) => store(tx, t, { ...one, name: "The first" }));
    expect(await named(read, t, one)).toEqual([{ ...one, name: "The first" }]);
    expect(await named(read, t, two)).toEqual([two]);
    // Once for each transaction at most; where one connection writes, once.
    expect(built).toBe(db().dialect === "sqlite" ? 1 : 2);
    built = 0;
  });
});
