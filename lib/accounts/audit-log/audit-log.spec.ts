import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { and, asc, eq } from "drizzle-orm";

import { v7 as uuid } from "uuid";
import { afterAll, expect, it, vi } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { readHeads } from "@/lib/auth/audit-heads";
import { auditKeys } from "@/lib/auth/audit-keys";
import { Forbidden } from "@/lib/errors";
import { seededRandom } from "@/lib/stats/random";
import { listAuditEntries } from "./list-audit-entries";
import { verifyAuditLog } from "./verify-audit-log";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-audit-"));
afterAll(() => {
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

describeOnBothDatabases("the audit log", (db) => {
  let logs = 0;
  /** An organisation whose heads go to a file of their own. */
  async function organisation(): Promise<{ actor: Actor; log: string }> {
    const { t, write } = db();
    const id = uuid();
    await write((tx) => tx.insert(t.organisation).values({ id, name: "Acme", createdAt: 1 }));
    logs += 1;
    const log = path.join(folder, `${db().dialect}-${logs}.log`);
    fs.writeFileSync(log, "2026-11-30 12:00:00 server: another line of the log\n");
    vi.stubEnv("AUDIT_LOG", log);
    return { actor: systemActor(id), log };
  }

  function record(actor: Actor, detail: Record<string, unknown> = {}) {
    const { t, write } = db();
    const change = { verb: "change", subjectType: "user", subjectId: "somebody", detail };
    return write((tx) => recordAudit({ t, tx }, actor, change));
  }

  async function verified(actor: Actor, log: string) {
    const heads = (await readHeads(log)).get(actor.organisationId);
    const { organisationId } = actor;
    return verifyAuditLog({ db: db(), organisationId, keys: auditKeys(), heads });
  }

  const entriesOf = ({ organisationId }: Actor) => {
    const { t, read } = db();
    return read
      .select()
      .from(t.auditEntry)
      .where(eq(t.auditEntry.organisationId, organisationId))
      .orderBy(asc(t.auditEntry.sequence));
  };

  it("shows every edit, deletion, swap, forgery and cut of its tail", async () => {
    const { actor, log } = await organisation();
    for (let count = 0; count < 12; count++) await record(actor, { count });
    expect(await verified(actor, log)).toEqual({ entries: 12, unsigned: 0, fault: null });
    const { t, write } = db();
    const before = await entriesOf(actor);
    const isOwn = eq(t.auditEntry.organisationId, actor.organisationId);
    const { below } = seededRandom(7);
    const tampered: Record<string, (entries: typeof before) => typeof before> = {
      edit: (entries) => {
        const at = below(entries.length);
        return entries.with(at, { ...entries[at], verb: "nothing happened" });
      },
      delete: (entries) => entries.toSpliced(below(entries.length - 1), 1),
      cut: (entries) => entries.slice(0, entries.length - 1 - below(11)),
      swap: (entries) => {
        const at = below(entries.length - 1);
        const [one, two] = [entries[at], entries[at + 1]];
        return entries
          .with(at, { ...two, sequence: one.sequence })
          .with(at + 1, { ...one, sequence: two.sequence });
      },
      // Whoever knows how hashes are made, and not the key, makes the whole rest anew without it.
      forge: (entries) => {
        const at = below(entries.length);
        let previousHash = entries[at].previousHash;
        return entries.map((entry, index) => {
          if (index < at) return entry;
          const made = { ...entry, verb: index === at ? "forged" : entry.verb, previousHash };
          const { id, organisationId, sequence, actorUserId, verb, subjectType, subjectId } = made;
          const told = [
            ...[id, organisationId, sequence, made.at, actorUserId, verb, subjectType, subjectId],
            ...[made.detail, previousHash],
          ];
          const hash = createHash("sha256").update(JSON.stringify(told)).digest("hex");
          previousHash = hash;
          return { ...made, keyId: null, hash };
        });
      },
    };
    const rounds = db().dialect === "sqlite" ? 50 : 5;
    for (const [kind, tamper] of Object.entries(tampered)) {
      for (let round = 0; round < rounds; round++) {
        await write(async (tx) => {
          await tx.delete(t.auditEntry).where(isOwn);
          await tx.insert(t.auditEntry).values(tamper(before));
        });
        const { fault } = await verified(actor, log);
        expect(fault, `${kind}, round ${round}`).not.toBeNull();
      }
    }
    await write(async (tx) => {
      await tx.delete(t.auditEntry).where(isOwn);
      await tx.insert(t.auditEntry).values(before);
    });
    expect((await verified(actor, log)).fault).toBeNull();
  });

  it("notes a head once it is committed, and never one that is not", async () => {
    const { actor, log } = await organisation();
    const { t, write } = db();
    const change = { verb: "change", subjectType: "user", subjectId: "somebody" };
    const failing = write(async (tx) => {
      await recordAudit({ t, tx }, actor, change);
      throw new Error("The change did not go through");
    });
    await expect(failing).rejects.toThrow("did not go through");
    expect(await readHeads(log)).toEqual(new Map());
    await write(async (tx) => {
      await recordAudit({ t, tx }, actor, change);
      await recordAudit({ t, tx }, actor, change);
    });
    const [, last] = await entriesOf(actor);
    expect([...((await readHeads(log)).get(actor.organisationId) ?? [])]).toEqual([[2, last.hash]]);
    expect(fs.statSync(log).mode & 0o007).toBe(0o004);
  });

  it("goes on under a new key, and with entries of a release that had none", async () => {
    const { actor, log } = await organisation();
    const { t, write } = db();
    await record(actor);
    const [first] = await entriesOf(actor);
    const told = [
      ...[first.id, first.organisationId, 1, first.at, null, "change", "user", "somebody"],
      ...[{}, first.previousHash],
    ];
    const hash = createHash("sha256").update(JSON.stringify(told)).digest("hex");
    await write((tx) =>
      tx
        .update(t.auditEntry)
        .set({ keyId: null, hash })
        .where(and(eq(t.auditEntry.id, first.id))),
    );
    fs.writeFileSync(log, "");
    const [older, newer] = ["o".repeat(40), "n".repeat(40)];
    vi.stubEnv("AUDIT_KEY", older);
    await record(actor);
    vi.stubEnv("AUDIT_KEY", `${newer},${older}`);
    await record(actor);
    expect(await verified(actor, log)).toEqual({ entries: 3, unsigned: 1, fault: null });
    vi.stubEnv("AUDIT_KEY", newer);
    expect((await verified(actor, log)).fault).toEqual({ sequence: 2, kind: "unknown key" });
    vi.stubEnv("AUDIT_KEY", undefined);
  });

  it("keeps its order of time when the clock is set back", async () => {
    const { actor } = await organisation();
    await record(actor);
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() - 48 * 60 * 60_000);
    await record(actor);
    now.mockRestore();
    const [first, second] = await entriesOf(actor);
    expect(second.at).toBe(first.at);
  });

  it("is shown to admins page by page, to nobody else, and never another organisation's", async () => {
    const { actor } = await organisation();
    const { actor: other } = await organisation();
    for (let count = 1; count <= 51; count++) await record(actor, { count });
    await record(other);
    const list = (page: number) => listAuditEntries({ db: db(), actor, input: { page } });
    const [first, second] = [await list(1), await list(2)];
    expect(first.total).toBe(51);
    expect(first.entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 50 }, (_, index) => 51 - index),
    );
    expect(second.entries).toMatchObject([{ sequence: 1, actorName: null, detail: { count: 1 } }]);
    for (const role of ["viewer", "researcher"] as const) {
      const who = { userId: uuid(), organisationId: actor.organisationId, role };
      await expect(
        listAuditEntries({ db: db(), actor: who, input: { page: 1 } }),
      ).rejects.toBeInstanceOf(Forbidden);
    }
  });
});
