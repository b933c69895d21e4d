import { describe, expect, it } from "vitest";
import type { RevisionContent } from "@/db/queries/revision-content";
import type {
  AllocationSettings,
  AnchorSettings,
  ExerciseSettings,
  QuestionOption,
  QuestionTypes,
  RevisionTexts,
  SingleQuestion,
} from "@/db/schema/study-content";
import { addressText, studyTexts, withTexts } from "./study-texts";

let made = 0;
/** A text that respondents read; every other string here is not. */
const read = () => `Text ${++made}`;

// Every field that there can be: a new one is asked for by the compiler, and decided here.
const texts: Required<RevisionTexts> = {
  ...{ welcomeTitle: read(), welcomeText: read(), choiceQuestion: read(), bestLabel: read() },
  ...{ worstLabel: read(), thanksText: read(), screenedOutText: read(), overQuotaText: read() },
  ...{ controllerText: read(), contactText: read(), purposeText: read(), retentionText: read() },
  ...{ privacyLink: read(), consentText: read() },
};
const option = (id: string): Required<QuestionOption> => ({
  ...{ id, label: read(), exclusive: false, other: true, pinned: false },
  outcome: { kind: "cohort", cohortId: "cohort-1" },
});
const words = () => ({ text: read(), hint: read(), required: true });
const options = () => ({
  ...words(),
  options: [option("a"), option("b")],
  optionOrder: "random" as const,
});
const single: Required<SingleQuestion> = {
  ...options(),
  ...{ type: "single", namesCohort: false, rules: [] },
};
const multiple: Required<QuestionTypes["multiple"]> = { ...options(), type: "multiple" };
const ranked: Required<QuestionTypes["ranked"]> = { ...options(), type: "ranked", topN: 1 };
const points: Required<QuestionTypes["constant-sum"]> = {
  ...options(),
  type: "constant-sum",
  total: 100,
};
const number: Required<QuestionTypes["number"]> = {
  ...{ ...words(), type: "number", unit: read(), minimum: null, maximum: null, decimals: 0 },
};
const text: Required<QuestionTypes["text"]> = { ...words(), type: "text", maxLength: 100 };
const exercise: Required<ExerciseSettings> = {
  type: "maxdiff",
  title: "for researchers",
  list: null,
  asking: "together",
  anchor: { question: read(), all: read(), some: read(), none: read() },
  texts: { choiceQuestion: read(), bestLabel: read(), worstLabel: read() },
  design: { itemsPerTask: 4, taskCount: 13, versionCount: 1, seed: 1, prohibitedPairs: [] },
  mirror: { of: "choices", views: [] },
  repeats: 2,
  holdouts: [[1, 2, 3, 4]],
};
const allocation: Required<AllocationSettings> = {
  ...{ format: "constant-sum", tense: "now", text: read(), hint: read(), total: 100, topN: 3 },
};
const anchor: Required<AnchorSettings> = {
  ...{ exercise: "choices", text: read(), hint: read(), yesLabel: read(), noLabel: read() },
};

const item = (position: number) => ({
  ...{ number: position, position, label: read(), definition: read() },
});
const screens = Object.entries({
  ...{ single, multiple, ranked, points, number, text, exercise, allocation, anchor },
}).map(([key, settings], position): RevisionContent["screens"][number] => ({
  ...{ id: key, revisionId: "r", key, position, settings, showWhen: null },
  kind:
    key === "exercise" || key === "allocation" || key === "anchor" ? (key as "anchor") : "question",
}));
const content: RevisionContent = {
  revision: {
    ...{ id: "r", studyId: "s", number: 1, frozenAt: null, planHash: null, texts },
    designSettings: exercise.design,
    ...{
      locales: null,
      monitoring: null,
      wordMeanings: null,
      suspectPairs: null,
      note: "for researchers",
      createdAt: 0,
    },
  },
  items: [item(1), item(2)],
  lists: [{ name: "for researchers", items: [item(3)] }],
  cohorts: [{ id: "cohort-1", studyId: "s", number: 1, name: read() }],
  screens,
  designs: [],
  translations: [],
};

const every = (held: unknown) => JSON.stringify(held).match(/Text \d+/g) ?? [];

describe("the texts of a study", () => {
  it("are all that respondents read, each once, and nothing else", () => {
    const found = studyTexts(content);
    expect(found.length).toBe(made);
    expect(found.map((each) => each.text).sort()).toEqual(every(content).sort());
    expect(new Set(found.map(addressText)).size).toBe(made);
  });

  it("are replaced where they stand, and all around them stays", () => {
    const shouted = withTexts(content, (_, said) => said.toUpperCase());
    expect(shouted).toEqual(JSON.parse(JSON.stringify(content).replaceAll("Text ", "TEXT ")));
  });

  it("do not name cohorts where nobody answers as one of another", () => {
    const without = { ...content, screens: screens.filter(({ key }) => key !== "exercise") };
    expect(studyTexts(without).map(({ subjectType }) => subjectType)).not.toContain("cohort");
  });
});
