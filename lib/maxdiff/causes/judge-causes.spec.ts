import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { CAUSES_CASES, causesData, causesOf } from "./fixtures/causes-study";
import { type CauseEvidence, judgeCauses } from "./judge-causes";
import type { StripMark } from "./strip";
import { centreOnUnmoved, summaryOfDraws } from "./unmoved-items";

const ITEMS = 13;
const DRAWS = 400;
const MEANS = [0.9, 0.6, 0.5, 0.3, 0.3, 0.1, 0, -0.1, -0.3, -0.4, -0.5, -0.6, -0.8];
const everyItem = new Uint8Array(ITEMS).fill(1);

/** A fit whose draws lie normally about the given means, as those of 950 respondents do. */
function fitOf(means: readonly number[], seed: number, spread = 1): CauseEvidence["fits"][0] {
  const random = seededRandom(seed);
  const draws = (values: readonly number[], error: number) =>
    Float64Array.from(
      { length: DRAWS * ITEMS },
      (_, at) => values[at % ITEMS] + error * standardNormal(random),
    );
  return {
    itemCount: ITEMS,
    meanDraws: draws(means, 0.04),
    spreadDraws: draws(new Array(ITEMS).fill(spread), 0.03),
    placed: [{ placed: everyItem }],
  };
}

/** Evidence in which every analysis agrees with the gaps that are true. */
function evidence(
  to: readonly number[],
  more: Partial<CauseEvidence> = {},
  spread = 1,
): CauseEvidence {
  const signs = to.map((value, item): -1 | 0 | 1 => {
    const gap = value - MEANS[item];
    return Math.abs(gap) < 0.15 ? 0 : gap > 0 ? 1 : -1;
  });
  const mark = (analysis: string, isRequired: boolean): StripMark => ({
    ...{ analysis, isRequired, signs },
  });
  return {
    fits: [fitOf(MEANS, 1), fitOf(to, 2, spread)],
    pairs: [],
    residualOf: () => undefined,
    mergedGapOf: () => null,
    strip: [mark("counts", false), ...["a", "b", "c", "hb"].map((name) => mark(name, true))],
    needed: null,
    margin: 0.1,
    mergedMargin: 0.15,
    ...more,
  };
}

const told = (given: CauseEvidence) =>
  judgeCauses(given).items.flatMap(({ item, cause, with: other }) =>
    cause === null ? [] : [[item, cause, other]],
  );

describe("the cause of a gap", () => {
  const oneGap = MEANS.with(6, 0.5);
  const swapped = MEANS.with(3, MEANS[9]).with(9, MEANS[3]);
  const pair = { items: [3, 9], kind: "synonym" } as const;

  it("none where nothing differs", () => {
    expect(told(evidence(MEANS))).toEqual([]);
  });

  it("priority where nothing explains the gap and every analysis has it", () => {
    expect(told(evidence(oneGap))).toEqual([[6, "priority", null]]);
  });

  it("cannot tell where a required analysis lacks it, and priority where only the counts do", () => {
    const given = evidence(oneGap);
    const without = (lacking: string) => ({
      ...given,
      strip: given.strip.map((mark) =>
        mark.analysis === lacking ? { ...mark, signs: mark.signs.map(() => 0 as const) } : mark,
      ),
    });
    expect(told(without("hb"))).toEqual([[6, "cannot-tell", null]]);
    expect(told(without("counts"))).toEqual([[6, "priority", null]]);
  });

  it("vocabulary for a named pair that trades places and is taken for one; substitution without that sign", () => {
    const low = { z: -4, isLow: true };
    const high = { z: 0.3, isLow: false };
    expect(told(evidence(swapped, { pairs: [pair], residualOf: () => low }))).toEqual([
      [3, "vocabulary", 9],
      [9, "vocabulary", 3],
    ]);
    expect(told(evidence(swapped, { pairs: [pair], residualOf: () => high }))).toEqual([
      [3, "substitution", 9],
      [9, "substitution", 3],
    ]);
    const standIn = { ...pair, kind: "substitute" as const };
    expect(told(evidence(swapped, { pairs: [standIn], residualOf: () => low }))).toEqual([
      [3, "substitution", 9],
      [9, "substitution", 3],
    ]);
  });

  it("priority for the same exchange of a pair that nobody named", () => {
    expect(told(evidence(swapped))).toEqual([
      [3, "priority", null],
      [9, "priority", null],
    ]);
  });

  it("exploratory: an exchange of a pair that nobody named, where people take the two alone for one", () => {
    const residuals =
      (z: (one: number, other: number) => number) => (one: number, other: number) => ({
        z: z(one, other),
        isLow: z(one, other) < -2,
      });
    const found = (residualOf: CauseEvidence["residualOf"], more: Partial<CauseEvidence> = {}) =>
      judgeCauses(evidence(swapped, { residualOf, ...more })).exploratory.map(({ items }) => items);
    const isPair = (one: number, other: number) => one === 3 && other === 9;
    expect(found(residuals((one, other) => (isPair(one, other) ? -6 : 0.5)))).toEqual([[3, 9]]);
    // As low as some of 78 pairs are by chance, or where taste scatters all of them.
    expect(found(residuals((one, other) => (isPair(one, other) ? -2.2 : 0.5)))).toEqual([]);
    const scattered = (one: number, other: number) => ((one + other) % 2 ? 3 : -3);
    expect(
      found(residuals((one, other) => (isPair(one, other) ? -5 : scattered(one, other)))),
    ).toEqual([]);
    // A named pair is no discovery.
    expect(
      found(
        residuals(() => -6),
        { pairs: [pair] },
      ),
    ).toEqual([]);
  });

  it("cannot tell where the merged gap may lie beyond the margin, priority where it surely does", () => {
    const given = (low: number, high: number) =>
      evidence(swapped, {
        pairs: [pair],
        mergedGapOf: () => ({ gap: (low + high) / 2, low, high }),
      });
    expect(told(given(0.02, 0.22)).map(([, cause]) => cause)).toEqual([
      "cannot-tell",
      "cannot-tell",
    ]);
    expect(told(given(0.2, 0.4)).map(([, cause]) => cause)).toEqual(["priority", "priority"]);
  });

  it("answer noise where one cohort is less decided and the gaps go on one footing", () => {
    const half = MEANS.map((value) => value / 2);
    const found = told(evidence(half, {}, 0.5));
    expect(found.length).toBeGreaterThan(4);
    expect(new Set(found.map(([, cause]) => cause))).toEqual(new Set(["answer-noise"]));
  });

  it("answer noise only where repeated tasks, if any were asked, say so too", () => {
    const half = MEANS.map((value) => value / 2);
    const causes = (difference: number) => {
      const measured = { difference, low: difference - 0.05, high: difference + 0.05 };
      const agreement = { from: 0.4, to: 0.4 + difference, ...measured };
      const { items } = judgeCauses(evidence(half, { agreement }, 0.5));
      const gone = items.filter(({ cause }) => cause !== null);
      const agrees = gone.flatMap(({ reasons }) =>
        reasons.flatMap((reason) => (reason.key === "agreement" ? [reason.agrees] : [])),
      );
      expect(agrees).toHaveLength(gone.length);
      return [...new Set(gone.map(({ cause }, at) => `${cause} ${agrees[at]}`))];
    };
    // The second cohort is half as decided: it should repeat itself less.
    expect(causes(-0.15)).toEqual(["answer-noise true"]);
    expect(causes(-0.02)).toEqual(["cannot-tell false"]);
    expect(causes(0.15)).toEqual(["cannot-tell false"]);
  });

  it("priority for a gap that stays on one footing", () => {
    const half = MEANS.map((value) => value / 2).with(6, -0.6);
    const found = told(evidence(half, {}, 0.5));
    expect(found).toContainEqual([6, "priority", null]);
  });

  it("table stakes where nearly all of both cohorts need what one ranks low", () => {
    const fallen = MEANS.with(1, -0.7);
    const share = (value: number) => MEANS.map(() => value);
    const needed = { from: share(0.97), to: share(0.95) };
    expect(told(evidence(fallen, { needed }))).toEqual([[1, "table-stakes", null]]);
    const doubted = { ...needed, to: share(0.6) };
    expect(told(evidence(fallen, { needed: doubted }))).toEqual([[1, "priority", null]]);
  });
});

it("gaps from the items that do not differ: one real gap moves no other one", () => {
  const draws = MEANS.map((_, item) => {
    const random = seededRandom(100 + item);
    // Zero-centred: the other twelve are each moved by a twelfth of the gap.
    const gap = item === 1 ? -0.85 : 0.85 / 12;
    return Float64Array.from({ length: 2_000 }, () => gap + 0.05 * standardNormal(random));
  });
  const { unmoved, draws: centred } = centreOnUnmoved(draws, everyItem);
  expect([...unmoved]).toEqual(MEANS.map((_, item) => (item === 1 ? 0 : 1)));
  expect(summaryOfDraws(centred[1]).gap).toBeCloseTo(-0.85 - 0.85 / 12, 1);
  const others = centred.filter((_, item) => item !== 1).map((own) => summaryOfDraws(own).gap);
  for (const gap of others) expect(Math.abs(gap)).toBeLessThan(0.01);
});

/** A fixed slice of `npm run causes`: one study a kind, small, with a large truth. */
describe("the whole pipeline on simulated studies", () => {
  const kind = (name: string) => {
    const found = CAUSES_CASES.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`No kind of study is called ${name}.`);
    return found;
  };
  const causes = (name: string) => {
    const given = kind(name);
    const found = causesOf(causesData(given, 300, 1), given, 1, { warmup: 100, draws: 100 });
    return found.items.flatMap(({ item, cause }) => (cause === null ? [] : [[item, cause]]));
  };

  it("no difference: no cause", () => expect(causes("no difference")).toEqual([]));

  it("a gap of 0.5: priority", () => expect(causes("one gap of 0.5")).toEqual([[6, "priority"]]));

  it("half as consistent: never priority", () => {
    const found = causes("consistency 0.5");
    expect(found.length).toBeGreaterThan(2);
    expect(found.filter(([, cause]) => cause === "priority")).toEqual([]);
    expect(found.some(([, cause]) => cause === "answer-noise")).toBe(true);
  });

  it("a swap of a named pair: never priority", () => {
    const found = causes("a swap");
    expect(found.map(([item]) => item)).toEqual([3, 9]);
    expect(found.filter(([, cause]) => cause === "priority")).toEqual([]);
  });
});
