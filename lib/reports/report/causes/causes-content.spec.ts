import { expect, it } from "vitest";
import type { Causes, ToldCause } from "@/lib/analysis/methods/causes";
import type { CausesReport } from "./cause-words";
import { causesContent } from "./causes-content";

const LABELS = ["Speed", "Stakeholders", "Customers", "Price"];
const [from, to] = ["Leaders", "Seniors"];

const report = {
  study: { name: "Words", origin: "fielded" },
  exercise: "choices",
  exercises: [
    { key: "choices", items: LABELS.map((label, index) => ({ number: index + 1, label })) },
  ],
  causes: { pairs: [] },
} as unknown as CausesReport;

const alike = {
  key: "decisiveness",
  ratio: 1.01,
  low: 0.97,
  high: 1.05,
  verdict: "alike",
} as const;
const strip = { key: "strip", holds: 5, of: 5, survives: true } as const;

function told(number: number, more: Partial<ToldCause>): ToldCause {
  return {
    ...{ number, from, to, gap: 0.01, low: -0.05, high: 0.07, pHolm: 1, verdict: "same" },
    ...{ cause: null, with: null, reasons: [], ...more },
  };
}

const swapped = (number: number, other: number, gap: number, isLow: boolean) =>
  told(number, {
    ...{ gap, low: gap - 0.1, high: gap + 0.1, verdict: "different", with: other },
    cause: isLow ? "vocabulary" : "substitution",
    reasons: [
      alike,
      { key: "merged-gap", with: other, gap: 0.02, low: -0.06, high: 0.1, margin: 0.15 },
      { key: "co-appearance", with: other, z: isLow ? -4 : 0.2, isLow },
    ],
  });

function result(isLow: boolean): Causes {
  return {
    ...{ method: "causes", likelihood: "sequential", seed: 1, engine: "e", notAsked: [] },
    ...{ margin: 0.1, mergedMargin: 0.15 },
    cohorts: [],
    pairs: [
      {
        ...{ from, to, decisiveness: alike, unmoved: [4], exploratory: [], strip: [] },
        named: [
          {
            ...{ numbers: [2, 3], kind: "synonym", gaps: [-0.8, 0.8], exchangePHolm: 0 },
            merged: { gap: 0.02, low: -0.06, high: 0.1 },
            ...{ trades: true, isWithin: true, isBeyond: false },
            residual: { z: isLow ? -4 : 0.2, isLow },
          },
        ],
      },
    ],
    causes: [
      told(1, {
        ...{ gap: 0.5, low: 0.4, high: 0.6, verdict: "different", cause: "priority" },
        reasons: [alike, strip],
      }),
      swapped(2, 3, -0.8, isLow),
      swapped(3, 2, 0.8, isLow),
      told(4, {}),
    ],
  };
}

const SENTENCE =
  "Stakeholders and Customers trade places between the cohorts; taken as one they do not differ by more than 0.15 (gap +0.02, 95 % interval −0.06 to 0.10).";

it("opens with the exchange told once, then the gap, then what does not differ", () => {
  const { cards, findings } = causesContent(report, result(true));
  expect(cards.map(({ title, cause, sentence, why }) => [title, cause, sentence, why?.to])).toEqual(
    [
      [
        "Stakeholders / Customers",
        "Vocabulary",
        `${SENTENCE} This looks like one idea in two vocabularies.`,
        "causes-pair-1-2-3",
      ],
      [
        "Speed",
        "Priority",
        "Seniors rank Speed higher than Leaders (gap +0.50, 95 % interval 0.40 to 0.60). None of the explanations that could be tested accounts for it.",
        "causes-strip-1",
      ],
      [
        "No difference",
        null,
        "On 1 item the cohorts are the same: any gap is within ±0.10.",
        "causes",
      ],
    ],
  );
  expect(findings).toEqual([`${SENTENCE} This looks like one idea in two vocabularies.`]);
});

it("calls an exchange without an independent sign no more than that", () => {
  const { cards, lines } = causesContent(report, result(false));
  expect(cards[0]).toMatchObject({ cause: "Substitution" });
  expect(cards[0].sentence).toContain("No independent sign says");
  expect(lines.map(({ label, cause, sure }) => [label, cause, sure])).toEqual([
    ["Stakeholders", "Substitution", "different; with reserve"],
    ["Customers", "Substitution", "different; with reserve"],
    ["Speed", "Priority", "different; firm"],
    ["Price", "same", "No gap told"],
  ]);
});

it("links every reason to a figure that is on the page", () => {
  const content = causesContent(report, result(true));
  const ids = new Set([
    "causes",
    ...content.pairs.map(({ chart }) => chart.id),
    ...content.noise.map(({ id }) => id),
    ...content.strips.map(({ id }) => id),
  ]);
  const links = [
    ...content.lines.flatMap(({ reasons }) => reasons.map((reason) => reason.to)),
    ...content.cards.map(({ why }) => why?.to),
  ];
  expect(links.length).toBeGreaterThan(8);
  expect(links.filter((to) => !ids.has(String(to)))).toEqual([]);
});

it("tells agreement on repeated tasks by cohort and hits in holdouts, and links noise to it", () => {
  const part = (share: number) => ({ share, low: share - 0.04, high: share + 0.04 });
  const parts = (share: number) => {
    const of = (own: number) => ({ ...part(own), expected: 0.5, chance: 0.25 });
    return { best: of(share + 0.1), worst: of(share + 0.05), both: of(share) };
  };
  const less = { difference: -0.2, low: -0.26, high: -0.14 };
  const {
    cause: _,
    reasons: __,
    ...gap
  } = told(1, {
    ...{ gap: 0.5, low: 0.4, high: 0.6, verdict: "different" },
  });
  const measured: Causes = {
    ...result(true),
    checks: {
      agreement: [
        { name: from, respondents: 100, tasks: 200, parts: parts(0.45) },
        { name: to, respondents: 90, tasks: 180, parts: parts(0.25) },
      ],
      differences: [{ from, to, parts: { best: less, worst: less, both: less } }],
      holdouts: {
        answered: 190,
        chance: { best: 0.25, worst: 0.25, both: 1 / 12 },
        methods: [{ method: "hb", tasks: 190, best: part(0.6), worst: part(0.5), both: null }],
      },
    },
    causes: [
      {
        ...gap,
        cause: "answer-noise",
        reasons: [
          { ...alike, ratio: 0.5, verdict: "differs" },
          { key: "agreement", from: 0.45, to: 0.25, ...less, agrees: true },
        ],
      },
    ],
  };
  const { checks, lines } = causesContent(report, measured);
  expect(checks.map(({ id }) => id)).toEqual(["causes-agreement", "causes-holdouts"]);
  expect(checks[0].rows[2]).toEqual({
    label: "Same best and worst",
    cells: ["45 % (41 to 49)", "50 %", "25 % (21 to 29)", "50 %", "−20 points (−26 to −14)"],
  });
  expect(checks[1].rows.map(({ label, cells }) => [label, ...cells])).toEqual([
    ["Hierarchical Bayes", "60 % (56 to 64)", "50 % (46 to 54)", "no figure"],
    ["Chance", "25 %", "25 %", "8 %"],
  ]);
  expect(lines[0]).toMatchObject({ cause: "Answer noise", sure: "different; firm" });
  expect(lines[0].reasons[1]).toEqual({
    text: "Asked again, the same best and worst in 45 % of Leaders and 25 % of Seniors (−20 points, −26 to −14): agrees that the one cohort is less consistent or less decided",
    to: "causes-noise-1",
  });
  expect(causesContent(report, result(true)).checks).toEqual([]);
});
