import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { inFull } from "@/lib/stats/testing";
import { countSpread } from "./count-spread";
import type { Design, ProhibitedPair } from "./design";
import { diagnoseDesign } from "./diagnose-design";
import { type DesignRequest, generateDesign } from "./generate-design";
import { countItems, countPairs, countPositions } from "./task-table";

function range(values: ArrayLike<number>): number {
  const { min, max } = countSpread(values);
  return max - min;
}

function alone(design: Design, version: number): Design {
  return { ...design, versions: [design.versions[version]] };
}

/** The largest difference between two position counts of one item. */
function largestPositionDifference(design: Design): number {
  const counts = countPositions(design);
  let largest = 0;
  for (let item = 0; item < design.itemCount; item++) {
    const first = item * design.itemsPerTask;
    largest = Math.max(largest, range(counts.subarray(first, first + design.itemsPerTask)));
  }
  return largest;
}

function meetings(design: Design, pairs: readonly ProhibitedPair[]): number {
  const counts = countPairs(design);
  return pairs.reduce((sum, [a, b]) => sum + counts[a * design.itemCount + b], 0);
}

const twentyItems: DesignRequest = {
  itemCount: 20,
  itemsPerTask: 4,
  taskCount: 15,
  versionCount: 300,
  seed: 1,
};

describe("the template of 13 items in 13 tasks of 4", () => {
  const design = generateDesign({
    itemCount: 13,
    itemsPerTask: 4,
    taskCount: 13,
    versionCount: 300,
    seed: 2026,
  });

  test("shows each item 4 times, once in each position, and each pair once, in every version", () => {
    for (let version = 0; version < 300; version++) {
      const one = alone(design, version);
      expect(new Set(countItems(one))).toEqual(new Set([4]));
      expect(new Set(countPositions(one))).toEqual(new Set([1]));
      const pairs = Array.from(countPairs(one)).filter((_, pair) => pair % 14 !== 0);
      expect(new Set(pairs)).toEqual(new Set([1]));
    }
  });

  test("relabels items and reorders tasks from version to version", () => {
    const distinct = new Set(design.versions.map((tasks) => JSON.stringify(tasks)));
    expect(distinct.size).toBe(300);
  });
});

describe("300 versions of 20 items in 15 tasks of 4", () => {
  const design = generateDesign(twentyItems);
  const found = diagnoseDesign(design);

  test("are exact in items and positions and within 0.06 points of the bound in pairs", () => {
    expect(new Set(found.items.counts)).toEqual(new Set([900]));
    expect(new Set(found.positions.counts.flat())).toEqual(new Set([225]));
    expect(found.pairs.variationBound).toBeCloseTo(0.216, 3);
    expect(found.pairs.variation).toBeLessThan(0.276);
    expect(found.verdict).toBe("excellent");
  });

  test("never repeat a pair in a version, and almost never an item in the next task", () => {
    expect(found.pairs.mostInVersion).toBe(1);
    expect(found.dispersion.adjacentRepeats).toBeLessThan(0.002);
    expect(found.dispersion.randomOrder).toBeCloseTo(1 / 7, 10);
  });

  test("link all items in every version", () => {
    expect(found.connectivity).toEqual({ disconnectedVersions: 0, connected: true });
  });

  test("come out the same from the same seed, and different from another", () => {
    const small = { ...twentyItems, versionCount: 3 };
    expect(generateDesign(small)).toEqual(generateDesign(small));
    expect(generateDesign({ ...small, seed: 2 })).not.toEqual(generateDesign(small));
  });
});

test("300 versions of 40 items in 18 tasks of 5 keep to the quality promised", () => {
  for (let seed = 1; seed <= inFull(2, 1); seed++) {
    const design = generateDesign({
      itemCount: 40,
      itemsPerTask: 5,
      taskCount: 18,
      versionCount: 300,
      seed,
    });
    const { items, pairs, positions, connectivity } = diagnoseDesign(design);
    expect(items.max - items.min).toBeLessThanOrEqual(1);
    expect(items.worstVersion.max - items.worstVersion.min).toBeLessThanOrEqual(1);
    expect(pairs.variation).toBeLessThanOrEqual(0.75);
    expect(pairs.variationBound).toBeCloseTo(0.609, 3);
    expect(positions.variation).toBeLessThanOrEqual(0.2);
    expect(positions.largestDifference).toBeLessThanOrEqual(1);
    expect(connectivity.disconnectedVersions).toBe(0);
  }
});

test("200 items in sparse tasks are each shown once to everyone, evenly overall", () => {
  const design = generateDesign({
    itemCount: 200,
    itemsPerTask: 5,
    taskCount: 40,
    versionCount: 20,
    seed: 5,
    kind: "sparse",
  });
  const { items, positions, views } = diagnoseDesign(design);
  expect(views).toEqual({ mean: 1, min: 1, max: 1 });
  expect([items.min, items.max]).toEqual([20, 20]);
  expect([positions.min, positions.max]).toEqual([4, 4]);
});

test("an express design shows everyone a few items about three times, evenly overall", () => {
  const design = generateDesign({
    itemCount: 100,
    itemsPerTask: 5,
    taskCount: 20,
    versionCount: 60,
    seed: 5,
    kind: "express",
  });
  const { items, pairs, positions, views, connectivity, warnings } = diagnoseDesign(design);
  expect(views.min).toBeGreaterThanOrEqual(3);
  expect(views.max).toBeLessThanOrEqual(4);
  expect(items.max - items.min).toBeLessThanOrEqual(1);
  expect(items.partialVersions).toBe(60);
  expect(positions.largestDifference).toBeLessThanOrEqual(1);
  // Subsets drawn at random leave pairs that never meet.
  expect(pairs.min).toBeGreaterThan(0);
  expect(pairs.variation).toBeLessThan(pairs.variationBound + 4);
  expect(connectivity.disconnectedVersions).toBe(0);
  expect(warnings.map((warning) => warning.code)).not.toContain("few-views");
});

/** Sizes of ordinary and odd studies; every item fits into a version. */
const anySize = fc
  .record({
    itemCount: fc.integer({ min: 4, max: 26 }),
    itemsPerTask: fc.integer({ min: 2, max: 6 }),
    extraTasks: fc.integer({ min: 0, max: 12 }),
    versionCount: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
  })
  .map(({ itemCount, itemsPerTask, extraTasks, versionCount, seed }) => {
    const perTask = Math.min(itemsPerTask, itemCount);
    return {
      itemCount,
      itemsPerTask: perTask,
      taskCount: Math.ceil(itemCount / perTask) + extraTasks,
      versionCount,
      seed,
    };
  });

test("any size: items and positions differ by at most 1, in every version and overall", () => {
  fc.assert(
    fc.property(anySize, (size) => {
      const design = generateDesign(size);
      expect(design.versions.length).toBe(size.versionCount);
      expect(diagnoseDesign(design).verdict).toBeTypeOf("string");
      expect(range(countItems(design))).toBeLessThanOrEqual(1);
      expect(largestPositionDifference(design)).toBeLessThanOrEqual(1);
      for (let version = 0; version < size.versionCount; version++) {
        expect(range(countItems(alone(design, version)))).toBeLessThanOrEqual(1);
        expect(largestPositionDifference(alone(design, version))).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: inFull(25, 10) },
  );
});

test("any size: every version links its items when they are seen twice or more on average", () => {
  fc.assert(
    fc.property(anySize, (size) => {
      fc.pre(size.itemsPerTask >= 3 && size.taskCount * size.itemsPerTask >= 2 * size.itemCount);
      expect(diagnoseDesign(generateDesign(size)).connectivity.disconnectedVersions).toBe(0);
    }),
    { numRuns: inFull(15, 6) },
  );
});

test("versions link their items even with the fewest tasks that can", () => {
  // Without mending, a tenth and a half of these versions fall apart.
  for (const [itemCount, itemsPerTask, taskCount] of [
    [12, 3, 6],
    [20, 2, 20],
  ]) {
    const design = generateDesign({
      itemCount,
      itemsPerTask,
      taskCount,
      versionCount: 60,
      seed: 1,
    });
    expect(diagnoseDesign(design).connectivity.disconnectedVersions).toBe(0);
  }
});

describe("prohibited pairs", () => {
  test("never meet, and the other aims hold", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20 }), (seed, pairCount) => {
        const random = seededRandom(seed);
        const prohibitedPairs = Array.from({ length: pairCount }, () => {
          const first = random.below(16);
          return [first, (first + 1 + random.below(15)) % 16] as const;
        });
        const design = generateDesign({
          itemCount: 16,
          itemsPerTask: 4,
          taskCount: 12,
          versionCount: 4,
          seed,
          prohibitedPairs,
        });
        expect(meetings(design, prohibitedPairs)).toBe(0);
        expect(range(countItems(design))).toBeLessThanOrEqual(1);
        expect(largestPositionDifference(design)).toBeLessThanOrEqual(1);
      }),
      { numRuns: inFull(8, 4) },
    );
  });

  test("are honoured in the tightest case: one item from each of four groups of five", () => {
    const prohibitedPairs: ProhibitedPair[] = [];
    for (let first = 0; first < 20; first++) {
      for (let second = first + 1; second < 20; second++) {
        if (first % 4 === second % 4) prohibitedPairs.push([first, second]);
      }
    }
    const design = generateDesign({ ...twentyItems, versionCount: 8, prohibitedPairs });
    expect(meetings(design, prohibitedPairs)).toBe(0);
    const { pairs, items, warnings } = diagnoseDesign(design, { prohibitedPairs });
    expect(items.max - items.min).toBe(0);
    expect(pairs.min).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  test("are honoured when a third of all pairs are prohibited and a first search fails", () => {
    const random = seededRandom(3);
    const prohibitedPairs: ProhibitedPair[] = [];
    for (let first = 0; first < 16; first++) {
      for (let second = 0; second < first; second++) {
        if (random.next() < 0.35) prohibitedPairs.push([first, second]);
      }
    }
    const request = { itemCount: 16, itemsPerTask: 4, taskCount: 12, versionCount: 2, seed: 3 };
    const design = generateDesign({ ...request, prohibitedPairs });
    expect(meetings(design, prohibitedPairs)).toBe(0);
    expect(range(countItems(design))).toBe(0);
  });

  test("are honoured where they rule out the perfectly balanced tasks", () => {
    const design = generateDesign({
      itemCount: 13,
      itemsPerTask: 4,
      taskCount: 13,
      versionCount: 10,
      seed: 3,
      prohibitedPairs: [[0, 12]],
    });
    expect(meetings(design, [[0, 12]])).toBe(0);
    expect(range(countItems(design))).toBe(0);
  });

  test("are refused, with the item named, when they leave it too few partners", () => {
    const prohibitedPairs = [1, 2, 3, 4].map((other) => [0, other] as const);
    const request = { itemCount: 6, itemsPerTask: 3, taskCount: 6, versionCount: 2, seed: 1 };
    expect(() => generateDesign({ ...request, prohibitedPairs })).toThrow(
      new RangeError(
        "Item 1 may meet only 1 other item, and a task of 3 needs 2: prohibit fewer of its pairs, " +
          "or show fewer items in a task.",
      ),
    );
  });

  test("are refused when an item's partners may not meet each other", () => {
    // Item 1 may meet 2, 3 and 4 only, and these three never one another.
    const prohibitedPairs = [
      [0, 4],
      [0, 5],
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const;
    const request = { itemCount: 6, itemsPerTask: 3, taskCount: 6, versionCount: 2, seed: 1 };
    expect(() => generateDesign({ ...request, prohibitedPairs })).toThrow(
      /^Item 1 cannot be shown: among the 3 items it may meet, no 2 may meet each other/,
    );
  });

  test("are refused when items that never meet need more tasks than there are", () => {
    // Items 1-4 must each fill a task of their own, and there are more views than tasks for them.
    const prohibitedPairs: ProhibitedPair[] = [];
    for (let first = 0; first < 4; first++) {
      for (let second = first + 1; second < 4; second++) prohibitedPairs.push([first, second]);
    }
    const request = { itemCount: 6, itemsPerTask: 3, taskCount: 6, versionCount: 2, seed: 1 };
    expect(() => generateDesign({ ...request, prohibitedPairs })).toThrow(
      new RangeError(
        "Items 1, 2, 3 and 4 may never meet, so showing each at least 3 times needs 12 tasks, not 6. " +
          "Prohibit fewer pairs, or show fewer items in a task.",
      ),
    );
  });

  test("are refused when no search parts them", () => {
    // Among items 1-5, neighbours on a ring never meet: each task would have to show item 6.
    const prohibitedPairs = [0, 1, 2, 3, 4].map((item) => [item, (item + 1) % 5] as const);
    const request = { itemCount: 6, itemsPerTask: 3, taskCount: 6, versionCount: 2, seed: 1 };
    expect(() => generateDesign({ ...request, prohibitedPairs })).toThrow(
      /^No way was found to show every item equally often .* still meet in version 1/,
    );
  });

  test("are refused when they name an unknown item or one item twice", () => {
    const small = { ...twentyItems, versionCount: 1 };
    expect(() => generateDesign({ ...small, prohibitedPairs: [[3, 20]] })).toThrow(
      "Prohibited pair 4-21: item 21 is not 1 to 20.",
    );
    expect(() => generateDesign({ ...small, prohibitedPairs: [[3, 3]] })).toThrow(
      "Prohibited pair 4-4 names one item twice.",
    );
  });
});

describe("continuing a design", () => {
  const size = { itemCount: 17, itemsPerTask: 5, taskCount: 11 };

  test("keeps its versions as they are and stays balanced overall", () => {
    for (let seed = 0; seed < inFull(2, 1); seed++) {
      const before = generateDesign({ ...size, versionCount: 7, seed });
      const after = generateDesign({
        ...size,
        versionCount: 24,
        seed: seed + 100,
        continueFrom: before,
      });
      expect(after.versions.length).toBe(24);
      expect(after.versions.slice(0, 7)).toEqual(before.versions);
      expect(range(countItems(after))).toBeLessThanOrEqual(1);
      expect(largestPositionDifference(after)).toBeLessThanOrEqual(1);
      const { pairs } = diagnoseDesign(after);
      expect(pairs.variation).toBeLessThan(pairs.variationBound + 1);
    }
  });

  test("mends the balance of a design made elsewhere", () => {
    const random = seededRandom(9);
    const items = Array.from({ length: size.itemCount }, (_, item) => item);
    const before: Design = {
      itemCount: 17,
      itemsPerTask: 5,
      // Sorted items: low numbers always stand first.
      versions: Array.from({ length: 4 }, () =>
        Array.from({ length: 11 }, () =>
          random
            .shuffle([...items])
            .slice(0, 5)
            .sort((a, b) => a - b),
        ),
      ),
    };
    const after = generateDesign({ ...size, versionCount: 80, seed: 1, continueFrom: before });
    expect(after.versions.slice(0, 4)).toEqual(before.versions);
    expect(range(countItems(before))).toBeGreaterThan(3);
    expect(range(countItems(after))).toBeLessThanOrEqual(1);
    expect(largestPositionDifference(after)).toBeLessThanOrEqual(1);
  });

  test("is refused when the sizes differ or there is nothing to add", () => {
    const before = generateDesign({ ...size, versionCount: 3, seed: 1 });
    const request = { ...size, versionCount: 9, seed: 1, continueFrom: before };
    expect(() => generateDesign({ ...request, itemCount: 18 })).toThrow(
      "The design to continue has 17 items in tasks of 5, not 18 in tasks of 5.",
    );
    expect(() => generateDesign({ ...request, taskCount: 12 })).toThrow(
      "Version 1 of the design to continue has 11 tasks, not 12.",
    );
    expect(() => generateDesign({ ...request, versionCount: 3 })).toThrow(
      "The design to continue has 3 versions already: ask for more than that, not 3.",
    );
  });
});

test("progress rises to 1", () => {
  const fractions: number[] = [];
  generateDesign({
    ...twentyItems,
    versionCount: 3,
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(fractions.length).toBeGreaterThan(10);
  expect(fractions.at(-1)).toBe(1);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
});

test("sizes that cannot be are refused with the reason", () => {
  const refused: [Partial<DesignRequest>, string][] = [
    [{ itemsPerTask: 21 }, "A task cannot show 21 of 20 items."],
    [{ itemsPerTask: 1 }, "A task shows at least 2 items, not 1."],
    [{ itemCount: 201 }, "A design has 2 to 200 items, not 201."],
    [{ itemCount: 1 }, "A design has 2 to 200 items, not 1."],
    [{ taskCount: 2.5 }, "taskCount must be a positive whole number, not 2.5."],
    [{ versionCount: 0 }, "versionCount must be a positive whole number, not 0."],
    [{ seed: 0.5 }, "A seed must be a whole number, not 0.5."],
    [
      { taskCount: 4 },
      "4 tasks of 4 cannot show 20 items to every respondent: ask for at least 5 tasks, or an " +
        "express design.",
    ],
  ];
  for (const [change, reason] of refused) {
    expect(() => generateDesign({ ...twentyItems, ...change })).toThrow(new RangeError(reason));
  }
});
