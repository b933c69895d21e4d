import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { deviceOfProof, newDeviceProof } from "@/lib/auth/device-proof";
import { memberWithPassword } from "../members/testing";
import { signIn } from "./sign-in";
import { type Client, lanesOf, takePlace, wasRight } from "./sign-in-pace";

describeOnBothDatabases("the pace of signing in", (db) => {
  const NOBODY_KNOWN: Client = { address: null, proof: null };
  const from = (address: string): Client => ({ address, proof: null });
  const MINUTE = 60_000;

  /** How long each of so many attempts had to wait, one made as soon as the one before was answered. */
  async function waits(count: number, email: string, client: Client, start: number) {
    const seconds = [];
    let now = start;
    for (let attempt = 0; attempt < count; attempt++) {
      const wait = await takePlace(db(), lanesOf(email, client), now);
      seconds.push(wait / 1_000);
      now += wait;
    }
    return { seconds, now };
  }

  it("slows wrong passwords down, and locks nobody out: the owner waits for seconds", async () => {
    const actor = systemActor(uuid());
    const { t, write } = db();
    const row = { id: actor.organisationId, name: "Acme", createdAt: 1 };
    await write((tx) => tx.insert(t.organisation).values(row));
    const email = `owner-${uuid()}@example.org`;
    const password = "correct horse battery";
    const input = { email, name: "Ada", password, role: "viewer" };
    await memberWithPassword({ db: db(), actor, input });
    const { seconds } = await waits(7, email, NOBODY_KNOWN, Date.now());
    // The sixth waits for what the fifth cost, and so on; never longer than four seconds.
    expect(seconds).toEqual([0, 0, 0, 0, 0, 1, 2]);
    const later = await waits(20, email, NOBODY_KNOWN, Date.now() + MINUTE);
    expect(Math.max(...later.seconds)).toBe(4);
    await expect(
      signIn({
        db: db(),
        input: { email, password },
        client: { address: null, proof: newDeviceProof(email) },
        device: null,
      }),
    ).resolves.toBeDefined();
  });

  it("keeps the pace among attempts at the same moment, and tells what would wait too long", async () => {
    const email = `flooded-${uuid()}@example.org`;
    const now = Date.now();
    const lanes = lanesOf(email, NOBODY_KNOWN);
    const all = await Promise.all(Array.from({ length: 40 }, () => takePlace(db(), lanes, now)));
    const admitted = all.filter((wait) => wait <= 10_000).sort((a, b) => a - b);
    // One, two, four and four seconds after each other.
    expect(admitted).toEqual([0, 0, 0, 0, 0, 1_000, 3_000, 7_000]);
    // What was told to come again took no place.
    expect(await takePlace(db(), lanes, now + 11_000)).toBe(0);
  });

  it("has one address slow down neither another one nor a browser that has signed in before", async () => {
    const email = `known-${uuid()}@example.org`;
    const attacker = await waits(9, email, from("203.0.113.7"), Date.now());
    const { now } = attacker;
    expect(attacker.seconds.at(-1)).toBeGreaterThan(5);
    const own = { address: "203.0.113.7", proof: newDeviceProof(email) };
    expect((await waits(1, email, from("198.51.100.1"), now)).seconds).toEqual([0]);
    expect((await waits(1, email, own, now)).seconds).toEqual([0]);
    // A proof of another account, or none of ours, is none.
    for (const proof of [newDeviceProof("other@example.org"), "a.b", ""]) {
      expect(deviceOfProof(email, proof)).toBeNull();
    }
  });

  it("does not wait for a moment that a clock set back since has left in the future", async () => {
    const email = `clock-${uuid()}@example.org`;
    const now = Date.now();
    await waits(9, email, NOBODY_KNOWN, now + 48 * 60 * MINUTE);
    expect((await waits(1, email, NOBODY_KNOWN, now)).seconds).toEqual([0]);
  });

  it("lets a right password clear its own lane, and forgets everything within the day", async () => {
    const email = `right-${uuid()}@example.org`;
    const client = from("192.0.2.9");
    const start = Date.now();
    const { now } = await waits(7, email, client, start);
    await wasRight(db(), email, client);
    expect((await waits(1, email, client, now)).seconds).toEqual([0]);
    await takePlace(db(), lanesOf("somebody@example.org", client), start + 3 * 60 * MINUTE);
    const rows = await db().read.select().from(db().t.signInLane);
    expect(rows.every(({ forgottenAt }) => forgottenAt < start + 24 * 60 * MINUTE)).toBe(true);
    expect(rows.map(({ key }) => key).join()).not.toContain("192.0.2.9");
    expect(rows).toHaveLength(3);
  });
});
