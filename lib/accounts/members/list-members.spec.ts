import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { insertRows } from "@/db/queries/insert-rows";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { listMembers } from "./list-members";

describeOnBothDatabases("the list of members", (db) => {
  it("finds, sorts and pages 3,000 people, and nobody of another organisation", async () => {
    const { t, write } = db();
    const [ours, theirs] = [uuid(), uuid()];
    const people = Array.from({ length: 3_000 }, (_, index) => ({
      id: uuid(),
      email: `p${String(index).padStart(4, "0")}@example.org`,
      name: index === 1_234 ? "Zoë 100%_sure" : `Person ${3_000 - index}`,
      createdAt: index,
    }));
    const stranger = { id: uuid(), email: "stranger@example.org", name: "Person X", createdAt: 1 };
    const member = (user: { id: string; createdAt: number }, organisationId: string) => ({
      id: uuid(),
      organisationId,
      userId: user.id,
      role: "viewer" as const,
      createdAt: user.createdAt,
    });
    await write(async (tx) => {
      for (const id of [ours, theirs]) {
        await tx.insert(t.organisation).values({ id, name: "Acme", createdAt: 1 });
      }
      await insertRows(tx, t.user, [...people, stranger]);
      await insertRows(tx, t.member, [
        ...people.map((user) => member(user, ours)),
        member(stranger, theirs),
      ]);
    });
    const list = (input: Partial<Parameters<typeof listMembers>[0]["input"]>) =>
      listMembers({
        db: db(),
        actor: systemActor(ours),
        input: { search: "", sort: "name", page: 1, ...input },
      });
    const first = await list({});
    expect(first.total).toBe(3_000);
    expect(first.members).toHaveLength(50);
    expect(first.members[0]).toMatchObject({ name: "Person 1", hasPassword: false });
    expect((await list({ sort: "newest" })).members[0].email).toBe("p2999@example.org");
    expect((await list({ sort: "email", page: 60 })).members.at(-1)?.email).toBe(
      "p2999@example.org",
    );
    expect(await list({ page: 61 })).toEqual({ members: [], total: 3_000 });
    for (const search of ["ZOË", "100%_", "P1234@Example", "zoë 100%_sure"]) {
      const { members } = await list({ search });
      expect(members.map(({ name }) => name)).toEqual(["Zoë 100%_sure"]);
    }
    expect((await list({ search: "%" })).total).toBe(1);
    expect((await list({ search: "stranger" })).total).toBe(0);
  });
});
