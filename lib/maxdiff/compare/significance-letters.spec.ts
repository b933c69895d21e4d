import { expect, it } from "vitest";
import { comparedShares } from "@/lib/maxdiff/questions/compared-parts";
import { seededRandom } from "@/lib/stats/random";
import { cohortPairs } from "./cohort-pairs";
import { columnLetter, columnsBelow } from "./significance-letters";

const tested = (ps: readonly number[], gap = 1) =>
  cohortPairs(3).map((pair, index) => ({ ...pair, gap, p: ps[index] }));

it("names the lower columns, once every pair of the row is counted", () => {
  // Holm over three pairs: 0.016 × 3 = 0.048, then 0.03 × 2 = 0.06.
  expect(columnsBelow(tested([0.016, 0.03, 0.9]), 3)).toEqual([[], [0], []]);
  expect(columnsBelow(tested([0.001, 0.001, 0.001], -1), 3)).toEqual([[1, 2], [2], []]);
  expect(columnsBelow(tested([0.02, 0.02, 0.02]), 3)).toEqual([[], [], []]);
  expect([0, 1, 11].map(columnLetter)).toEqual(["A", "B", "L"]);
});

it("without any difference a row of six columns has a letter in at most 16 of 200 studies", () => {
  const random = seededRandom(13);
  const sizes = [40, 60, 80, 100, 120, 200];
  const cohort = Int32Array.from(sizes.flatMap((size, index) => Array(size).fill(index)));
  let withLetter = 0;
  for (let study = 0; study < 200; study++) {
    const { gaps } = comparedShares({
      values: Float64Array.from(cohort, () => Number(random.next() < 0.4)),
      cohort,
      weight: new Float64Array(cohort.length).fill(1),
      parts: ["x"],
      cohortNames: sizes.map(String),
    });
    const pairs = cohortPairs(sizes.length).map((pair, index) => ({ ...gaps[index], ...pair }));
    if (columnsBelow(pairs, sizes.length).some((below) => below.length > 0)) withLetter++;
  }
  // 17 or more would come in 2 of 100 such counts if the true rate were 5 %.
  expect(withLetter).toBeLessThanOrEqual(16);
  expect(withLetter).toBeGreaterThan(0);
});
