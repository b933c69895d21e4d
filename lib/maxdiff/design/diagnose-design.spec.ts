import { describe, expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import type { Design } from "./design";
import { diagnoseDesign } from "./diagnose-design";
import { findBalancedTasks } from "./difference-family";
import { generateDesign } from "./generate-design";

/** Six items, two versions, small enough to count by hand. */
const byHand: Design = {
  itemCount: 6,
  itemsPerTask: 3,
  versions: [
    [
      [0, 1, 2],
      [2, 3, 0],
      [4, 5, 1],
    ],
    [
      [0, 1, 3],
      [2, 5, 4],
    ],
  ],
};

function codes(design: Design, options = {}): string[] {
  return diagnoseDesign(design, options).warnings.map((warning) => warning.code);
}

describe("a design counted by hand", () => {
  const found = diagnoseDesign(byHand);

  test("has the right item counts, per version and overall", () => {
    expect(found.items.counts).toEqual([3, 3, 3, 2, 2, 2]);
    expect(found.items.mean).toBe(2.5);
    // Standard deviation 0.5 over mean 2.5; a mean of 2.5 cannot be spread more evenly.
    expect(found.items.variation).toBeCloseTo(20, 12);
    expect(found.items.variationBound).toBeCloseTo(20, 12);
    expect(found.items.worst).toEqual({ item: 0, count: 3 });
    expect(found.items.worstVersion).toEqual({ version: 0, min: 1, max: 2 });
    expect(found.items.partialVersions).toBe(0);
    expect(found.views).toEqual({ mean: 15 / 12, min: 1, max: 2 });
  });

  test("has the right pair counts", () => {
    expect(found.pairs.counts).toEqual([
      [0, 2, 2, 2, 0, 0],
      [2, 0, 1, 1, 1, 1],
      [2, 1, 0, 1, 1, 1],
      [2, 1, 1, 0, 0, 0],
      [0, 1, 1, 0, 0, 2],
      [0, 1, 1, 0, 2, 0],
    ]);
    expect(found.pairs.mean).toBe(1);
    // Four pairs twice, four never, seven once: variance 8/15; a mean of 1 allows 0.
    expect(found.pairs.variation).toBeCloseTo(100 * Math.sqrt(8 / 15), 12);
    expect(found.pairs.variationBound).toBe(0);
    expect(found.pairs.worst).toEqual({ items: [0, 1], count: 2 });
    expect(found.pairs.neverShown).toBe(4);
    expect(found.pairs.mostInVersion).toBe(2);
  });

  test("has the right position counts", () => {
    expect(found.positions.counts).toEqual([
      [2, 0, 1],
      [0, 2, 1],
      [2, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [0, 2, 0],
    ]);
    expect(found.positions.largestDifference).toBe(2);
    expect(found.positions.mean).toBeCloseTo(15 / 18, 12);
  });

  test("has the right connectivity and dispersion", () => {
    expect(found.connectivity).toEqual({ disconnectedVersions: 1, connected: true });
    // Neighbouring tasks share 2, 1 and 0 of 3 items; any two tasks 2, 1, 0 and 0.
    expect(found.dispersion.adjacentRepeats).toBeCloseTo(2 / 9, 12);
    expect(found.dispersion.randomOrder).toBeCloseTo(3 / 12, 12);
  });
});

test("D-efficiency is 1 for perfectly balanced tasks, 0 when a version falls apart", () => {
  const balanced = { itemCount: 7, itemsPerTask: 3, versions: [findBalancedTasks(7, 3, 7) ?? []] };
  const { overall, versionMin } = diagnoseDesign(balanced).efficiency;
  expect(overall).toBeCloseTo(1, 12);
  expect(versionMin).toBeCloseTo(1, 12);
  expect(diagnoseDesign(byHand).efficiency.versionMin).toBe(0);
});

test("D-efficiency agrees with eigenvalues known in closed form", () => {
  // A path of three items has Laplacian eigenvalues 1 and 3; a path of four 2 - √2, 2, 2 + √2.
  const path = (itemCount: number): Design => ({
    itemCount,
    itemsPerTask: 2,
    versions: [Array.from({ length: itemCount - 1 }, (_, item) => [item, item + 1])],
  });
  expect(diagnoseDesign(path(3)).efficiency.overall).toBeCloseTo(Math.sqrt(3) / 2, 12);
  expect(diagnoseDesign(path(4)).efficiency.overall).toBeCloseTo(4 ** (1 / 3) / 2, 12);
});

test("renaming items permutes the counts and changes no figure", () => {
  const design = generateDesign({
    itemCount: 9,
    itemsPerTask: 4,
    taskCount: 7,
    versionCount: 5,
    seed: 4,
  });
  const names = seededRandom(1).shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const renamed = {
    ...design,
    versions: design.versions.map((tasks) => tasks.map((task) => task.map((item) => names[item]))),
  };
  const before = diagnoseDesign(design);
  const after = diagnoseDesign(renamed);
  expect(after.pairs.variation).toBeCloseTo(before.pairs.variation, 10);
  expect(after.efficiency.overall).toBeCloseTo(before.efficiency.overall, 10);
  expect(after.dispersion).toEqual(before.dispersion);
  names.forEach((name, item) => {
    expect(after.items.counts[name]).toBe(before.items.counts[item]);
    expect(after.positions.counts[name]).toEqual(before.positions.counts[item]);
  });
});

test("a diagnosis survives JSON", () => {
  const found = diagnoseDesign(byHand);
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

describe("warnings", () => {
  test("name what is thin, with the figures", () => {
    expect(diagnoseDesign(byHand).warnings).toEqual([
      { code: "disconnected-versions", count: 1 },
      { code: "pair-never-shown", count: 4, first: [0, 4] },
      { code: "few-views", views: 1.25, least: 3 },
      { code: "few-tasks", tasks: 2, least: 6 },
      { code: "unequal-tasks", min: 2, max: 3 },
    ]);
  });

  test("name items never shown, prohibited pairs shown, and a design in pieces", () => {
    const pieces = {
      itemCount: 7,
      itemsPerTask: 3,
      versions: [
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
      ],
    };
    const { warnings, connectivity } = diagnoseDesign(pieces, { prohibitedPairs: [[5, 3]] });
    expect(warnings).toContainEqual({ code: "item-never-shown", items: [6] });
    expect(warnings).toContainEqual({ code: "prohibited-pair-shown", count: 1 });
    expect(warnings).toContainEqual({ code: "disconnected-design" });
    expect(connectivity.connected).toBe(false);
  });

  test("name tasks that show more than half of the items", () => {
    const design = generateDesign({
      itemCount: 7,
      itemsPerTask: 4,
      taskCount: 7,
      versionCount: 3,
      seed: 1,
    });
    expect(diagnoseDesign(design).warnings).toEqual([
      { code: "many-items-per-task", itemsPerTask: 4, most: 3 },
    ]);
  });

  test("leave out pairs that are meant never to meet", () => {
    const prohibitedPairs = [
      [0, 4],
      [5, 0],
      [3, 4],
      [3, 5],
    ] as const;
    expect(codes(byHand, { prohibitedPairs })).not.toContain("pair-never-shown");
  });
});

test("with prohibited pairs the bound is what unequal numbers of partners force", () => {
  // Only items 1-2 and 3-4 may meet: with 4, 4, 2 and 2 views they must do so 4 and 2 times.
  const design = {
    itemCount: 4,
    itemsPerTask: 2,
    versions: [
      [
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 1],
        [2, 3],
        [3, 2],
      ],
    ],
  };
  const prohibitedPairs = [
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
  ] as const;
  const { pairs } = diagnoseDesign(design, { prohibitedPairs });
  expect(pairs.mean).toBe(3);
  expect(pairs.variation).toBeCloseTo(100 / 3, 10);
  expect(pairs.variationBound).toBeCloseTo(100 / 3, 10);
});

describe("the verdict", () => {
  const thirteen = { itemCount: 13, itemsPerTask: 4, taskCount: 13, versionCount: 40, seed: 1 };
  const design = generateDesign(thirteen);

  test("is excellent for a balanced design with enough views", () => {
    expect(diagnoseDesign(design).verdict).toBe("excellent");
  });

  test("is good when an item stands in one position somewhat too often", () => {
    const versions = design.versions.map((tasks, version) =>
      version > 0 ? tasks : tasks.map((task) => [...task].sort((a, b) => a - b)),
    );
    expect(diagnoseDesign({ ...design, versions }).verdict).toBe("good");
  });

  test("is usable when items are seen fewer than 3 times, or stand in place by their number", () => {
    expect(diagnoseDesign(generateDesign({ ...thirteen, taskCount: 9 })).verdict).toBe("usable");
    const versions = design.versions.map((tasks) =>
      tasks.map((task) => [...task].sort((a, b) => a - b)),
    );
    expect(diagnoseDesign({ ...design, versions }).verdict).toBe("usable");
  });

  test("is poor when an item is never shown or a prohibited pair is", () => {
    expect(diagnoseDesign({ ...design, itemCount: 14 }).verdict).toBe("poor");
    expect(diagnoseDesign(design, { prohibitedPairs: [[0, 1]] }).verdict).toBe("poor");
  });
});

test("malformed designs are refused with version, task and value", () => {
  const refused: [Design["versions"], string][] = [
    [[], "A design needs at least one version."],
    [[[]], "Version 1 has no task."],
    [[[[0, 1, 2]], [[0, 1]]], "Version 2, task 1: shows 2 items, not 3."],
    [[[[0, 1, 6]]], "Version 1, task 1: item 7 is not 1 to 6."],
    [[[[0, 1, 1]]], "Version 1, task 1: item 2 is shown twice."],
  ];
  for (const [versions, reason] of refused) {
    expect(() => diagnoseDesign({ ...byHand, versions })).toThrow(new RangeError(reason));
  }
});
