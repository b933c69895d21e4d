import { describe, expect, it, test } from "vitest";
import { normalCdf } from "@/lib/stats/distributions";
import { inFull } from "@/lib/stats/testing";
import { generateDesign } from "../design/generate-design";
import { detectableGap } from "./detectable-gap";
import { estimatePower, powerRun, studyTotal } from "./estimate-power";
import { type PowerPlan, typicalUtilities } from "./power-plan";
import { simulateStudies } from "./simulate-studies";

const design = generateDesign({
  itemCount: 13,
  itemsPerTask: 4,
  taskCount: 13,
  versionCount: 30,
  seed: 1,
});
const plan: PowerPlan = {
  design,
  cohorts: [{ respondents: 100 }, { respondents: 100 }],
  utilities: typicalUtilities(13),
  spread: 1,
  item: 6,
  scale: "net",
  likelihood: "sequential",
  studies: inFull(60, 30),
  seed: 3,
};

/** The table was made with rounded figures of its own. */
const rounding = 0.5;

describe("the detectable gap in net-count points at 80 % power", () => {
  const table = [
    [100, 17, 22],
    [200, 12, 16],
  ];
  it.each(table.slice(0, inFull(2, 1)))(
    "with %i respondents a cohort is %i alone and %i under Holm",
    (respondents, single, holm) => {
      const result = estimatePower({ ...plan, cohorts: [{ respondents }, { respondents }] });
      for (const [{ simulated, fromError }, expected] of [
        [result.single, single],
        [result.holm, holm],
      ] as const) {
        if (!simulated) throw new Error("The planted gaps told only one side.");
        expect(Math.abs(simulated.gap - expected)).toBeLessThan(rounding + 3 * simulated.se);
        expect(simulated.se).toBeLessThan(inFull(0.05, 0.08) * expected);
        expect(Math.abs(fromError - expected)).toBeLessThan(2 * rounding);
      }
      expect(result.failed).toBe(0);
      expect(result.falseGaps.holm.low).toBeLessThanOrEqual(0.05);
      expect(result.falseGaps.singleItem.low).toBeLessThan(0.05);
      expect(result.falseGaps.singleItem.high).toBeGreaterThan(0.04);
    },
  );
});

test("cohorts that differ in consistency alone give false gaps, and none once it is divided out", () => {
  const result = estimatePower({
    ...plan,
    cohorts: [{ respondents: 300 }, { respondents: 300, consistency: 0.6 }],
    scale: "utility",
    studies: 20,
  });
  expect(result.falseGaps.holm.rate).toBeGreaterThan(0.9);
  expect(result.falseGaps.holmScaleAdjusted?.rate).toBeLessThan(0.25);
});

test("more respondents find smaller gaps, and unequal cohorts less than equal ones", () => {
  const gapOf = (from: number, to: number) =>
    estimatePower({ ...plan, studies: 20, cohorts: [{ respondents: from }, { respondents: to }] })
      .single.fromError;
  const equal = gapOf(60, 60);
  expect(gapOf(20, 100)).toBeGreaterThan(equal);
  expect(gapOf(120, 120)).toBeLessThan(equal);
});

test("the same seed gives the same figures, however the studies are shared out", () => {
  const small = {
    ...plan,
    studies: 20,
    cohorts: [{ respondents: 20 }, { respondents: 30 }] as const,
  };
  const once = estimatePower(small);
  expect(estimatePower(small)).toEqual(once);
  const run = powerRun(small);
  let step = run.next();
  while (!step.done) {
    const backwards = [...step.value].reverse().map((batch) => simulateStudies(small, batch));
    step = run.next(backwards.reverse());
  }
  expect(step.value).toEqual(once);
  expect(estimatePower({ ...small, seed: 4 })).not.toEqual(once);
});

test("progress ends at the whole", () => {
  const fractions: number[] = [];
  const small = {
    ...plan,
    studies: 20,
    cohorts: [{ respondents: 20 }, { respondents: 20 }] as const,
  };
  estimatePower(small, (fraction) => fractions.push(fraction));
  expect(fractions).toHaveLength(studyTotal(small));
  expect(fractions.at(-1)).toBe(1);
});

test("a plan that is not possible is refused with its value", () => {
  const refused = (change: Partial<PowerPlan>) => () => estimatePower({ ...plan, ...change });
  expect(refused({ cohorts: [{ respondents: 1 }, { respondents: 9 }] })).toThrow("not 1");
  expect(refused({ utilities: [1, 2] })).toThrow("not 2");
  expect(refused({ item: 13 })).toThrow("Item 14");
  expect(refused({ studies: 5 })).toThrow("not 5");
  expect(refused({ spread: -1 })).toThrow("not -1");
  expect(refused({ seed: 0.5 })).toThrow("0.5");
});

test("the detectable gap is the one at which the fitted curve has the power asked for", () => {
  const sd = 2;
  const threshold = 3;
  const points = [3, 5, 7, 9].map((gap) => {
    const studies = 1_000_000;
    return { gap, studies, detected: Math.round(studies * normalCdf(gap / sd - threshold)) };
  });
  const found = detectableGap(points, sd, 0.8);
  expect(found?.gap).toBeCloseTo(sd * (threshold + 0.8416212), 2);
  expect(found?.se).toBeLessThan(0.01);
  expect(detectableGap([{ gap: 1, studies: 10, detected: 0 }], sd, 0.8)).toBeNull();
  expect(detectableGap([{ gap: 1, studies: 10, detected: 10 }], sd, 0.8)).toBeNull();
});
