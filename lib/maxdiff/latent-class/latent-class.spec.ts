import { describe, expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import {
  REFERENCE,
  readReferenceClasses,
  readReferenceStudy,
} from "@/lib/maxdiff/fixtures/reference-study";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { latentClass } from "./latent-class";

const likelihood = "sequential";

function fitted(input: Parameters<typeof latentClass>[0]) {
  const fit = latentClass(input);
  if (fit.status !== "ok") throw new Error(fit.status);
  return fit;
}

describe(`${REFERENCE} of R`, () => {
  for (const name of ["simulated-cohorts", "political-issues"] as const) {
    test(`${name}: the log-likelihood is at least that of flexmix for every number of classes`, () => {
      const data = readReferenceStudy(name);
      for (const reference of Object.values(readReferenceClasses(name).solutions)) {
        const classCount = reference.k;
        const fit = fitted({ data, likelihood, classCount, random: seededRandom(1) });
        // The reference is printed to 4 digits, and the weak prior costs about 0.001.
        expect(fit.logLikelihood).toBeGreaterThan(reference.logLik - 0.005);
        expect(fit.parameters).toBe(reference.npar);
        expect(fit.converged).toBe(true);
        if (fit.logLikelihood < reference.logLik + 0.05) {
          expect(fit.bic).toBeCloseTo(reference.BICrespondents, 1);
          const sizes = [reference.classShare].flat();
          sizes.forEach((size, c) => {
            expect(fit.size[c]).toBeCloseTo(size, 2);
            reference.coefCentred[c].forEach((utility, item) => {
              expect(fit.utilities[c * data.itemCount + item]).toBeCloseTo(utility, 1);
            });
          });
        }
      }
    });
  }
});

const tastes = [
  [2, 1.5, 1, 0.5, 0.2, 0, 0, 0, -0.2, -0.5, -1, -1.5, -2],
  [-2, -1.5, -1, -0.5, -0.2, 0, 0, 0, 0.2, 0.5, 1, 1.5, 2],
];

test("two planted classes come back: sizes by cohort, utilities, and two classes by BIC", () => {
  const random = seededRandom(4);
  const versions = thirteenItemDesign(10, random);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions,
    cohorts: [
      { respondents: 80, utilities: tastes[0] },
      { respondents: 20, utilities: tastes[1] },
      { respondents: 60, utilities: tastes[0] },
      { respondents: 120, utilities: tastes[1] },
    ],
    random,
  });
  const mixed = { ...data, cohortCount: 2, cohort: data.cohort.map((group) => group >> 1) };
  const fits = [1, 2, 3].map((classCount) =>
    fitted({ data: mixed, likelihood, classCount, starts: 8, random: seededRandom(7) }),
  );
  const [one, two, three] = fits;
  expect(two.bic).toBeLessThan(one.bic);
  expect(two.bic).toBeLessThan(three.bic);
  expect(three.logLikelihood).toBeGreaterThan(two.logLikelihood);
  expect(two.caic).toBeCloseTo(two.bic + two.parameters, 9);
  expect(two.entropy).toBeGreaterThan(0.9);
  // Both classes hold 140 respondents: whichever comes first, it prefers item 0 or item 12.
  const liker = two.utilities[0] > 0 ? 0 : 1;
  expect(Math.abs(two.cohortMembership[liker] - 0.8)).toBeLessThan(0.05);
  expect(Math.abs(two.cohortMembership[2 + liker] - 1 / 3)).toBeLessThan(0.05);
  for (let item = 0; item < 13; item++) {
    expect(Math.abs(two.utilities[liker * 13 + item] - tastes[0][item])).toBeLessThan(0.35);
  }
});

test("the same seed gives the same classes; a class in which an item always wins stays finite", () => {
  const always = { shown: [0, 1, 2], best: 0, worst: 1 };
  const other = { shown: [0, 1, 2], best: 0, worst: 2 };
  const contrary = { shown: [0, 1, 2], best: 2, worst: 0 };
  const respondents = Array.from({ length: 30 }, (_, r) => ({
    cohort: 0,
    tasks: r < 20 ? [always, other, always, other] : [contrary, { ...contrary, best: 1 }],
  }));
  const data = choiceData({ itemCount: 3, cohortCount: 1, respondents });
  const run = () => fitted({ data, likelihood, classCount: 2, random: seededRandom(3) });
  const fit = run();
  expect(run()).toEqual(fit);
  expect([...fit.utilities, ...fit.size, fit.logLikelihood].every(Number.isFinite)).toBe(true);
  expect(fit.size[0]).toBeCloseTo(2 / 3, 2);
});

test("degenerate data get a status, impossible requests an error", () => {
  const data = choiceData({ itemCount: 3, cohortCount: 1, respondents: [] });
  const random = seededRandom(1);
  expect(latentClass({ data, likelihood, classCount: 2, random }).status).toBe("no answers");
  const tasks = [
    { shown: [0, 1, 2], best: 0, worst: 1 },
    { shown: [0, 1, 2], best: 1, worst: 2 },
    { shown: [0, 1, 2], best: 2, worst: 0 },
  ];
  const single = choiceData({ itemCount: 3, cohortCount: 1, respondents: [{ cohort: 0, tasks }] });
  expect(latentClass({ data: single, likelihood, classCount: 2, random }).status).toBe(
    "too few respondents",
  );
  expect(() => latentClass({ data, likelihood, classCount: 9, random })).toThrow("9");
  expect(() => latentClass({ data, likelihood, classCount: 2, starts: 0, random })).toThrow("0");
});
