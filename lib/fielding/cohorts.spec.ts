import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { CohortRule, ShowCondition } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput } from "@/lib/errors";
import { findPlace } from "./find-place";
import { showScreen } from "./show-screen";
import {
  type FieldedStudy,
  fieldStudy,
  post,
  respondentOf,
  screener,
  startedInterview,
} from "./testing";

/** Puts the region before the role, and these rules into the question that names the cohort. */
async function withRules(
  { t, write }: Database,
  study: FieldedStudy,
  rules: CohortRule[],
): Promise<void> {
  const change = (key: string, values: Partial<(typeof t.screen)["$inferInsert"]>) =>
    write((tx) =>
      tx
        .update(t.screen)
        .set(values)
        .where(and(eq(t.screen.revisionId, study.revisionId), eq(t.screen.key, key))),
    );
  const settings = screener(study.cohorts);
  await change("region", { position: 1 });
  await change("role", { position: 2, settings: { ...settings, rules } as typeof settings });
}

function said(screenKey: string, ...options: string[]): ShowCondition {
  return { kind: "answer", screenKey, is: "one-of", options };
}

function rule(outcome: CohortRule["outcome"], ...conditions: ShowCondition[]): CohortRule {
  return { when: { match: "all", conditions }, outcome };
}

describeOnBothDatabases("the question that names the cohort", (db) => {
  it("is asked in one order of its own for each respondent, and takes a text of an answer that asks for one", async () => {
    const { t, write, read } = db();
    const study = await fieldStudy(db());
    const settings = screener(study.cohorts);
    if (settings.type !== "single") throw new Error("It is chosen from.");
    const listed = [
      ...Array.from({ length: 8 }, (_, index) => ({ ...settings.options[0], id: `lead_${index}` })),
      { ...settings.options[1], id: "elsewhere", label: "Other", other: true, pinned: true },
    ];
    await write((tx) =>
      tx
        .update(t.screen)
        .set({ settings: { ...settings, optionOrder: "random", options: listed } })
        .where(and(eq(t.screen.revisionId, study.revisionId), eq(t.screen.key, "role"))),
    );
    const orders = new Set<string>();
    for (let respondent = 0; respondent < 4; respondent++) {
      const token = await startedInterview(db(), study);
      const shown = async () => {
        const reply = await showScreen({ db: db(), token, input: { screen: "role" } });
        if (reply.kind !== "screen" || reply.view.kind !== "question")
          throw new Error("Not shown.");
        const { question } = reply.view;
        return "options" in question ? question.options.map(({ id }) => id) : [];
      };
      const order = await shown();
      expect(order.at(-1)).toBe("elsewhere");
      expect(order.toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
      const chosen = { answer: "elsewhere" };
      await expect(post(db(), token, "role", chosen)).rejects.toThrow(InvalidInput);
      await post(db(), token, "role", { ...chosen, other: "A sponsor" });
      expect(await shown()).toEqual(order);
      const { id, cohortId } = await respondentOf(db(), token);
      expect(cohortId).toBe(study.cohorts[1]);
      const [stored] = await read
        .select()
        .from(t.questionAnswer)
        .where(eq(t.questionAnswer.respondentId, id));
      expect(stored).toMatchObject({ value: "elsewhere", otherText: "A sponsor", shown: order });
      orders.add(order.join());
    }
    expect(orders.size).toBeGreaterThan(1);
  });
});

describeOnBothDatabases("a cohort", (db) => {
  it("is named by the first rule that holds over the answers so far, else by the option", async () => {
    const study = await fieldStudy(db());
    const [leaders, seniors] = study.cohorts;
    await withRules(db(), study, [
      rule({ kind: "screened-out" }, said("region", "elsewhere"), said("role", "pmo")),
      rule({ kind: "cohort", cohortId: seniors }, said("region", "americas")),
      rule(
        { kind: "cohort", cohortId: leaders },
        said("region", "americas"),
        said("role", "other"),
      ),
    ]);
    for (const [region, role, place, cohortId] of [
      ["europe", "pmo", "task-1", leaders],
      ["europe", "senior", "task-1", seniors],
      ["europe", "other", "screened-out", null],
      ["elsewhere", "pmo", "screened-out", null],
      ["elsewhere", "senior", "task-1", seniors],
      ["americas", "pmo", "task-1", seniors],
      ["americas", "other", "task-1", seniors],
      [undefined, "pmo", "task-1", leaders],
    ] as const) {
      const token = await startedInterview(db(), study);
      expect(await post(db(), token, "region", region ? { answer: region } : {})).toBe("role");
      expect(await post(db(), token, "role", { answer: role }), `${region} ${role}`).toBe(place);
      expect((await respondentOf(db(), token)).cohortId).toBe(cohortId);
    }
  });

  it("is named anew by an edit of an answer that a rule reads, and stays once a version is given", async () => {
    const study = await fieldStudy(db());
    const [leaders, seniors] = study.cohorts;
    await withRules(db(), study, [
      rule({ kind: "cohort", cohortId: seniors }, said("region", "americas")),
      rule({ kind: "screened-out" }, said("region", "elsewhere")),
    ]);
    const token = await startedInterview(db(), study);
    await post(db(), token, "region", { answer: "americas" });
    // Before the cohort is named an edit decides nothing.
    await post(db(), token, "region", { answer: "elsewhere" });
    expect((await respondentOf(db(), token)).state).toBe("screening");
    await post(db(), token, "region", { answer: "europe" });
    await post(db(), token, "role", { answer: "pmo" });
    expect(await respondentOf(db(), token)).toMatchObject({
      cohortId: leaders,
      versions: { importance: 1 },
    });
    for (const answer of ["americas", "elsewhere"]) {
      const refused = await post(db(), token, "region", { answer }).catch(
        (error: unknown) => error,
      );
      expect((refused as InvalidInput).issues).toEqual([{ path: "answer", key: "cohortStays" }]);
    }
    expect(await post(db(), token, "region", {})).toBe("role");
    const shown = await showScreen({ db: db(), token, input: { screen: "role" } });
    expect(shown).toMatchObject({ view: { fixedTo: ["pmo"] } });
    const refused = await post(db(), token, "role", { answer: "senior" }).catch((error) => error);
    expect(refused).toBeInstanceOf(InvalidInput);
  });

  it("is preset by the source, and its question then asked of nobody who comes that way", async () => {
    const { t, write } = db();
    const study = await fieldStudy(db());
    const [, seniors] = study.cohorts;
    const presetTo = (cohortId: string | null) =>
      write((tx) =>
        tx
          .update(t.source)
          .set({ settings: { cohortId } })
          .where(eq(t.source.studyId, study.studyId)),
      );
    await presetTo(seniors);
    const token = await startedInterview(db(), study);
    expect(await respondentOf(db(), token)).toMatchObject({ state: "active", cohortId: seniors });
    expect(await findPlace({ db: db(), token })).toBe("region");
    expect(await showScreen({ db: db(), token, input: { screen: "role" } })).toEqual({
      kind: "elsewhere",
      screen: "region",
    });
    const first = await showScreen({ db: db(), token, input: { screen: "region" } });
    expect(first).toMatchObject({ view: { progress: { at: 1, of: 15, previous: null } } });
    expect(await post(db(), token, "region", {})).toBe("task-1");
    expect(await respondentOf(db(), token)).toMatchObject({
      cohortId: seniors,
      versions: { importance: 1 },
    });
    // A cohort the study does not have presets nothing.
    await presetTo("another study's");
    expect(await findPlace({ db: db(), token: await startedInterview(db(), study) })).toBe("role");
  });

  it("that is preset takes its quota place at the start, where nothing else is asked for it", async () => {
    const { t, read, write } = db();
    const study = await fieldStudy(db(), { asksRegion: false });
    const [leaders] = study.cohorts;
    await write(async (tx) => {
      await tx.insert(t.quota).values({
        id: `quota of ${study.studyId}`,
        studyId: study.studyId,
        position: 1,
        name: "Leaders",
        conditions: { cohortIds: [leaders], answers: [] },
        size: 2,
        createdAt: 0,
      });
      await tx
        .update(t.source)
        .set({ settings: { cohortId: leaders } })
        .where(eq(t.source.studyId, study.studyId));
    });
    const tokens = [];
    for (let index = 0; index < 3; index++) tokens.push(await startedInterview(db(), study));
    const places = await Promise.all(tokens.map((token) => findPlace({ db: db(), token })));
    expect(places).toEqual(["task-1", "task-1", "over-quota"]);
    expect(await respondentOf(db(), tokens[2])).toMatchObject({
      state: "over-quota",
      exit: "over-quota",
      versions: {},
    });
    const [quota] = await read.select().from(t.quota).where(eq(t.quota.studyId, study.studyId));
    expect(quota.taken).toBe(2);
  });
});
