import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { Conflict, Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import { saveCohorts } from "../cohorts/save-cohorts";
import { cancelJob } from "../design/cancel-job";
import { readJob } from "../design/read-job";
import { requestDesign } from "../design/request-design";
import { saveDesignSettings } from "../design/save-design-settings";
import { importItems } from "../items/import-items";
import { saveItems } from "../items/save-items";
import { launchGate } from "../launch/launch-gate";
import { launchStudy } from "../launch/launch-study";
import { removeQuestion } from "../questionnaire/remove-question";
import { saveExercises } from "../questionnaire/save-exercises";
import { saveQuestion } from "../questionnaire/save-question";
import { saveQuestionnaire } from "../questionnaire/save-questionnaire";
import { saveShowWhen } from "../questionnaire/save-show-when";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { createStudy } from "./create-study";
import { deleteDraft } from "./delete-draft";
import { renameStudy } from "./rename-study";

const item = (number: number | null, label: string) => ({
  number,
  label,
  definition: `What ${label} means`,
});

describeOnBothDatabases("editing a draft", (db) => {
  const draft = async (from: "blank" | "template" = "blank") => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: {
        name: "A draft",
        from:
          from === "blank" ? { kind: "blank" } : { kind: "template", template: "pmo-capabilities" },
      },
    });
    return { actor, studyId };
  };
  const numbersOf = async (studyId: string) =>
    (await contentOf(db(), studyId)).items.map((each) => [each.number, each.label]);

  /** One valid request of every verb that changes what a study asks. */
  const editsOf = async (studyId: string) => {
    const { revision, items } = await contentOf(db(), studyId);
    const { prohibitedPairs, ...settings } = revision.designSettings;
    return {
      saveItems: (actor: Actor) =>
        saveItems({
          db: db(),
          actor,
          input: {
            studyId,
            items: items.map(({ number, label, definition }) => ({ number, label, definition })),
          },
        }),
      importItems: (actor: Actor) =>
        importItems({ db: db(), actor, input: { studyId, text: "One more", mode: "append" } }),
      saveCohorts: (actor: Actor) =>
        saveCohorts({
          db: db(),
          actor,
          input: { studyId, cohorts: [], screener: null },
        }),
      saveQuestion: (actor: Actor) =>
        saveQuestion({
          db: db(),
          actor,
          input: {
            studyId,
            screen: null,
            key: "",
            place: "last",
            question: { type: "text", text: "Why?", hint: "", required: false, maxLength: 80 },
            showWhen: null,
          },
        }),
      removeQuestion: (actor: Actor) =>
        removeQuestion({ db: db(), actor, input: { studyId, screen: "region" } }),
      saveShowWhen: (actor: Actor) =>
        saveShowWhen({ db: db(), actor, input: { studyId, screen: "choices", showWhen: null } }),
      saveQuestionnaire: (actor: Actor) =>
        saveQuestionnaire({
          db: db(),
          actor,
          input: { studyId, texts: revision.texts, allocations: [], order: [] },
        }),
      saveExercises: (actor: Actor) => {
        const main = { key: "choices", title: "", asking: "together" as const, anchor: null };
        return saveExercises({
          db: db(),
          actor,
          input: { studyId, exercises: [main], anchors: [] },
        });
      },
      saveDesignSettings: (actor: Actor) =>
        saveDesignSettings({
          db: db(),
          actor,
          input: { studyId, ...settings, prohibitedPairs },
        }),
      requestDesign: (actor: Actor) => requestDesign({ db: db(), actor, input: { studyId } }),
      deleteDraft: (actor: Actor) => deleteDraft({ db: db(), actor, input: { studyId } }),
    };
  };

  it("is refused once the study is launched, by every verb, and changes nothing", async () => {
    const { actor, studyId } = await draft("template");
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    const before = await contentOf(db(), studyId);
    for (const [name, edit] of Object.entries(await editsOf(studyId))) {
      await expect(edit(actor), name).rejects.toMatchObject({ name: "Conflict", key: "frozen" });
    }
    expect(await contentOf(db(), studyId)).toEqual(before);
  });

  it("does not exist for another organisation, nor for a viewer without the report", async () => {
    const { studyId } = await draft("template");
    const { researcher: stranger } = await organisationWithMembers(db());
    const edits = {
      ...(await editsOf(studyId)),
      renameStudy: (actor: Actor) =>
        renameStudy({ db: db(), actor, input: { studyId, name: "Mine now" } }),
      cancelJob: (actor: Actor) => cancelJob({ db: db(), actor, input: { studyId, jobId: "1" } }),
      readJob: (actor: Actor) =>
        readJob({ db: db(), actor, input: { studyId, kind: "generate-design" } }),
    };
    const before = await contentOf(db(), studyId);
    for (const [name, edit] of Object.entries(edits)) {
      await expect(edit(stranger), name).rejects.toThrow(NotFound);
    }
    expect(await contentOf(db(), studyId)).toEqual(before);
  });

  it("is not for a viewer to whom the report is open", async () => {
    const { researcher, viewer } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor: researcher,
      input: { name: "Seen only", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const hidden = renameStudy({ db: db(), actor: viewer, input: { studyId, name: "No" } });
    await expect(hidden).rejects.toThrow(NotFound);
    await db().write((tx) =>
      tx.insert(db().t.studyViewer).values({ studyId, userId: viewer.userId, createdAt: 1 }),
    );
    for (const [name, edit] of Object.entries(await editsOf(studyId))) {
      await expect(edit(viewer), name).rejects.toThrow(Forbidden);
    }
    const rename = renameStudy({ db: db(), actor: viewer, input: { studyId, name: "No" } });
    await expect(rename).rejects.toThrow(Forbidden);
  });

  describe("items", () => {
    it("keep their number through renaming, moving and removing others; none is used twice", async () => {
      const { actor, studyId } = await draft();
      const save = (items: ReturnType<typeof item>[]) =>
        saveItems({ db: db(), actor, input: { studyId, items } });
      await save([item(null, "Alpha"), item(null, "Beta"), item(null, "Gamma")]);
      await save([item(3, "Gamma"), item(1, "Alpha, renamed")]);
      expect(await numbersOf(studyId)).toEqual([
        [3, "Gamma"],
        [1, "Alpha, renamed"],
      ]);
      await save([item(null, "Delta"), item(3, "Gamma"), item(1, "Alpha, renamed")]);
      expect(await numbersOf(studyId)).toEqual([
        [4, "Delta"],
        [3, "Gamma"],
        [1, "Alpha, renamed"],
      ]);
      await expect(save([item(2, "Beta again")])).rejects.toThrow(InvalidInput);
      await expect(save([item(4, "Delta"), item(4, "Delta")])).rejects.toThrow(InvalidInput);
      expect((await numbersOf(studyId)).length).toBe(3);
    });

    it("are named in the errors of a list that cannot be saved", async () => {
      const { actor, studyId } = await draft();
      const items = [item(null, "Alpha"), item(null, " \u200b\u3164"), item(null, "x".repeat(200))];
      await expect(saveItems({ db: db(), actor, input: { studyId, items } })).rejects.toMatchObject(
        {
          issues: [
            { path: "items.1.label", key: "required" },
            { path: "items.2.label", key: "tooLong", values: { maximum: 160 } },
          ],
        },
      );
    });

    it("come from a list after those there are, or in their place with known labels kept", async () => {
      const { actor, studyId } = await draft();
      const take = (text: string, mode: "append" | "replace") =>
        importItems({ db: db(), actor, input: { studyId, text, mode } });
      await take("label,definition\nAlpha,First\nBeta,Second", "append");
      await take("Gamma\tThird", "append");
      await expect(take("beta\tAgain", "append")).rejects.toMatchObject({
        issues: [{ key: "itemListedAlready" }],
      });
      await take("Delta\nBETA\nAlpha", "replace");
      expect(await numbersOf(studyId)).toEqual([
        [4, "Delta"],
        [2, "BETA"],
        [1, "Alpha"],
      ]);
      await expect(take("Epsilon\nepsilon", "replace")).rejects.toMatchObject({
        issues: [{ path: "text", key: "listLabelTwice", values: { line: 2, first: 1 } }],
      });
      expect((await numbersOf(studyId)).length).toBe(3);
    });

    it("take the pairs that name them along, and sizes nobody chose follow the list's length", async () => {
      const { actor, studyId } = await draft();
      const labels = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"];
      await saveItems({
        db: db(),
        actor,
        input: { studyId, items: labels.map((label) => item(null, label)) },
      });
      const { revision } = await contentOf(db(), studyId);
      expect(revision.designSettings).toMatchObject({ itemsPerTask: 4, taskCount: 6 });
      await saveDesignSettings({
        db: db(),
        actor,
        input: {
          studyId,
          itemsPerTask: 3,
          taskCount: 9,
          versionCount: 50,
          seed: 7,
          prohibitedPairs: [
            [2, 1],
            [1, 2],
            [3, 8],
          ],
        },
      });
      await saveItems({
        db: db(),
        actor,
        input: { studyId, items: labels.slice(0, 7).map((label, index) => item(index + 1, label)) },
      });
      expect((await contentOf(db(), studyId)).revision.designSettings).toEqual({
        itemsPerTask: 3,
        taskCount: 9,
        versionCount: 50,
        seed: 7,
        prohibitedPairs: [[1, 2]],
      });
    });

    it("make a design stale when the list changes, and only then", async () => {
      const { actor, studyId } = await draft("template");
      await storeSmallDesign(db(), studyId);
      const codes = async () => launchGate(await contentOf(db(), studyId)).map((line) => line.code);
      const { items } = await contentOf(db(), studyId);
      const list = items.map(({ number, label, definition }) => ({ number, label, definition }));
      const save = (saved: typeof list) =>
        saveItems({ db: db(), actor, input: { studyId, items: saved } });
      await save(list.toReversed());
      expect(await codes()).toEqual([]);
      await save(list.slice(1));
      expect(await codes()).toContain("staleDesign");
    });
  });

  describe("cohorts", () => {
    const screener = {
      text: "Who are you?",
      hint: "",
      options: [
        { label: "A maker", leadsTo: 0 },
        { label: "A user", leadsTo: 1 },
        { label: "Neither", leadsTo: "screened-out" as const },
      ],
    };
    const named = (...names: string[]) => names.map((name) => ({ id: null, name }));

    it("keep their identity through renaming and reordering, and answers follow them", async () => {
      const { actor, studyId } = await draft();
      const input = { studyId, screener };
      await saveCohorts({
        db: db(),
        actor,
        input: { ...input, cohorts: named("Makers", "Users") },
      });
      const { cohorts } = await contentOf(db(), studyId);
      const [makers, users] = cohorts;
      await saveCohorts({
        db: db(),
        actor,
        input: {
          ...input,
          cohorts: [
            { id: users.id, name: "Users" },
            { id: makers.id, name: "Builders" },
          ],
          screener: { ...screener, options: [{ label: "A maker", leadsTo: 1 }] },
        },
      });
      const after = await contentOf(db(), studyId);
      expect(after.cohorts.map(({ id, number, name }) => [id, number, name])).toEqual([
        [users.id, 1, "Users"],
        [makers.id, 2, "Builders"],
      ]);
      expect(after.screens[0]).toMatchObject({
        kind: "question",
        position: 1,
        settings: {
          namesCohort: true,
          options: [{ id: "a_maker", outcome: { kind: "cohort", cohortId: makers.id } }],
        },
      });
    });

    it("have their question before the tasks, its answers named by their words", async () => {
      const { actor, studyId } = await draft();
      const save = (options: object[]) =>
        saveCohorts({
          db: db(),
          actor,
          input: {
            studyId,
            cohorts: named("Makers", "Users"),
            screener: { ...screener, options: options as typeof screener.options },
          },
        });
      await save([
        { label: "Élan", leadsTo: 0 },
        { label: "東京", leadsTo: 1 },
      ]);
      const { screens } = await contentOf(db(), studyId);
      expect(screens.map((screen) => [screen.position, screen.key])).toEqual([
        [1, "cohort_question"],
        [2, "choices"],
      ]);
      expect(screens[0].settings).toMatchObject({ options: [{ id: "elan" }, { id: "option_2" }] });
    });

    it("may have their answers mixed, all but the pinned ones, and one that asks for a text", async () => {
      const { actor, studyId } = await draft();
      const save = (optionOrder: "fixed" | "random", ...others: boolean[]) =>
        saveCohorts({
          db: db(),
          actor,
          input: {
            studyId,
            cohorts: named("Makers", "Users"),
            screener: {
              ...screener,
              optionOrder,
              options: screener.options.map((option, index) => ({
                ...option,
                other: others[index] ?? false,
                pinned: index === 2,
              })),
            },
          },
        });
      await save("random", false, false, true);
      const settings = async () => (await contentOf(db(), studyId)).screens[0].settings;
      expect(await settings()).toMatchObject({
        optionOrder: "random",
        options: [
          { id: "a_maker", outcome: { kind: "cohort" } },
          { id: "a_user" },
          { id: "neither", other: true, pinned: true, outcome: { kind: "screened-out" } },
        ],
      });
      await save("fixed");
      const listed = await settings();
      expect(listed).not.toHaveProperty("optionOrder");
      expect(JSON.stringify(listed)).not.toContain("pinned");
      await expect(save("random", true, true)).rejects.toMatchObject({
        issues: [{ path: "screener.options.1.other", key: "oneOther" }],
      });
    });

    it("refuse two of one name, and a place that is not in the list", async () => {
      const { actor, studyId } = await draft();
      const save = (input: Partial<Parameters<typeof saveCohorts>[0]["input"]>) =>
        saveCohorts({
          db: db(),
          actor,
          input: { studyId, cohorts: named("Makers", "Users"), screener, ...input },
        });
      for (const twin of ["makers", "Makers\u200b", "Ｍakers"]) {
        await expect(save({ cohorts: named("Makers", twin) })).rejects.toMatchObject({
          issues: [{ path: "cohorts.1.name", key: "nameTaken" }],
        });
      }
      await expect(save({ cohorts: named("Makers") })).rejects.toMatchObject({
        issues: [{ path: "screener.options.1.leadsTo" }],
      });
      await expect(save({ cohorts: [{ id: "elsewhere", name: "Theirs" }] })).rejects.toThrow(
        InvalidInput,
      );
      expect((await contentOf(db(), studyId)).cohorts).toEqual([]);
    });
  });

  describe("the questionnaire", () => {
    const allocation = {
      key: null,
      format: "constant-sum" as const,
      tense: "now" as const,
      text: "Divide 100 points.",
      hint: "",
      total: 100,
      topN: 3,
    };

    it("holds none, one or several allocation questions, each with a key of its own", async () => {
      const { actor, studyId } = await draft();
      const { revision } = await contentOf(db(), studyId);
      const save = (allocations: (Omit<typeof allocation, "key"> & { key: string | null })[]) =>
        saveQuestionnaire({
          db: db(),
          actor,
          input: { studyId, texts: revision.texts, allocations, order: [] },
        });
      const keys = async () => (await contentOf(db(), studyId)).screens.map((screen) => screen.key);
      await save([allocation, allocation]);
      expect(await keys()).toEqual(["choices", "allocation_now", "allocation_now_2"]);
      await save([{ ...allocation, key: "allocation_now_2", text: "Divide them again." }]);
      expect(await keys()).toEqual(["choices", "allocation_now_2"]);
      await expect(save([{ ...allocation, key: "choices" }])).rejects.toThrow(InvalidInput);
      await save([]);
      expect(await keys()).toEqual(["choices"]);
    });

    it("takes an order, but never the cohort's question after the tasks", async () => {
      const { actor, studyId } = await draft("template");
      const { revision, screens } = await contentOf(db(), studyId);
      const allocations = screens.flatMap(({ key, kind, settings }) =>
        kind === "allocation" && "tense" in settings ? [{ key, ...settings }] : [],
      );
      const save = (order: string[]) =>
        saveQuestionnaire({
          db: db(),
          actor,
          input: { studyId, texts: revision.texts, allocations, order },
        });
      const order = [
        ...["allocation_now", "role", "choices"],
        ...["region", "organization_size", "allocation_should"],
        ...["pmo_customers", "genai_top_five"],
      ];
      await save(order);
      expect((await contentOf(db(), studyId)).screens.map((screen) => screen.key)).toEqual(order);
      await expect(save(["choices", "role"])).rejects.toMatchObject({
        issues: [{ path: "order", key: "cohortBeforeTasks" }],
      });
      expect((await contentOf(db(), studyId)).screens.map((screen) => screen.key)).toEqual(order);
    });
  });

  describe("the design", () => {
    it("refuses sizes and pairs that no design can have, with the reason", async () => {
      const { actor, studyId } = await draft();
      await importItems({
        db: db(),
        actor,
        input: { studyId, text: "Alpha\nBeta\nGamma\nDelta\nEpsilon", mode: "append" },
      });
      const save = (itemsPerTask: number, prohibitedPairs: [number, number][]) =>
        saveDesignSettings({
          db: db(),
          actor,
          input: {
            studyId,
            itemsPerTask,
            taskCount: 5,
            versionCount: 10,
            seed: 1,
            prohibitedPairs,
          },
        });
      await expect(save(6, [])).rejects.toMatchObject({
        issues: [{ path: "itemsPerTask", key: "moreThanItems" }],
      });
      await expect(save(3, [[1, 1]])).rejects.toMatchObject({ issues: [{ key: "pairOfOne" }] });
      await expect(save(3, [[1, 9]])).rejects.toMatchObject({ issues: [{ key: "itemChanged" }] });
      await expect(
        save(3, [
          [1, 2],
          [1, 3],
          [1, 4],
        ]),
      ).rejects.toMatchObject({
        issues: [
          {
            path: "prohibitedPairs",
            key: "pairsImpossible",
            values: { reason: expect.stringMatching(/^“Alpha” may meet only 1 other item,/) },
          },
        ],
      });
      await expect(
        saveDesignSettings({
          db: db(),
          actor,
          input: {
            studyId,
            itemsPerTask: 3,
            taskCount: 1,
            versionCount: 10,
            seed: 1,
            prohibitedPairs: [],
          },
        }),
      ).rejects.toMatchObject({
        issues: [{ path: "taskCount", key: "fewerThanItems", values: { least: 2 } }],
      });
      await expect(save(2, [])).rejects.toMatchObject({ issues: [{ key: "tooLow" }] });
    });

    it("is asked for once at a time, can be cancelled, and asked for again", async () => {
      const { actor, studyId } = await draft("template");
      const request = { db: db(), actor, input: { studyId } };
      const kind = "generate-design";
      const jobId = await requestDesign(request);
      await expect(requestDesign(request)).rejects.toMatchObject({ key: "designUnderWay" });
      const { t, read } = db();
      const [job] = await read.select().from(t.job).where(eq(t.job.id, jobId));
      const { revision } = await contentOf(db(), studyId);
      expect(job).toMatchObject({
        kind,
        state: "queued",
        input: { revisionId: revision.id },
      });
      await cancelJob({ db: db(), actor, input: { studyId, jobId } });
      const cancelled = await readJob({ db: db(), actor, input: { studyId, kind } });
      expect(cancelled).toMatchObject({ id: jobId, state: "cancelled" });
      const again = await requestDesign(request);
      expect(await readJob({ db: db(), actor, input: { studyId, kind } })).toMatchObject({
        id: again,
        state: "queued",
      });
    });

    it("needs items", async () => {
      const { actor, studyId } = await draft();
      await expect(requestDesign({ db: db(), actor, input: { studyId } })).rejects.toThrow(
        Conflict,
      );
    });
  });

  it("ends with deletion, which leaves nothing but the log", async () => {
    const { actor, studyId } = await draft("template");
    await storeSmallDesign(db(), studyId);
    await requestDesign({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    await deleteDraft({ db: db(), actor, input: { studyId } });
    const { t, read } = db();
    for (const table of [t.study]) {
      expect(await read.select().from(table).where(eq(table.id, studyId))).toEqual([]);
    }
    for (const table of [t.revision, t.item, t.cohort, t.job]) {
      expect(await read.select().from(table).where(eq(table.studyId, studyId))).toEqual([]);
    }
    for (const table of [t.wording, t.screen, t.design]) {
      expect(await read.select().from(table).where(eq(table.revisionId, revision.id))).toEqual([]);
    }
    const entries = await read
      .select()
      .from(t.auditEntry)
      .where(eq(t.auditEntry.subjectId, studyId));
    expect(entries.map((entry) => entry.verb)).toContain("delete draft");
  });
});
