import { hash } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it, vi } from "vitest";
import type { Role } from "@/db/schema/accounts";
import { describeOnBothDatabases } from "@/db/testing";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import { changePassword } from "../passwords/change-password";
import { makePasswordLink } from "../passwords/make-password-link";
import { readPasswordLink } from "../passwords/read-password-link";
import { setPasswordByLink } from "../passwords/set-password-by-link";
import { endSession } from "../sessions/end-session";
import { endSessions } from "../sessions/end-sessions";
import { listSessions } from "../sessions/list-sessions";
import { noteUse, readAccount } from "../sessions/read-account";
import type { SignedIn } from "../sessions/session";
import { signIn } from "../sessions/sign-in";
import { needsSetup, setUpFirstAdmin, setupSecret } from "../set-up-first-admin";
import { addMember } from "./add-member";
import { changeMember } from "./change-member";
import { listMembers } from "./list-members";
import { memberWithPassword } from "./testing";

describeOnBothDatabases("accounts", (db) => {
  const password = "correct horse battery";
  const person = (email: string, role = "researcher") => ({ email, name: "Ada", password, role });

  const attempt = (email: string, given: string) =>
    signIn({
      db: db(),
      input: { email, password: given },
      client: { address: null, proof: null },
      device: null,
    });

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
    const userId = await memberWithPassword({
      db: db(),
      actor,
      input: person("ada@example.org"),
    });
    expect(await attempt("Ada@Example.org", password)).toMatchObject({ userId });
    for (const [email, given] of [
      ["ada@example.org", "not the password"],
      ["nobody@example.org", password],
    ]) {
      await expect(attempt(email, given)).rejects.toMatchObject({ key: "wrongCredentials" });
    }
  });

  it("takes the addresses that a browser takes, and those without what nobody sees", async () => {
    const actor = await organisation();
    const invite = (email: string) =>
      addMember({ db: db(), actor, input: { email, name: "Ada", role: "researcher" } });
    const unlike = uuid();
    for (const local of ["r&d", "a/b", "x#y", "x%y", "a!b", "bounce=x", "o'neil", "a+b"]) {
      await invite(`${local}@${unlike}.example`);
    }
    await expect(invite(`\u200br&d@${unlike}.example\u2060`)).rejects.toMatchObject({
      issues: [{ path: "email", key: "emailTaken" }],
    });
    for (const wrong of [
      "a..b@x.example",
      ".a@x.example",
      "a@x",
      "a b@x.example",
      "a@-x.example",
    ]) {
      await expect(invite(wrong), wrong).rejects.toBeInstanceOf(InvalidInput);
    }
  });

  it("refuses a second account for an address and members made by anyone but an admin", async () => {
    const actor = await organisation();
    const invited = (email: string) => ({ email, name: "Ada", role: "researcher" });
    await addMember({ db: db(), actor, input: invited("twice@example.org") });
    await expect(
      addMember({ db: db(), actor, input: invited("TWICE@example.org") }),
    ).rejects.toMatchObject({ issues: [{ path: "email", key: "emailTaken" }] });
    const { organisationId } = actor;
    await expect(
      addMember({
        db: db(),
        actor: { userId: uuid(), organisationId, role: "researcher" },
        input: { email: "friend@example.org", name: "Ada", role: "admin" },
      }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  it("ends one session on sign-out, all of them everywhere, and whatever there is when the account is disabled", async () => {
    const actor = await organisation();
    const email = `leaver-${uuid()}@example.org`;
    const userId = await memberWithPassword({ db: db(), actor, input: person(email) });
    const [one, two, three] = [
      await attempt(email, password),
      await attempt(email, password),
      await attempt(email, password),
    ];
    const who = async (signedIn: SignedIn) => (await readAccount(db(), signedIn))?.actor ?? null;
    const own = { userId, organisationId: actor.organisationId, role: "researcher" } as const;
    expect(await who(one)).toEqual(own);
    expect((await listSessions({ db: db(), actor: own })).map(({ id }) => id).sort()).toEqual(
      [one, two, three].map(({ sessionId }) => sessionId).sort(),
    );

    const stranger = { ...own, userId: uuid() };
    await endSession({ db: db(), actor: stranger, input: { sessionId: one.sessionId } });
    expect(await who(one)).toEqual(own);
    await endSession({ db: db(), actor: own, input: { sessionId: one.sessionId } });
    expect([await who(one), await who(two)]).toEqual([null, own]);
    // A cookie that names no session, as an earlier release wrote them, or somebody else's.
    expect(await who({ ...two, sessionId: "" })).toBeNull();
    expect(await who({ ...two, userId: uuid() })).toBeNull();

    await endSessions({ db: db(), actor: own });
    expect([await who(two), await who(three)]).toEqual([null, null]);

    const last = await attempt(email, password);
    expect(await who(last)).toEqual(own);
    const { t, write } = db();
    await write((tx) => tx.update(t.user).set({ disabledAt: 5 }).where(eq(t.user.id, userId)));
    expect(await who(last)).toBeNull();
  });

  it("ends a session after twelve hours however busy it is, and after four without use", async () => {
    const actor = await organisation();
    const email = `busy-${uuid()}@example.org`;
    await memberWithPassword({ db: db(), actor, input: person(email) });
    const signedIn = await attempt(email, password);
    const started = Date.now();
    const HOUR = 60 * 60_000;
    try {
      vi.useFakeTimers({ toFake: ["Date"] });
      for (let hour = 1; hour < 12; hour++) {
        vi.setSystemTime(started + hour * HOUR);
        const account = await readAccount(db(), signedIn);
        expect(account, `after ${hour} hours`).not.toBeNull();
        if (account) await noteUse(db(), account);
      }
      vi.setSystemTime(started + 12 * HOUR + 1_000);
      expect(await readAccount(db(), signedIn)).toBeNull();
      const unused = await attempt(email, password);
      vi.setSystemTime(started + 16 * HOUR);
      expect(await readAccount(db(), unused)).not.toBeNull();
      vi.setSystemTime(started + 17 * HOUR);
      expect(await readAccount(db(), unused)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("lets nobody type another's password: an invitation and a reset work once, for a while", async () => {
    const system = await organisation();
    const email = `invited-${uuid()}@example.org`;
    const { userId, invitation } = await addMember({
      db: db(),
      actor: system,
      input: { email, name: "Ada", role: "researcher" },
    });
    await expect(attempt(email, password)).rejects.toMatchObject({ key: "wrongCredentials" });
    const use = (token: string, chosen = password) =>
      setPasswordByLink({ db: db(), input: { token, password: chosen } });
    // Looking at a link uses nothing up.
    for (let look = 0; look < 3; look++) {
      expect((await readPasswordLink({ db: db(), token: invitation.token })).email).toBe(email);
    }
    await expect(use(invitation.token, "short")).rejects.toBeInstanceOf(InvalidInput);
    await use(invitation.token);
    const before = await attempt(email, password);
    await expect(use(invitation.token, "another password")).rejects.toBeInstanceOf(NotFound);
    await expect(use("x".repeat(43))).rejects.toBeInstanceOf(NotFound);

    const link = () => makePasswordLink({ db: db(), actor: system, input: { userId } });
    const [older, newer] = [await link(), await link()];
    expect(newer.kind).toBe("reset");
    await expect(use(older.token)).rejects.toBeInstanceOf(NotFound);
    try {
      vi.useFakeTimers({ toFake: ["Date"] });
      vi.setSystemTime(newer.endsAt + 1);
      await expect(use(newer.token)).rejects.toBeInstanceOf(NotFound);
    } finally {
      vi.useRealTimers();
    }
    // Until it is used nothing has changed; when it is, all sessions end. Of two at once one is told so.
    expect(await readAccount(db(), before)).not.toBeNull();
    const both = await Promise.allSettled([
      use(newer.token, "the other password"),
      use(newer.token, "yet another password"),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await readAccount(db(), before)).toBeNull();

    const stranger = await organisation();
    await expect(
      makePasswordLink({ db: db(), actor: stranger, input: { userId } }),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      makePasswordLink({ db: db(), actor: { ...system, role: "researcher" }, input: { userId } }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  it("changes one's own password, told the current one, and goes on with a session of its own", async () => {
    const actor = await organisation();
    const email = `changes-${uuid()}@example.org`;
    const userId = await memberWithPassword({ db: db(), actor, input: person(email) });
    const own: Actor = { userId, organisationId: actor.organisationId, role: "researcher" };
    const [here, elsewhere] = [await attempt(email, password), await attempt(email, password)];
    const change = (current: string) =>
      changePassword({
        db: db(),
        actor: own,
        input: { current, password: "a better password" },
        device: null,
      });
    await expect(change("a guess at it")).rejects.toMatchObject({
      issues: [{ path: "current", key: "wrongPassword" }],
    });
    expect(await readAccount(db(), elsewhere)).not.toBeNull();
    const renewed = await change(password);
    expect(await readAccount(db(), here)).toBeNull();
    expect(await readAccount(db(), elsewhere)).toBeNull();
    expect((await readAccount(db(), renewed))?.actor).toEqual(own);
    await expect(attempt(email, password)).rejects.toMatchObject({ key: "wrongCredentials" });
    expect(await attempt(email, "a better password")).toMatchObject({ userId });
  });

  it("takes a password however a keyboard writes its signs, and one that was hashed as it was typed", async () => {
    const actor = await organisation();
    const email = `signs-${uuid()}@example.org`;
    const composed = "Pässwörter ①23";
    const input = { ...person(email), password: composed };
    const userId = await memberWithPassword({ db: db(), actor, input });
    expect(await attempt(email, composed.normalize("NFD"))).toMatchObject({ userId });
    expect(await attempt(email, "Pässwörter 123")).toMatchObject({ userId });
    const { t, write } = db();
    const passwordHash = await hash(composed.normalize("NFD"));
    await write((tx) => tx.update(t.user).set({ passwordHash }).where(eq(t.user.id, userId)));
    expect(await attempt(email, composed.normalize("NFD"))).toMatchObject({ userId });
  });

  it("lets an admin change a member of their own organisation, whose sessions end, and keeps one admin", async () => {
    const system = await organisation();
    const adminId = await memberWithPassword({
      db: db(),
      actor: system,
      input: person(`admin-${uuid()}@example.org`, "admin"),
    });
    const { organisationId } = system;
    const admin: Actor = { userId: adminId, organisationId, role: "admin" };
    const email = `m-${uuid()}@x.org`;
    const userId = await memberWithPassword({ db: db(), actor: admin, input: person(email) });
    const session = await attempt(email, password);
    const change = (actor: Actor, input: { userId: string; role: Role; enabled: boolean }) =>
      changeMember({ db: db(), actor, input });

    await change(admin, { userId, role: "viewer", enabled: true });
    expect(await readAccount(db(), session)).toBeNull();
    expect((await readAccount(db(), await attempt(email, password)))?.actor.role).toBe("viewer");
    await change(admin, { userId, role: "viewer", enabled: false });
    const wanted = { search: "", sort: "name", page: 1 } as const;
    const listed = await listMembers({ db: db(), actor: admin, input: wanted });
    expect(listed.members.map((member) => member.userId).sort()).toEqual([adminId, userId].sort());

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
});
