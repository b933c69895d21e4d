import { expect, it } from "vitest";
import { inFull } from "@/lib/stats/testing";
import {
  addCoverageStudy,
  type CoverageCase,
  coverageRates,
  emptyTally,
} from "./fixtures/coverage-study";
import { type CovariancePrior, fieldPrior, learntPrior } from "./hb-options";

/*
 * 8 items in 6 tasks of 4, few enough for a test; `coverage.bench.ts` has larger studies and more of
 * them. 50 studies are 400 intervals: coverage has a standard error of 1.1 points, the slope one of
 * about 0.03. The quick form has 12 of them, and the bounds are too narrow for any other 12: the same
 * seeds give the same studies, so it tells a change of the sampler, and the full form whether it is for
 * the worse.
 */
const studies = inFull(50, 12);
/** None of the bench's studies is counted twice. */
const firstStudy = 1001;
/** Half a minute of processor time; this is for a busy machine. */
const patience = 600_000;

const few: CoverageCase = {
  itemCount: 8,
  itemsPerTask: 4,
  taskCount: 6,
  respondents: [60, 140],
  spread: 1,
  gapSd: 0.7,
};

function ratesOf(of: CoverageCase, prior: CovariancePrior, count: number) {
  const tally = emptyTally();
  for (let study = firstStudy; study < firstStudy + count; study++) {
    addCoverageStudy(tally, of, prior, study, { warmup: 120, draws: 240 });
  }
  return coverageRates(tally);
}

it.each([
  ["differ as usual", few],
  ["differ little", { ...few, spread: 0.3 }],
])(
  "95 % intervals of the gaps of unequal cohorts cover 92 to 98 % where respondents %s",
  (_, of) => {
    const { coverage, zeroCoverage, slope } = ratesOf(of, learntPrior, studies);
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
    expect(zeroCoverage).toBeGreaterThan(0.9); // half as many intervals
    expect(slope).toBeGreaterThan(0.92);
    expect(slope).toBeLessThan(1.08);
  },
  patience,
);

it(
  "30 respondents differ, on average, as much as they do",
  () => {
    const thirty = { ...few, itemCount: 13, taskCount: 9, respondents: [15, 15] } as const;
    const { spreadRatio } = ratesOf(thirty, learntPrior, inFull(8, 3));
    expect(spreadRatio).toBeGreaterThan(0.75);
    expect(spreadRatio).toBeLessThan(1.35);
  },
  patience,
);

it(
  "the field's prior, whose variance is fixed, stretches gaps where respondents differ little",
  () => {
    expect(ratesOf({ ...few, spread: 0.3 }, fieldPrior, inFull(10, 7)).slope).toBeGreaterThan(1.1);
  },
  patience,
);
