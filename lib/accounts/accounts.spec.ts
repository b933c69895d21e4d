import { asc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Role } from "@/db/schema/accounts";
import { describeOnBothDatabases } from "@/db/testing";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { firstBrokenEntry } from "@/lib/auth/audit";
import { Conflict, Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import { addMember } from "./add-member";
import { changeMember } from "./change-member";
import { endSessions } from "./end-sessions";
import { listMembers } from "./list-members";
import { readAccount } from "./read-account";
import { needsSetup, setUpFirstAdmin, setupSecret } from "./set-up-first-admin";
import { verifyCredentials } from "./verify-credentials";

describeOnBothDatabases("accounts", (db) => {
  process.env.NEXTAUTH_SECRET ??= "a secret for tests, 32 characters";
  const password = "correct horse battery";
  const person = (email: string, role = "researcher") => ({ email, name: "Ada", password, role });

  async function organisation() {
    const { t, write } = db();
    const id = uuid();
    await write((tx) => tx.insert(t.organisation).values({ id, name: "Acme", createdAt: 1 }));
    return systemActor(id);
  }

  it("makes the first admin only with the secret of the console, and only once", async () => {
    const input = {
      secret: setupSecret(),
      organisationName: "First",
      name: "Ada",
      email: "First@Example.org ",
      password,
    };
    expect(await needsSetup(db())).toBe(true);
    await expect(
      setUpFirstAdmin({ db: db(), input: { ...input, secret: "a guess" } }),
    ).rejects.toBeInstanceOf(InvalidInput);
    expect(await needsSetup(db())).toBe(true);
    await setUpFirstAdmin({ db: db(), input });
    expect(await needsSetup(db())).toBe(false);
    await expect(
      setUpFirstAdmin({ db: db(), input: { ...input, email: "second@example.org" } }),
    ).rejects.toBeInstanceOf(NotFound);
  });

  it("signs in with address and password, whatever the address's case, and tells nothing else apart", async () => {
    const actor = await organisation();
    await addMember({ db: db(), actor, input: person("ada@example.org") });
    const attempt = (email: string, given: string) =>
      verifyCredentials({ db: db(), input: { email, password: given }, from: null });
    expect((await attempt("Ada@Example.org", password)).email).toBe("ada@example.org");
    for (const [email, given] of [
      ["ada@example.org", "not the password"],
      ["nobody@example.org", password],
    ]) {
      await expect(attempt(email, given)).rejects.toMatchObject({ key: "wrongCredentials" });
    }
  });

  it("stops guessing at an account after ten attempts", async () => {
    const guess = () =>
      verifyCredentials({
        db: db(),
        input: { email: `guessed-${db().dialect}@example.org`, password: "x" },
        from: null,
      }).catch((error: unknown) => (error instanceof Conflict ? error.key : error));
    const answers = [];
    for (let count = 0; count < 12; count++) answers.push(await guess());
    expect(answers).toEqual([
      ...Array.from({ length: 10 }, () => "wrongCredentials"),
      "tooManyAttempts",
      "tooManyAttempts",
    ]);
  });

  it("refuses a second account for an address and members made by anyone but an admin", async () => {
    const actor = await organisation();
    await addMember({ db: db(), actor, input: person("twice@example.org") });
    await expect(
      addMember({ db: db(), actor, input: person("TWICE@example.org") }),
    ).rejects.toMatchObject({ issues: [{ path: "email", key: "emailTaken" }] });
    const { organisationId } = actor;
    await expect(
      addMember({
        db: db(),
        actor: { userId: uuid(), organisationId, role: "researcher" },
        input: person("friend@example.org", "admin"),
      }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  it("ends a session at once on sign-out and when the account is disabled", async () => {
    const actor = await organisation();
    const userId = await addMember({ db: db(), actor, input: person("leaver@example.org") });
    const session = { userId, sessionVersion: 1 };
    const account = await readAccount(db(), session);
    expect(account?.actor).toEqual({
      userId,
      organisationId: actor.organisationId,
      role: "researcher",
    });
    await endSessions({ db: db(), actor: account!.actor });
    expect(await readAccount(db(), session)).toBeNull();
    const renewed = { userId, sessionVersion: 2 };
    expect(await readAccount(db(), renewed)).not.toBeNull();
    const { t, write } = db();
    await write((tx) => tx.update(t.user).set({ disabledAt: 5 }).where(eq(t.user.id, userId)));
    expect(await readAccount(db(), renewed)).toBeNull();
  });

  it("lets an admin change a member of their own organisation, whose sessions end, and keeps one admin", async () => {
    const system = await organisation();
    const adminId = await addMember({
      db: db(),
      actor: system,
      input: person(`admin-${uuid()}@example.org`, "admin"),
    });
    const { organisationId } = system;
    const admin: Actor = { userId: adminId, organisationId, role: "admin" };
    const userId = await addMember({ db: db(), actor: admin, input: person(`m-${uuid()}@x.org`) });
    const change = (actor: Actor, input: { userId: string; role: Role; enabled: boolean }) =>
      changeMember({ db: db(), actor, input });

    await change(admin, { userId, role: "viewer", enabled: true });
    expect(await readAccount(db(), { userId, sessionVersion: 1 })).toBeNull();
    expect((await readAccount(db(), { userId, sessionVersion: 2 }))?.actor.role).toBe("viewer");
    await change(admin, { userId, role: "viewer", enabled: false });
    expect((await listMembers({ db: db(), actor: admin })).map((member) => member.userId)).toEqual(
      expect.arrayContaining([adminId, userId]),
    );

    await expect(
      change(admin, { userId: adminId, role: "viewer", enabled: true }),
    ).rejects.toMatchObject({ key: "lastAdmin" });
    const stranger = await organisation();
    await expect(change(stranger, { userId, role: "admin", enabled: true })).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(
      change({ ...admin, role: "researcher" }, { userId, role: "admin", enabled: true }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  it("keeps an audit chain in which an edit, a deletion or a swap shows", async () => {
    const actor = await organisation();
    for (const name of ["one", "two", "three"]) {
      await addMember({ db: db(), actor, input: person(`${name}-${uuid()}@example.org`) });
    }
    const { t, read } = db();
    const entries = await read
      .select()
      .from(t.auditEntry)
      .where(eq(t.auditEntry.organisationId, actor.organisationId))
      .orderBy(asc(t.auditEntry.sequence));
    expect(entries).toHaveLength(3);
    expect(firstBrokenEntry(entries)).toBeNull();
    const [first, second, third] = entries;
    expect(firstBrokenEntry([first, { ...second, detail: { role: "admin" } }, third])).toBe(2);
    expect(firstBrokenEntry([first, third])).toBe(3);
    expect(firstBrokenEntry([second, first, third])).toBe(2);
  });
});
