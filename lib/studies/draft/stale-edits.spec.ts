import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { rulesOf } from "@/db/queries/monitoring-rules";
import type { RevisionContent } from "@/db/queries/revision-content";
import { isAllocation, isQuestion, namesCohort } from "@/db/schema/screen-settings";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { InvalidInput } from "@/lib/errors";
import { csvText, safeCell } from "@/lib/files/csv";
import { addressText, studyTexts } from "@/lib/translations/study-texts";
import { saveCohortRules } from "../cohorts/save-cohort-rules";
import { saveCohorts } from "../cohorts/save-cohorts";
import { saveDesignSettings } from "../design/save-design-settings";
import { importItems } from "../items/import-items";
import { saveItems } from "../items/save-items";
import { importTranslations } from "../languages/import-translations";
import { saveLanguages } from "../languages/save-languages";
import { saveTranslations } from "../languages/save-translations";
import { saveQualityRules } from "../launch/save-quality-rules";
import { createStudy } from "../lifecycle/create-study";
import { renameStudy } from "../lifecycle/rename-study";
import { saveSuspectPairs } from "../pairs/save-suspect-pairs";
import { removeQuestion } from "../questionnaire/remove-question";
import { saveExercises } from "../questionnaire/save-exercises";
import { saveQuestion } from "../questionnaire/save-question";
import { saveQuestionnaire } from "../questionnaire/save-questionnaire";
import { saveShowWhen } from "../questionnaire/save-show-when";
import { listQuotas } from "../quotas/list-quotas";
import { saveQuotas } from "../quotas/save-quotas";
import { addSource } from "../sources/add-source";
import { changeSource } from "../sources/change-source";
import { listSources } from "../sources/list-sources";
import { saveFieldwork } from "../sources/save-fieldwork";
import { setSourceKey } from "../sources/set-source-key";
import { contentOf, organisationWithMembers } from "../testing";
import { editSnapshot } from "./edit-snapshot";
import {
  cohortParts,
  conditionParts,
  designParts,
  exerciseParts,
  fieldworkParts,
  itemParts,
  languageFileParts,
  languageParts,
  monitoringParts,
  nameParts,
  pairParts,
  questionnaireParts,
  questionParts,
  quotaParts,
  ruleParts,
  sourceParts,
  translationParts,
} from "./edited-parts";

type Told = [kind: string, name: string, how: string];

interface Editor {
  /** What its page is drawn from. */
  seen: (content: RevisionContent) => string | Promise<string>;
  /** Saves one of two different changes to it, as a form drawn from `seen` would. */
  save: (seen: string | undefined, change: "first" | "second") => Promise<unknown>;
  /** What is told of the first change to whoever saves the second one over it. */
  told: readonly Told[];
}

/** Every editor of a study, each with two people who change the same thing. */
async function editorsOf(
  db: Database,
  actor: Actor,
  studyId: string,
): Promise<Record<string, Editor>> {
  const { items, screens, cohorts, revision } = await contentOf(db, studyId);
  const input = { db, actor };
  const screener = screens.find(namesCohort);
  const question = screens.find((one) => isQuestion(one) && !namesCohort(one));
  const lastQuestion = screens.findLast((one) => isQuestion(one) && !namesCohort(one));
  if (!screener || !question || !lastQuestion) throw new Error("The template asks questions.");
  const options = (label: string) => ["Small", label].map((each) => ({ label: each }));
  const listed = items.map(({ number, label, definition }) => ({ number, label, definition }));
  const leads = {
    when: {
      match: "all" as const,
      conditions: [
        {
          kind: "answer" as const,
          screenKey: screener.key,
          is: "one-of" as const,
          options: [screener.settings.options[0].id],
        },
      ],
    },
  };
  const { sourceId } = await addSource({
    ...input,
    input: { studyId, kind: "panel", name: "A panel", settings: PANEL },
  });
  const source = async () => {
    const sources = await listSources({ ...input, input: { studyId } });
    const found = sources.find(({ id }) => id === sourceId);
    if (!found) throw new Error("The source is gone.");
    return found;
  };
  const study = async () => (await rowsOf(db, studyId)).study;
  const [translated] = studyTexts(await contentOf(db, studyId));
  const exercise = { key: "choices", asking: "together" as const, anchor: null };
  return {
    items: {
      seen: (content) => editSnapshot(itemParts(content.items)),
      save: (seen, change) =>
        saveItems({
          ...input,
          input: {
            studyId,
            seen,
            items:
              change === "first"
                ? [
                    { ...listed[0], definition: "Another one" },
                    ...listed.slice(2),
                    { number: null, label: "New", definition: "" },
                  ]
                : listed.slice(2),
          },
        }),
      told: [
        ["item", items[0].label, "changed"],
        ["item", "New", "added"],
        ["itemOrder", "", "changed"],
        ["item", items[1].label, "removed"],
      ],
    },
    quotas: {
      seen: async () =>
        editSnapshot(quotaParts((await listQuotas({ ...input, input: { studyId } })).quotas)),
      save: (seen, change) =>
        saveQuotas({
          ...input,
          input: {
            studyId,
            seen,
            quotas: [
              { id: null, name: change, size: 5, conditions: { cohortIds: [], answers: [] } },
            ],
          },
        }),
      told: [
        ["quota", "first", "added"],
        ["quotaOrder", "", "changed"],
      ],
    },
    questionnaire: {
      seen: (content) => editSnapshot(questionnaireParts(content)),
      save: (seen, change) =>
        saveQuestionnaire({
          ...input,
          input: {
            studyId,
            seen,
            texts: { ...revision.texts, welcomeTitle: change },
            allocations: [],
            order:
              change === "first"
                ? screens
                    .map(({ key }) => key)
                    .reverse()
                    .toSorted(
                      (one, other) => Number(other === screener.key) - Number(one === screener.key),
                    )
                : [],
          },
        }),
      told: [
        ["screenOrder", "", "changed"],
        ["text", "Title", "changed"],
        ...screens
          .filter(isAllocation)
          .map(({ settings }) => ["allocation", settings.text.slice(0, 80), "removed"] as Told),
      ],
    },
    exercises: {
      seen: (content) => editSnapshot(exerciseParts(content)),
      save: (seen, change) =>
        saveExercises({
          ...input,
          input: { studyId, seen, exercises: [{ ...exercise, title: change }], anchors: [] },
        }),
      told: [["exercise", "first", "changed"]],
    },
    question: {
      seen: (content) => editSnapshot(questionParts(content, question.key)),
      save: (seen, change) =>
        saveQuestion({
          ...input,
          input: {
            studyId,
            seen,
            screen: question.key,
            key: question.key,
            place: "last",
            question: {
              type: "single",
              text: change,
              hint: "",
              required: true,
              options: options(change),
            },
            showWhen: null,
          },
        }),
      told: [["question", "", "changed"]],
    },
    "who is shown a screen": {
      seen: (content) => editSnapshot(conditionParts(content, "choices")),
      save: (seen, change) =>
        saveShowWhen({
          ...input,
          input: {
            studyId,
            seen,
            screen: "choices",
            showWhen:
              change === "second"
                ? null
                : {
                    match: "all",
                    conditions: [{ kind: "cohort", is: "one-of", cohortIds: [cohorts[0].id] }],
                  },
          },
        }),
      told: [["condition", "", "changed"]],
    },
    cohorts: {
      seen: (content) => editSnapshot(cohortParts(content)),
      save: (seen, change) =>
        saveCohorts({
          ...input,
          input: {
            studyId,
            seen,
            cohorts: cohorts.map(({ id, name }, index) => ({
              id,
              name: index === 0 ? change : name,
            })),
            screener: { text: "Who?", hint: "", options: [{ label: change, leadsTo: 0 }] },
          },
        }),
      told: [
        ["cohort", "first", "changed"],
        ["question", "", "changed"],
        ["answer", "first", "added"],
        ...screener.settings.options.map(({ label }) => ["answer", label, "removed"] as Told),
      ],
    },
    rules: {
      seen: (content) => editSnapshot(ruleParts(content)),
      save: (seen, change) =>
        saveCohortRules({
          ...input,
          input: {
            studyId,
            seen,
            rules: change === "first" ? [{ ...leads, outcome: { kind: "screened-out" } }] : [],
          },
        }),
      told: [["rule", "1", "added"]],
    },
    "a list that is replaced": {
      seen: (content) => editSnapshot(itemParts(content.items)),
      save: (seen, change) =>
        change === "first"
          ? saveItems({ ...input, input: { studyId, seen, items: listed.slice(1) } })
          : importItems({
              ...input,
              input: { studyId, seen, mode: "replace", text: "Quite\nanother\nlist" },
            }),
      told: [
        ["itemOrder", "", "changed"],
        ["item", items[0].label, "removed"],
      ],
    },
    "a question that is removed": {
      seen: (content) => editSnapshot(questionParts(content, lastQuestion.key)),
      save: (seen, change) =>
        change === "first"
          ? saveQuestion({
              ...input,
              input: {
                studyId,
                seen,
                screen: lastQuestion.key,
                key: lastQuestion.key,
                place: "last",
                question: {
                  type: "single",
                  text: "Asked otherwise",
                  hint: "",
                  required: true,
                  options: options("Large"),
                },
                showWhen: null,
              },
            })
          : removeQuestion({ ...input, input: { studyId, seen, screen: lastQuestion.key } }),
      told: [["question", "", "changed"]],
    },
    "the design's settings": {
      seen: ({ revision: { designSettings } }) => editSnapshot(designParts(designSettings)),
      save: (seen, change) =>
        saveDesignSettings({
          ...input,
          input: {
            studyId,
            seen,
            ...{ itemsPerTask: 4, taskCount: change === "first" ? 15 : 16, versionCount: 30 },
            seed: revision.designSettings.seed,
            prohibitedPairs: change === "first" ? [[items[0].number, items[1].number]] : [],
          },
        }),
      told: [
        ["setting", "Tasks for each respondent", "changed"],
        ["setting", "Versions", "changed"],
        ["setting", "Pairs that never share a task", "changed"],
      ],
    },
    "the pairs of items": {
      seen: (content) => editSnapshot(pairParts(content, content.items)),
      save: (seen, change) =>
        saveSuspectPairs({
          ...input,
          input: {
            ...{ studyId, seen },
            pairs: (revision.suspectPairs ?? []).map(({ items: [one, other], ...pair }) => ({
              ...{ one, other, ...pair },
              reason: one === items[5].number ? change : pair.reason,
            })),
          },
        }),
      told: [["pair", `${items[5].label} / ${items[6].label}`, "changed"]],
    },
    "the rules of quality": {
      seen: (content) => editSnapshot(monitoringParts(rulesOf(content.revision))),
      save: (seen, change) =>
        saveQualityRules({
          ...input,
          input: {
            ...{ studyId, seen, ...rulesOf(revision) },
            speeding: change === "first" ? 0.25 : 0.75,
            looks: [10],
          },
        }),
      told: [
        ["setting", "Too fast, % of the median time", "changed"],
        ["setting", "Looks at precision", "changed"],
      ],
    },
    dates: {
      seen: async () => editSnapshot(fieldworkParts((await study()).fieldwork)),
      save: (seen, change) =>
        saveFieldwork({
          ...input,
          input: {
            ...{ studyId, seen, opens: "", closes: "2030-12-01T09:00" },
            timeZone: change === "first" ? "Europe/Berlin" : "UTC",
            ...{ graceMinutes: 30, softLaunchCompletes: 20, expiryMinutes: 60 },
          },
        }),
      told: [
        ["setting", "Closes", "changed"],
        ["setting", "Time zone", "changed"],
        ["setting", "Extra time after it closes, in minutes", "changed"],
        ["setting", "Soft launch, in complete interviews", "changed"],
        ["setting", "Expiry, in minutes", "changed"],
      ],
    },
    "a source": {
      seen: async () => editSnapshot(sourceParts(await source())),
      save: (seen, change) => {
        const exits = { ...PANEL.exits, complete: `https://panel.example/${change}?id={{rid}}` };
        return changeSource({
          ...input,
          input: {
            ...{ studyId, sourceId, seen, kind: "panel", name: change },
            settings: { ...PANEL, exits },
          },
        });
      },
      told: [
        ["setting", "Name", "changed"],
        ["setting", "Complete", "changed"],
      ],
    },
    "a source's key": {
      seen: async () => (await source()).keySeen,
      save: (seen, change) =>
        setSourceKey({
          ...input,
          input: { studyId, sourceId, seen, parameter: change === "first" ? "sig" : null },
        }),
      told: [["sourceKey", "", "changed"]],
    },
    languages: {
      seen: async (content) => editSnapshot(languageParts(content, (await study()).defaultLocale)),
      save: (seen, change) =>
        saveLanguages({
          ...input,
          input: { studyId, seen, default: "en", offered: change === "first" ? ["de"] : ["fr"] },
        }),
      told: [["setting", "Offered in, beside it", "changed"]],
    },
    translations: {
      seen: (content) => editSnapshot(translationParts(content, "de").slice(0, 2)),
      save: (seen, change) =>
        saveTranslations({
          ...input,
          input: {
            ...{ studyId, seen, locale: "de" },
            texts: [{ id: addressText(translated), source: translated.text, text: change }],
          },
        }),
      told: [["translation", translated.text.slice(0, 80), "changed"]],
    },
    "a language's file": {
      seen: (content) => editSnapshot(languageFileParts(content, "de")),
      save: (seen, change) => {
        const row = [addressText(translated), safeCell(translated.text), change];
        const bytes = new TextEncoder().encode(csvText([["id", "en", "de"], row]));
        return importTranslations({
          ...input,
          input: { studyId, seen, locale: "de", name: "de.csv", bytes },
        });
      },
      told: [["translations", "German", "changed"]],
    },
    "the study's name": {
      seen: async () => editSnapshot(nameParts(await study())),
      save: (seen, change) => renameStudy({ ...input, input: { studyId, seen, name: change } }),
      told: [["studyName", "", "changed"]],
    },
  };
}

const PANEL = {
  preset: "generic" as const,
  idParameter: "rid",
  hosts: ["panel.example"],
  exits: {
    ...{ complete: "https://panel.example/end?id={{rid}}", screenedOut: "", overQuota: "" },
    ...{ quality: "", closed: "" },
  },
};

/** What a study keeps beside its revisions. */
async function rowsOf(db: Database, studyId: string) {
  const { t, read } = db;
  const [study] = await read.select().from(t.study).where(eq(t.study.id, studyId));
  const sources = await read.select().from(t.source).where(eq(t.source.studyId, studyId));
  return { study, sources };
}

const EDITORS = [
  "items",
  "quotas",
  "questionnaire",
  "exercises",
  "question",
  "who is shown a screen",
  "cohorts",
  "rules",
  "a list that is replaced",
  "a question that is removed",
  "the design's settings",
  "the pairs of items",
  "the rules of quality",
  "dates",
  "a source",
  "a source's key",
  "languages",
  "translations",
  "a language's file",
  "the study's name",
];

describeOnBothDatabases("an editor", (db) => {
  it.each(EDITORS)(
    "of %s refuses what was drawn before somebody else saved, names what changed, and changes nothing",
    async (name) => {
      const { researcher: actor } = await organisationWithMembers(db());
      const { studyId } = await createStudy({
        db: db(),
        actor,
        input: { name: "A draft", from: { kind: "template", template: "pmo-capabilities" } },
      });
      const editors = await editorsOf(db(), actor, studyId);
      expect(Object.keys(editors)).toEqual(EDITORS);
      const { seen, save, told } = editors[name];
      const state = async () =>
        JSON.stringify([
          await contentOf(db(), studyId),
          await listQuotas({ db: db(), actor, input: { studyId } }),
          await rowsOf(db(), studyId),
        ]);
      const before = await seen(await contentOf(db(), studyId));
      await save(before, "first");
      const saved = await state();
      const refused: unknown = await save(before, "second").catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: "Conflict", key: "changedMeanwhile" });
      const { details } = refused as { details: { values: Record<string, string> }[] };
      const parts = details.filter(({ values }) => "kind" in values);
      expect(parts.map(({ values: { kind, name: part, how } }) => [kind, part, how])).toEqual(
        told.slice(0, 8),
      );
      expect(await state()).toBe(saved);
      // Whoever has seen the change may overwrite it.
      await save(await seen(await contentOf(db(), studyId)), "second");
      expect(await state()).not.toBe(saved);
    },
  );

  it("tells no more than a message can hold", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "A draft", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const { items } = await contentOf(db(), studyId);
    const refused: unknown = await saveItems({
      db: db(),
      actor,
      input: { studyId, seen: "[]", items: [] },
    }).catch((error: unknown) => error);
    const { details } = refused as { details: { key: string; values: Record<string, unknown> }[] };
    expect(details).toHaveLength(9);
    expect(details.at(-1)).toEqual({ key: "changedMore", values: { count: items.length + 1 - 8 } });
  });

  it("takes nothing for what it was drawn from but what it told itself", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "A draft", from: { kind: "blank" } },
    });
    for (const seen of ["", "{", "{}", "[1]", '[["item"]]']) {
      const input = { studyId, seen, items: [] };
      await expect(saveItems({ db: db(), actor, input }), seen).rejects.toThrow(InvalidInput);
    }
  });
});
