import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { Conflict, InvalidInput } from "@/lib/errors";
import { fieldStudy, post, startedInterview } from "@/lib/fielding/testing";
import { listQuotas } from "./list-quotas";
import { saveQuotas } from "./save-quotas";

type Quota = Parameters<typeof saveQuotas>[0]["input"]["quotas"][number];

async function liveStudy(db: Database) {
  const study = await fieldStudy(db);
  const { studyId, organisationId, cohorts } = study;
  const actor: Actor = { userId: null, organisationId, role: "researcher" };
  const list = async () => (await listQuotas({ db, actor, input: { studyId } })).quotas;
  const save = (quotas: Quota[]) => saveQuotas({ db, actor, input: { studyId, quotas } });
  const letIn = async (role: string, region: string) => {
    const token = await startedInterview(db, study);
    await post(db, token, "role", { answer: role });
    return post(db, token, "region", { answer: region });
  };
  return { study, actor, cohorts, list, save, letIn };
}

function quota(name: string, size: number, conditions: Partial<Quota["conditions"]> = {}): Quota {
  return { id: null, name, size, conditions: { cohortIds: [], answers: [], ...conditions } };
}

const EUROPE = { answers: [{ screenKey: "region", options: ["europe"] }] };

async function issuesOf(work: Promise<unknown>) {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof InvalidInput)) throw error;
  return error.issues.map(({ path, key, values }) => [path, key, values?.taken]);
}

describeOnBothDatabases("a study's quotas", (db) => {
  it("count in those who belong to a quota when it is added while people take part", async () => {
    const { cohorts, list, save, letIn } = await liveStudy(db());
    await letIn("pmo", "europe");
    await letIn("pmo", "americas");
    await letIn("senior", "europe");
    await letIn("other", "europe").catch(() => "screened out before");
    await save([
      quota("Leaders", 3, { cohortIds: [cohorts[0]] }),
      quota("Europe", 2, EUROPE),
      quota("Everybody", 10),
    ]);
    expect((await list()).map(({ name, taken, complete }) => [name, taken, complete])).toEqual([
      ["Leaders", 2, 0],
      ["Europe", 2, 0],
      ["Everybody", 3, 0],
    ]);
    const { t, read } = db();
    expect(await letIn("pmo", "europe")).toBe("over-quota");
    expect(await letIn("pmo", "elsewhere")).toBe("task-1");
    for (const { id, taken } of await list()) {
      expect(
        await read.select().from(t.quotaPlace).where(eq(t.quotaPlace.quotaId, id)),
      ).toHaveLength(taken);
    }
  });

  it("are never smaller than what is taken, and change for nobody then", async () => {
    const { cohorts, list, save, letIn } = await liveStudy(db());
    await letIn("pmo", "europe");
    await letIn("pmo", "europe");
    expect(await issuesOf(save([quota("Europe", 1, EUROPE)]))).toEqual([
      ["quotas.0.size", "quotaBelowTaken", 2],
    ]);
    expect(await list()).toEqual([]);
    await save([quota("Europe", 5, EUROPE)]);
    const [{ id }] = await list();
    const same = { ...quota("Europe", 1, EUROPE), id };
    expect(await issuesOf(save([quota("Other", 3), same]))).toEqual([
      ["quotas.1.size", "quotaBelowTaken", 2],
    ]);
    const moved = { ...quota("Europe", 5, { cohortIds: [cohorts[0]] }), id };
    expect(await issuesOf(save([moved]))).toEqual([["quotas.0.size", "quotaConditionsStay", 2]]);
    await expect(save([])).rejects.toThrow(
      new Conflict("quotaHasPlaces", { name: "Europe", taken: 2 }),
    );
    await save([{ ...same, size: 2 }]);
    expect(await letIn("pmo", "europe")).toBe("over-quota");
    await save([{ ...same, size: 3 }]);
    expect(await letIn("pmo", "europe")).toBe("task-1");
  });

  it("are kept in their order, renamed and removed, each change in the audit log", async () => {
    const { study, cohorts, list, save } = await liveStudy(db());
    await save([quota("A", 1, { cohortIds: [cohorts[0]] }), quota("B", 2, EUROPE)]);
    const [a, b] = await list();
    await save([
      { id: b.id, name: "Second first", size: 7, conditions: b.conditions },
      { id: a.id, name: "A", size: 1, conditions: a.conditions },
    ]);
    expect((await list()).map(({ id, name, size }) => [id, name, size])).toEqual([
      [b.id, "Second first", 7],
      [a.id, "A", 1],
    ]);
    await save([{ id: a.id, name: "A", size: 1, conditions: a.conditions }]);
    expect((await list()).map(({ id }) => id)).toEqual([a.id]);
    const { t, read } = db();
    const entries = await read
      .select({ verb: t.auditEntry.verb, detail: t.auditEntry.detail })
      .from(t.auditEntry)
      .where(eq(t.auditEntry.subjectId, study.studyId))
      .orderBy(asc(t.auditEntry.sequence));
    expect(entries.map(({ verb }) => verb)).toEqual(Array(3).fill("save quotas"));
    expect(entries[1].detail).toEqual({
      quotas: 2,
      changes: [{ name: "Second first", from: 2, to: 7 }],
    });
  });

  it("are refused where the study asks nothing of the kind before the tasks", async () => {
    const { cohorts, save } = await liveStudy(db());
    const about = (screenKey: string, ...options: string[]) => ({
      answers: [{ screenKey, options }],
    });
    expect(
      await issuesOf(
        save([
          quota("Another study's cohort", 1, { cohortIds: ["nobody's"] }),
          quota("No such question", 1, about("shoe_size", "44")),
          quota("Not a question", 1, about("resources", "1")),
          quota("No such answer", 1, about("region", "europe", "the moon")),
          quota("Twice", 1, { answers: [...EUROPE.answers, ...EUROPE.answers] }),
          quota("Fine", 1, { cohortIds: [cohorts[1]], ...about("role", "senior") }),
          quota("f\u00adＩne\u200b", 1),
        ]),
      ),
    ).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => [`quotas.${index}.name`, "quotaUnaskable", undefined]),
      ["quotas.6.name", "nameTaken", undefined],
    ]);
  });

  it("do not change once the study is closed", async () => {
    const { t, write } = db();
    const { study, save } = await liveStudy(db());
    await save([quota("A", 1)]);
    const state = "closed" as const;
    await write((tx) => tx.update(t.study).set({ state }).where(eq(t.study.id, study.studyId)));
    await expect(save([])).rejects.toThrow(new Conflict("studyClosed"));
  });
});
