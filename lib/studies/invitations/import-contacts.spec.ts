import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict } from "@/lib/errors";
import { fieldStudy } from "@/lib/fielding/testing";
import { importContacts } from "./import-contacts";

describeOnBothDatabases("a long list of people", (db) => {
  beforeAll(() => {
    vi.stubEnv("NEXTAUTH_SECRET", "a secret that only these tests know");
    return () => vi.unstubAllEnvs();
  });

  async function listFor(count: number) {
    const { studyId, organisationId } = await fieldStudy(db());
    const actor = { userId: null, organisationId, role: "researcher" as const };
    const people = Array.from({ length: count }, (_, index) => `p${index}@example.org,${index}`);
    const file = { name: "a.csv", bytes: Buffer.from(`email,name\n${people.join("\n")}\n`) };
    const there = () => db().read.$count(db().t.contact, eq(db().t.contact.studyId, studyId));
    const add = (after: () => Promise<unknown>) => {
      const write: Database["write"] = async (...given) => {
        const result = await db().write(...given);
        await after();
        return result;
      };
      return importContacts({ db: { ...db(), write }, actor, input: { studyId, file } });
    };
    return { studyId, there, add };
  }

  it("is added in parts, between which others save, each with its record", async () => {
    const { studyId, there, add } = await listFor(1_200);
    const seen: number[] = [];
    const total = await add(async () => seen.push(await there()));
    expect(total).toEqual({ added: 1_200, known: 0, leftOut: 0 });
    expect(seen).toEqual([500, 1_000, 1_200]);
    const { auditEntry } = db().t;
    const ofStudy = eq(auditEntry.subjectId, studyId);
    expect(await db().read.$count(auditEntry, ofStudy)).toBe(3);
  });

  it("looks at the study again for each part, and the same file adds the rest", async () => {
    const { studyId, there, add } = await listFor(600);
    const become = (state: "live" | "closed") =>
      db().write((tx) =>
        tx.update(db().t.study).set({ state }).where(eq(db().t.study.id, studyId)),
      );
    await expect(add(() => become("closed"))).rejects.toThrow(Conflict);
    expect(await there()).toBe(500);
    await become("live");
    expect(await add(there)).toEqual({ added: 100, known: 500, leftOut: 0 });
  });
});
