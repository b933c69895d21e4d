import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { InvalidInput } from "@/lib/errors";
import { saveDesignSettings } from "../design/save-design-settings";
import { importItems } from "../items/import-items";
import { saveItems } from "../items/save-items";
import { launchGate } from "../launch/launch-gate";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { saveExercises } from "./save-exercises";

type Input = Parameters<typeof saveExercises>[0]["input"];
type Exercise = Input["exercises"][number];

const TEXTS = { choiceQuestion: "Which first?", bestLabel: "First", worstLabel: "Last" };
const MAIN: Exercise = { key: "choices", title: "", asking: "two-step", anchor: null };
const GENAI: Exercise = {
  key: null,
  title: "GenAI tasks",
  asking: "together",
  anchor: { question: "Of these:", all: "All", some: "Some", none: "None" },
  list: "GenAI tasks",
  texts: TEXTS,
};
const MIRROR: Exercise = {
  key: null,
  title: "As they see it",
  asking: "together",
  anchor: null,
  texts: TEXTS,
  mirror: { of: "choices", views: [] },
};
const ANCHOR: Input["anchors"][number] = {
  key: null,
  exercise: "choices",
  text: "Is it important?",
  hint: "",
  yesLabel: "Yes",
  noLabel: "No",
};

/** The template's draft with a second list of nine items, and how to save and read its exercises. */
async function draft(db: Database) {
  const { researcher: actor } = await organisationWithMembers(db);
  const { studyId } = await createStudy({
    db,
    actor,
    input: { name: "Two lists", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const text = Array.from({ length: 9 }, (_, index) => `Task ${index + 1}`).join("\n");
  await importItems({ db, actor, input: { studyId, list: "GenAI tasks", text, mode: "append" } });
  return { studyId, actor: actor as Actor, ...actions(db, actor, studyId) };
}

function actions(db: Database, actor: Actor, studyId: string) {
  return {
    save: (exercises: Exercise[], anchors: Input["anchors"] = []) =>
      saveExercises({ db, actor, input: { studyId, exercises, anchors } }),
    read: () => contentOf(db, studyId),
  };
}

describeOnBothDatabases("the exercises of a draft", (db) => {
  it("stand in the order main, its anchor, further ones, mirrors, before the allocations", async () => {
    const { save, read } = await draft(db());
    await save([MAIN, GENAI, MIRROR], [ANCHOR]);
    const { screens } = await read();
    const from = screens.findIndex(({ key }) => key === "choices");
    expect(screens.slice(from, from + 4).map(({ key, kind }) => [key, kind])).toEqual([
      ["choices", "exercise"],
      ["important_choices", "anchor"],
      ["genai_tasks", "exercise"],
      ["as_they_see_it", "exercise"],
    ]);
    const rest = screens.slice(from + 4).map(({ kind }) => kind);
    expect(rest).toEqual(["allocation", "allocation", "question", "question"]);
  });

  it("have each its own items, words and size; a mirror has those of what it asks again", async () => {
    const { save, read } = await draft(db());
    await save([MAIN, GENAI, MIRROR]);
    const [main, genai, mirror] = exercisesOf(await read());
    expect(genai.items.map(({ number }) => number)).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22]);
    expect(genai.designSettings).toMatchObject({ itemsPerTask: 4, taskCount: 7 });
    expect(main.designSettings).not.toBe(genai.designSettings);
    expect(mirror.items).toEqual(main.items);
    expect(mirror.designSettings).toEqual(main.designSettings);
    expect([main.texts.bestLabel, genai.texts.bestLabel]).not.toEqual(["First", "First"]);
  });

  it("keep their design settings when they are saved again, and follow their list's length", async () => {
    const { studyId, actor, save, read } = await draft(db());
    await save([MAIN, GENAI]);
    const settings = { taskCount: 9, versionCount: 40, seed: 5, prohibitedPairs: [] };
    await saveDesignSettings({
      db: db(),
      actor,
      input: { studyId, exercise: "genai_tasks", itemsPerTask: 3, ...settings },
    });
    const known = { ...GENAI, key: "genai_tasks", title: "Machines" };
    await save([MAIN, known]);
    const genai = async () => exercisesOf(await read())[1];
    expect((await genai()).designSettings).toEqual({ itemsPerTask: 3, ...settings });
    expect((await read()).revision.designSettings.versionCount).not.toBe(40);
    const items = (await genai()).items.slice(0, 6).map(({ number, label }) => ({
      number,
      label,
      definition: "",
    }));
    await saveItems({ db: db(), actor, input: { studyId, list: "GenAI tasks", items } });
    expect((await genai()).items).toHaveLength(6);
    expect((await read()).items).toHaveLength(13);
  });

  it("go with their designs when they are left out; the main one cannot", async () => {
    const { studyId, save, read } = await draft(db());
    await save([MAIN, GENAI], [ANCHOR]);
    await storeSmallDesign(db(), studyId);
    await save([MAIN]);
    const content = await read();
    expect(exercisesOf(content).map(({ key }) => key)).toEqual(["choices"]);
    expect(content.screens.some(({ kind }) => kind === "anchor")).toBe(false);
    expect(content.designs.map(({ exercise }) => exercise)).toEqual(["choices"]);
    await expect(save([GENAI])).rejects.toBeInstanceOf(InvalidInput);
    await expect(save([])).rejects.toBeInstanceOf(InvalidInput);
  });

  it("are refused with no title, an unknown list, a mirror of a mirror, an anchor of nothing", async () => {
    const { save, read } = await draft(db());
    const before = JSON.stringify((await read()).screens);
    const refused: [Exercise[], Input["anchors"]][] = [
      [[MAIN, { ...GENAI, title: " " }], []],
      [[MAIN, { ...GENAI, list: "Nobody's" }], []],
      [[MAIN, { ...MIRROR, mirror: { of: "nothing", views: [] } }], []],
      [[MAIN, { ...GENAI, key: "never_saved" }], []],
      [[MAIN, { ...MAIN }], []],
      [[MAIN], [{ ...ANCHOR, exercise: "nothing" }]],
      [[MAIN], [{ ...ANCHOR, key: "never_saved" }]],
    ];
    for (const [exercises, anchors] of refused) {
      await expect(save(exercises, anchors)).rejects.toBeInstanceOf(InvalidInput);
    }
    expect(JSON.stringify((await read()).screens)).toBe(before);
  });

  it("have repeated and holdout tasks, drawn once and kept while they fit", async () => {
    const { save, read } = await draft(db());
    await save([{ ...MAIN, repeats: 2, holdouts: 3 }]);
    const settings = async () => exercisesOf(await read())[0].settings;
    const { repeats, holdouts = [] } = await settings();
    expect(repeats).toBe(2);
    expect(holdouts.map((set) => set.length)).toEqual([4, 4, 4]);
    expect(new Set(holdouts.flat()).size).toBe(12);
    await save([{ ...MAIN, title: "Capabilities", repeats: 2, holdouts: 3 }]);
    expect((await settings()).holdouts).toEqual(holdouts);
    const codes = async () => launchGate(await read()).map(({ code }) => code);
    expect(await codes()).not.toContain("staleHoldouts");
    const content = await read();
    content.items = content.items.filter(({ number }) => number !== holdouts[0][0]);
    expect(launchGate(content).map(({ code }) => code)).toContain("staleHoldouts");
    content.revision.designSettings.taskCount = 4;
    expect(launchGate(content).map(({ code }) => code)).toContain("fewTasksForRepeats");
    await save([MAIN]);
    expect(await settings()).not.toHaveProperty("repeats");
    expect(await settings()).not.toHaveProperty("holdouts");
    for (const checks of [{ repeats: 4 }, { holdouts: 7 }, { repeats: 1.5 }]) {
      await expect(save([{ ...MAIN, ...checks }])).rejects.toBeInstanceOf(InvalidInput);
    }
    await expect(save([MAIN, { ...MIRROR, repeats: 1 }])).rejects.toBeInstanceOf(InvalidInput);
    await expect(save([MAIN, { ...MIRROR, holdouts: 1 }])).rejects.toBeInstanceOf(InvalidInput);
  });

  it("are held to the launch gate each, named where there are several", async () => {
    const { save, read } = await draft(db());
    await save([MAIN, { ...GENAI, texts: { ...TEXTS, bestLabel: "" } }, MIRROR], [ANCHOR]);
    const errors = async () =>
      launchGate(await read())
        .filter(({ severity }) => severity === "error")
        .map(({ code, values }) => [code, values.about ?? values.title ?? null]);
    expect(await errors()).toEqual([
      ["exerciseText", "GenAI tasks"],
      ["noDesign", null],
      ["noDesign", "GenAI tasks"],
    ]);
    const content = await read();
    content.cohorts = content.cohorts.slice(0, 1);
    content.screens = content.screens.map((screen) =>
      screen.key === "important_choices" ? { ...screen, position: 0 } : screen,
    );
    const codes = launchGate(content).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["mirrorCohorts", "anchorEarly"]));
  });
});
