import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { saveCohorts } from "../cohorts/save-cohorts";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers } from "../testing";
import { removeQuestion } from "./remove-question";
import { saveQuestion } from "./save-question";
import { saveQuestionnaire } from "./save-questionnaire";
import { saveShowWhen } from "./save-show-when";

type Input = Parameters<typeof saveQuestion>[0]["input"];

const labels = (...words: string[]) => words.map((label) => ({ label }));
const single = (...words: string[]): Input["question"] => ({
  type: "single",
  text: "Which?",
  hint: "",
  required: true,
  options: labels(...words),
});

describeOnBothDatabases("the questions of a draft", (db) => {
  async function draft(): Promise<{ actor: Actor; studyId: string }> {
    const { researcher: actor } = await organisationWithMembers(db());
    const input = { name: "Questions", from: { kind: "blank" as const } };
    const { studyId } = await createStudy({ db: db(), actor, input });
    return { actor, studyId };
  }
  async function drafted() {
    const { actor, studyId } = await draft();
    const save = (input: Partial<Input>) =>
      saveQuestion({
        db: db(),
        actor,
        input: {
          studyId,
          screen: null,
          key: "",
          place: "before-tasks",
          question: single("A", "B"),
          showWhen: null,
          ...input,
        },
      });
    const screenOf = async (key: string) => {
      const { screens } = await contentOf(db(), studyId);
      return screens.find((screen) => screen.key === key);
    };
    const keys = async () => (await contentOf(db(), studyId)).screens.map(({ key }) => key);
    return { actor, studyId, save, screenOf, keys };
  }
  const onlyFor = (screenKey: string, ...options: string[]): NonNullable<Input["showWhen"]> => ({
    match: "all",
    conditions: [{ kind: "answer", screenKey, is: "one-of", options }],
  });

  it("are stored with what their type needs and nothing else, where they were wanted", async () => {
    const { save, screenOf, keys } = await drafted();
    const all = { exclusive: true, other: true, pinned: true, leadsOut: true };
    const words = { text: "Which?", hint: "Really.", required: false };
    expect(await save({ key: "region" })).toBe("region");
    expect(
      await save({
        key: "consent",
        place: "first",
        question: { type: "single", ...words, options: [{ label: "No", ...all }] },
      }),
    ).toBe("consent");
    expect(
      await save({
        place: "last",
        question: {
          type: "multiple",
          ...words,
          optionOrder: "random",
          options: [{ label: "None of these", ...all }],
        },
      }),
    ).toBe("question");
    await save({
      key: "staff",
      question: {
        type: "number",
        ...words,
        unit: "people",
        minimum: 0,
        maximum: null,
        decimals: 0,
      },
    });
    expect(await keys()).toEqual(["consent", "region", "staff", "choices", "question"]);
    expect((await screenOf("consent"))?.settings).toEqual({
      type: "single",
      ...words,
      namesCohort: false,
      options: [{ id: "no", label: "No", other: true, outcome: { kind: "screened-out" } }],
    });
    expect((await screenOf("question"))?.settings).toEqual({
      type: "multiple",
      ...words,
      optionOrder: "random",
      options: [
        {
          id: "none_of_these",
          label: "None of these",
          exclusive: true,
          other: true,
          pinned: true,
          outcome: { kind: "screened-out" },
        },
      ],
    });
    expect((await screenOf("staff"))?.settings).toEqual({
      type: "number",
      ...words,
      unit: "people",
      minimum: 0,
      maximum: null,
      decimals: 0,
    });
  });

  it("are refused when nobody could answer them, naming the field", async () => {
    const { save, keys } = await drafted();
    const other = { label: "Other", other: true };
    const words = { text: "Which?", hint: "", required: true };
    await expect(
      save({ question: { type: "single", ...words, options: [other, other] } }),
    ).rejects.toMatchObject({ issues: [{ path: "question.options.1.other", key: "oneOther" }] });
    await expect(
      save({ question: { type: "ranked", ...words, options: labels("A", "B"), topN: 3 } }),
    ).rejects.toMatchObject({ issues: [{ path: "question.topN", key: "tooHigh" }] });
    const bounds = { unit: "", minimum: 5, maximum: 4, decimals: 0 };
    await expect(save({ question: { type: "number", ...words, ...bounds } })).rejects.toMatchObject(
      { issues: [{ path: "question.maximum", key: "tooLow" }] },
    );
    await expect(save({ key: "choices" })).rejects.toMatchObject({
      issues: [{ path: "key", key: "nameTaken" }],
    });
    await expect(save({ screen: "choices" })).rejects.toMatchObject({
      issues: [{ path: "key", key: "screenChanged" }],
    });
    expect(await keys()).toEqual(["choices"]);
  });

  it("depend on earlier questions only, in conditions and in words", async () => {
    const { actor, studyId, save, keys } = await drafted();
    await save({ key: "first" });
    const refused = (path: string, key: string) => ({ issues: [{ path, key }] });
    await expect(save({ showWhen: onlyFor("elsewhere", "a") })).rejects.toMatchObject(
      refused("showWhen", "referenceMissing"),
    );
    await expect(save({ place: "first", showWhen: onlyFor("first", "a") })).rejects.toMatchObject(
      refused("showWhen", "referenceLater"),
    );
    await expect(save({ showWhen: onlyFor("first", "c") })).rejects.toMatchObject(
      refused("showWhen", "referenceOption"),
    );
    const about = { ...single("A", "B"), text: "Why {{ second }}?" };
    await expect(save({ key: "second", question: about })).rejects.toMatchObject(
      refused("question.text", "referenceLater"),
    );
    const inCohort = { kind: "cohort" as const, is: "one-of" as const, cohortIds: ["x"] };
    await expect(
      save({ showWhen: { match: "all", conditions: [inCohort] } }),
    ).rejects.toMatchObject(refused("showWhen", "referenceCohort"));
    await save({ key: "second", showWhen: onlyFor("first", "a") });
    // Neither the order nor a removal can undo what was right.
    const { revision } = await contentOf(db(), studyId);
    const input = { studyId, texts: revision.texts, allocations: [] };
    await expect(
      saveQuestionnaire({ db: db(), actor, input: { ...input, order: ["second", "first"] } }),
    ).rejects.toMatchObject(refused("order", "referenceLater"));
    const texts = { ...revision.texts, welcomeText: "Hello {{first}}" };
    await expect(
      saveQuestionnaire({ db: db(), actor, input: { ...input, texts, order: [] } }),
    ).rejects.toMatchObject(refused("texts.welcomeText", "referenceLater"));
    await expect(
      removeQuestion({ db: db(), actor, input: { studyId, screen: "first" } }),
    ).rejects.toMatchObject(refused("", "referenceMissing"));
    expect(await keys()).toEqual(["first", "second", "choices"]);
    await removeQuestion({ db: db(), actor, input: { studyId, screen: "second" } });
    await removeQuestion({ db: db(), actor, input: { studyId, screen: "first" } });
    expect(await keys()).toEqual(["choices"]);
  });

  it("are followed by what speaks of them when they or their answers are renamed", async () => {
    const { studyId, save, screenOf } = await drafted();
    await save({ key: "region", question: single("North", "South") });
    await save({
      key: "why",
      question: { ...single("A", "B"), text: "Why {{region}}, not {{ region }}?" },
      showWhen: onlyFor("region", "north"),
    });
    await save({
      screen: "region",
      key: "area",
      question: {
        ...single(),
        options: [
          { id: "south", label: "Southern" },
          { id: "north", label: "Northern" },
        ],
      } as Input["question"],
    });
    expect(await screenOf("why")).toMatchObject({
      settings: { text: "Why {{area}}, not {{area}}?" },
      showWhen: onlyFor("area", "northern"),
    });
    expect((await contentOf(db(), studyId)).screens[0].settings).toMatchObject({
      options: [{ id: "southern" }, { id: "northern" }],
    });
  });

  it("keep their names, those of their answers and their kind once people have answered", async () => {
    const { studyId, save, screenOf } = await drafted();
    await save({ key: "region", question: single("North", "South") });
    const { t, write } = db();
    await write((tx) => tx.update(t.study).set({ state: "live" }).where(eq(t.study.id, studyId)));
    await expect(save({ screen: "region", key: "area" })).rejects.toMatchObject({
      issues: [{ path: "key", key: "nameStays" }],
    });
    const text = { type: "text" as const, text: "Where?", hint: "", required: true, maxLength: 9 };
    await expect(save({ screen: "region", question: text })).rejects.toMatchObject({
      issues: [{ path: "question.type", key: "typeStays" }],
    });
    const options = [{ id: "south", label: "North" }, { label: "North" }, { label: "South" }];
    await save({
      screen: "region",
      key: "",
      question: { ...single(), options } as Input["question"],
    });
    expect((await screenOf("region"))?.settings).toMatchObject({
      options: [{ id: "south" }, { id: "north_2" }, { id: "south_2" }],
    });
  });

  it("can be conditions of any screen but the one that names the cohort", async () => {
    const { actor, studyId, save, screenOf } = await drafted();
    await save({ key: "first" });
    const showWhen = onlyFor("first", "b");
    const on = (screen: string) =>
      saveShowWhen({ db: db(), actor, input: { studyId, screen, showWhen } });
    await on("choices");
    expect((await screenOf("choices"))?.showWhen).toEqual(showWhen);
    await saveCohorts({
      db: db(),
      actor,
      input: {
        studyId,
        cohorts: [{ id: null, name: "One" }],
        screener: { text: "Who?", hint: "", options: [{ label: "Me", leadsTo: 0 }] },
      },
    });
    await expect(on("cohort_question")).rejects.toMatchObject({
      issues: [{ path: "showWhen", key: "cohortForAll" }],
    });
    await expect(on("nothing")).rejects.toThrow("No such screen");
  });
});
