import fc from "fast-check";
import { expect, test } from "vitest";
import { allocationData } from "@/lib/maxdiff/allocation/allocation-data";
import { fractionalLogit } from "@/lib/maxdiff/allocation/fractional-logit";
import { type ChoiceRespondent, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { latentClass } from "@/lib/maxdiff/latent-class/latent-class";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { seededRandom } from "@/lib/stats/random";
import { coAppearance } from "./co-appearance";
import { compareCohorts } from "./compare-cohorts";
import { compareScaleAdjusted } from "./compare-scale-adjusted";
import { mergedPairs } from "./merged-pairs";

/** Any study, however small or odd: items never shown, empty cohorts, weights of 0, no answers. */
const studies = fc.integer({ min: 2, max: 6 }).chain((itemCount) => {
  const items = Array.from({ length: itemCount }, (_, item) => item);
  const task = fc
    .shuffledSubarray(items, { minLength: 2 })
    .chain((shown) =>
      fc
        .shuffledSubarray(shown, { minLength: 2, maxLength: 2 })
        .map(([best, worst]) => ({ shown, best, worst })),
    );
  const respondent: fc.Arbitrary<ChoiceRespondent> = fc.record({
    cohort: fc.integer({ min: 0, max: 2 }),
    weight: fc.constantFrom(0, 0.5, 1, 1, 3),
    tasks: fc.array(task, { maxLength: 8 }),
  });
  return fc.record({
    itemCount: fc.constant(itemCount),
    respondents: fc.array(respondent, { maxLength: 14 }),
    likelihood: fc.constantFrom(...likelihoodNames),
    chips: fc.array(fc.array(fc.nat(itemCount - 1), { minLength: 4, maxLength: 4 }), {
      maxLength: 14,
    }),
  });
});

/** Every number in a result, wherever it sits. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(numbersIn);
}

test("any small study is answered with finite figures, nulls and statuses, never NaN or an exception", () => {
  const statuses = new Set<string>();
  fc.assert(
    fc.property(studies, ({ itemCount, respondents, likelihood, chips }) => {
      const data = choiceData({ itemCount, cohortCount: 3, respondents });
      const allocation = allocationData({
        name: "now",
        format: "constant-sum",
        itemCount,
        cohortCount: 3,
        respondents: chips.map((own, index) => ({
          cohort: index % 3,
          points: Array.from(
            { length: itemCount },
            (_, item) => 25 * own.filter((chip) => chip === item).length,
          ),
        })),
      });
      const comparison = compareCohorts({
        data,
        allocations: [allocation],
        options: { likelihood, seed: 1, pairs: [[1, 2]] },
      });
      const fits = [0, 1, 2].map((cohort) =>
        aggregateLogit({ data, respondents: cohortRespondents(data, cohort), likelihood }),
      );
      const results: unknown[] = [
        comparison,
        compareScaleAdjusted({ data, likelihood }),
        fractionalLogit({ data: allocation }),
        latentClass({ data, likelihood, classCount: 2, starts: 2, random: seededRandom(1) }),
        ...fits,
      ];
      for (const [index, fit] of fits.entries()) {
        statuses.add(fit.status);
        if (fit.status !== "ok") continue;
        const own = cohortRespondents(data, index);
        const { utilities } = fit;
        results.push(coAppearance({ data, respondents: own, likelihood, utilities }));
        const [first] = fits;
        if (first.status === "ok") results.push(mergedPairs(first, fit, 0.1));
      }
      for (const result of results) expect(numbersIn(result).every(Number.isFinite)).toBe(true);
      expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);

      for (const cohort of comparison.cohorts) {
        if (cohort.logit.status !== "ok") continue;
        const sum = (figures: (number | null)[]) =>
          figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
        expect(sum(cohort.items.map((item) => item.share))).toBeCloseTo(100, 8);
        expect(sum(cohort.items.map((item) => item.score))).toBeCloseTo(100, 8);
        expect(sum(cohort.items.map((item) => item.utility))).toBeCloseTo(0, 8);
      }
      for (const list of comparison.gaps) {
        for (const { gap, low, high, p, pHolm, verdict } of list.items) {
          if (low !== null && high !== null && gap !== null) {
            expect(low <= gap && gap <= high).toBe(true);
          }
          if (p !== null && pHolm !== null) expect(pHolm >= p).toBe(true);
          if (verdict === "different") expect(pHolm).toBeLessThan(0.05);
        }
      }
    }),
    { seed: 20261121, numRuns: 200 },
  );
  // The studies drawn reach every kind of data the logit tells apart.
  expect([...statuses].sort()).toEqual([
    "disconnected",
    "item never shown",
    "no answers",
    "ok",
    "separated",
  ]);
}, 120_000);
