import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { RevisionContent } from "@/db/queries/revision-content";
import {
  isAllocation,
  isExercise,
  isQuestion,
  namesCohort,
  optionsOf,
} from "@/db/schema/screen-settings";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { InvalidInput } from "@/lib/errors";
import { saveCohorts } from "../cohorts/save-cohorts";
import { createStudy } from "../lifecycle/create-study";
import { beginRevision } from "../revisions/begin-revision";
import { contentOf, organisationWithMembers } from "../testing";
import { removeQuestion } from "./remove-question";
import { saveExercises } from "./save-exercises";
import { saveQuestion } from "./save-question";
import { saveQuestionnaire } from "./save-questionnaire";

/** What a researcher does to the draft; numbers choose among what is there. */
type Edit =
  | { kind: "add question"; options: number }
  | { kind: "edit question" | "edit screener"; which: number; dropped: number; added: number }
  | { kind: "remove question"; which: number }
  | { kind: "allocations" | "exercises"; kept: number; added: number }
  | { kind: "drop screener" }
  | { kind: "publish" };

const some = fc.nat({ max: 3 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("add question" as const), options: some }),
  fc.record({
    kind: fc.constantFrom("edit question" as const, "edit screener" as const),
    which: some,
    dropped: some,
    added: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant("remove question" as const), which: some }),
  fc.record({
    kind: fc.constantFrom("allocations" as const, "exercises" as const),
    kept: fc.nat({ max: 2 }),
    added: fc.nat({ max: 1 }),
  }),
  fc.constant<Edit>({ kind: "drop screener" }),
  { weight: 3, arbitrary: fc.constant<Edit>({ kind: "publish" }) },
);

/**
 * A study that is edited, each thing in words that no other has and that make no name: all names fall
 * back on numbers, as they do in Japanese.
 */
async function edited(db: Database) {
  const { researcher: actor } = await organisationWithMembers(db);
  const from = { kind: "blank" as const };
  const { studyId } = await createStudy({ db, actor, input: { name: "Names", from } });
  let things = 0;
  const words = () => `あ${"い".repeat(++things)}`;
  const newOptions = (count: number) => Array.from({ length: count }, () => ({ label: words() }));
  const save = saver(db, actor, studyId, words, newOptions);
  await save({ kind: "edit screener", which: 0, dropped: 0, added: 2 });
  return { actor, studyId, words, newOptions, save };
}

function saver(
  db: Database,
  actor: Actor,
  studyId: string,
  words: () => string,
  newOptions: (count: number) => { label: string }[],
) {
  return async (step: Edit): Promise<void> => {
    const content = await contentOf(db, studyId);
    const { screens } = content;
    const questions = screens.filter(isQuestion).filter((screen) => !namesCohort(screen));
    const screener = screens.find(namesCohort);
    const base = { text: "", hint: "", required: true };
    switch (step.kind) {
      case "add question":
        await saveQuestion({
          db,
          actor,
          input: {
            ...{ studyId, screen: null, key: "", place: "before-tasks", showWhen: null },
            question: { type: "single", ...base, text: words(), options: newOptions(step.options) },
          },
        });
        return;
      case "edit question": {
        const question = questions[step.which % questions.length];
        if (!question) return;
        const kept = optionsOf(question.settings).slice(step.dropped);
        await saveQuestion({
          db,
          actor,
          input: {
            ...{ studyId, screen: question.key, key: question.key, place: "last", showWhen: null },
            question: {
              ...{ type: "single", ...base, text: question.settings.text },
              options: [...newOptions(step.added), ...kept.map(({ id, label }) => ({ id, label }))],
            },
          },
        });
        return;
      }
      case "remove question": {
        const question = questions[step.which % questions.length];
        if (!question) return;
        await removeQuestion({ db, actor, input: { studyId, screen: question.key } });
        return;
      }
      case "drop screener":
      case "edit screener": {
        const cohorts = content.cohorts.map(({ id, name }) => ({ id, name }));
        const kept = (screener?.settings.options ?? []).slice(
          step.kind === "edit screener" ? step.dropped : 0,
        );
        const options = step.kind === "edit screener" ? newOptions(step.added) : [];
        await saveCohorts({
          db,
          actor,
          input: {
            studyId,
            cohorts: cohorts.length > 0 ? cohorts : [{ id: null, name: "All" }],
            screener:
              step.kind === "drop screener"
                ? null
                : {
                    text: screener?.settings.text ?? words(),
                    hint: "",
                    options: [
                      ...options.map(({ label }) => ({ id: null, label, leadsTo: 0 })),
                      ...kept.map(({ id, label }) => ({ id, label, leadsTo: 0 })),
                    ],
                  },
          },
        });
        return;
      }
      case "allocations": {
        const kept = screens.filter(isAllocation).slice(0, step.kept);
        const added = Array.from({ length: step.added }, () => words());
        const numbers = { format: "constant-sum", tense: "now", total: 100, topN: 1 } as const;
        await saveQuestionnaire({
          db,
          actor,
          input: {
            studyId,
            texts: content.revision.texts,
            allocations: [
              ...kept.map(({ key, settings }) => ({
                key,
                ...numbers,
                text: settings.text,
                hint: "",
              })),
              ...added.map((text) => ({ key: null, ...numbers, text, hint: "" })),
            ],
            order: [],
          },
        });
        return;
      }
      case "exercises": {
        const [main, ...mirrors] = screens.filter(isExercise);
        const texts = { choiceQuestion: "?", bestLabel: "+", worstLabel: "-" };
        const shared = { asking: "together" as const, anchor: null };
        const mirror = (key: string | null, title: string) => ({
          ...{ key, title, texts, mirror: { of: main.key, views: [] } },
          ...shared,
        });
        await saveExercises({
          db,
          actor,
          input: {
            studyId,
            exercises: [
              { key: main.key, title: "", ...shared },
              ...mirrors
                .slice(0, step.kept)
                .map(({ key, settings }) => mirror(key, settings.title ?? "")),
              ...Array.from({ length: step.added }, () => mirror(null, words())),
            ],
            anchors: [],
          },
        });
        return;
      }
      case "publish":
        await freeze(db, content);
        await beginRevision({ db, actor, input: { studyId } });
    }
  };
}

/** As publishing does, without asking whether respondents could make anything of it. */
async function freeze({ t, write }: Database, { revision }: RevisionContent): Promise<void> {
  await write(async (tx) => {
    await tx
      .update(t.revision)
      .set({ frozenAt: Date.now(), planHash: "0" })
      .where(eq(t.revision.id, revision.id));
    await tx.update(t.study).set({ state: "live" }).where(eq(t.study.id, revision.studyId));
  });
}

/** Id and words of all that a revision asks. */
function meanings({ screens }: RevisionContent): [string, string][] {
  return screens.flatMap((screen): [string, string][] => {
    const { key, settings } = screen;
    const own: [string, string] = [
      key,
      "text" in settings ? settings.text : (settings.title ?? ""),
    ];
    const options = isQuestion(screen) ? optionsOf(screen.settings) : [];
    return [own, ...options.map(({ id, label }): [string, string] => [`${key}.${id}`, label])];
  });
}

describeOnBothDatabases("an id that was asked by", (db) => {
  it("stands for one thing for ever, whatever is dropped and added in whatever revisions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 6, maxLength: 18 }), async (edits) => {
        const { studyId, save } = await edited(db());
        const meant = new Map<string, string>();
        for (const step of [...edits, { kind: "publish" as const }]) {
          if (step.kind === "publish") {
            for (const [id, meaning] of meanings(await contentOf(db(), studyId))) {
              expect(meaning, id).toBe(meant.get(id) ?? meaning);
              meant.set(id, meaning);
            }
          }
          await save(step);
        }
      }),
      { numRuns: db().dialect === "sqlite" ? 20 : 4, seed: 2, endOnFailure: true },
    );
  }, 120_000);

  it("is given to no other answer once its own was dropped, of a question and of the screener", async () => {
    const { studyId, save } = await edited(db());
    await save({ kind: "add question", options: 2 });
    await save({ kind: "publish" });
    const asked = new Map(meanings(await contentOf(db(), studyId)));
    for (const kind of ["edit question", "edit screener"] as const) {
      // Two saves: within one, what the answer was called before would still be known.
      await save({ kind, which: 0, dropped: 1, added: 0 });
      await save({ kind, which: 0, dropped: 0, added: 1 });
    }
    const now = meanings(await contentOf(db(), studyId));
    expect(now.filter(([id, meaning]) => (asked.get(id) ?? meaning) !== meaning)).toEqual([]);
    expect(now.filter(([id]) => !asked.has(id))).toHaveLength(2);
  });

  it("is refused to a new question, also when the question it belonged to is gone", async () => {
    const { actor, studyId, save } = await edited(db());
    await save({ kind: "add question", options: 2 });
    await save({ kind: "publish" });
    await save({ kind: "remove question", which: 0 });
    const again = saveQuestion({
      db: db(),
      actor,
      input: {
        ...{ studyId, screen: null, key: "question", place: "last", showWhen: null },
        question: { type: "text", text: "Why?", hint: "", required: false, maxLength: 300 },
      },
    });
    await expect(again).rejects.toBeInstanceOf(InvalidInput);
    await expect(again).rejects.toMatchObject({ issues: [{ path: "key", key: "nameWasUsed" }] });
  });
});
