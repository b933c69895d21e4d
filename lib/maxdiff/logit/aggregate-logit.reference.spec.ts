import { describe, expect, test } from "vitest";
import { allRespondents, cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import {
  REFERENCE,
  type ReferenceFit,
  type ReferenceStudy,
  readReferenceFigures,
  readReferenceStudy,
} from "@/lib/maxdiff/fixtures/reference-study";
import { preferenceShare } from "@/lib/maxdiff/shares/preference-share";
import { aggregateLogit, type LogitFit } from "./aggregate-logit";

const studies: ReferenceStudy[] = ["simulated-cohorts", "political-issues"];

function expectEqual(fit: LogitFit, reference: ReferenceFit) {
  if (fit.status !== "ok") throw new Error(`No estimate: ${fit.status}`);
  expect(Math.abs(fit.logLikelihood - reference.logLik)).toBeLessThan(1e-2);
  expect(Math.abs(fit.logLikelihoodNull - reference.logLikNull)).toBeLessThan(1e-2);
  const count = fit.utilities.length;
  const shares = preferenceShare(fit.utilities, null).values;
  for (let item = 0; item < count; item++) {
    const diagonal = item * count + item;
    const modelSe = Math.sqrt(fit.modelCovariance[diagonal]);
    const robustSe = Math.sqrt(fit.robustCovariance[diagonal]);
    expect(Math.abs(fit.utilities[item] - reference.coefCentred[item])).toBeLessThan(1e-5);
    expect(Math.abs(modelSe - reference.seCentred[item])).toBeLessThan(1e-5);
    expect(Math.abs(robustSe - reference.clusterSeCentred[item])).toBeLessThan(1e-5);
    expect(Math.abs(shares[item] - reference.share[item])).toBeLessThan(1e-3);
  }
}

describe(`${REFERENCE} of R`, () => {
  for (const name of studies) {
    for (const likelihood of ["sequential", "tricked", "pair"] as const) {
      test(`${name}: ${likelihood} utilities, both errors and log-likelihood equal survival::clogit`, () => {
        const data = readReferenceStudy(name);
        const fit = aggregateLogit({ data, respondents: allRespondents(data), likelihood });
        const reference = readReferenceFigures(name).aggregateLogit[likelihood];
        expectEqual(fit, reference);
      });
    }

    test(`${name}: counts are exactly the reference counts`, () => {
      const data = readReferenceStudy(name);
      const counts = cohortCounts(data, allRespondents(data));
      const reference = readReferenceFigures(name).counts;
      expect([...counts.shown]).toEqual(reference.shown);
      expect([...counts.best]).toEqual(reference.best);
      expect([...counts.worst]).toEqual(reference.worst);
      reference.bwOverShown.forEach((share, item) => {
        expect(counts.net[item]).toBeCloseTo(100 * share, 3);
      });
    });
  }

  test("each cohort's counts and logit equal those of R by cohort", () => {
    const data = readReferenceStudy("simulated-cohorts", "cohort");
    const segments = readReferenceFigures("simulated-cohorts").segments ?? {};
    expect(Object.keys(segments)).toEqual(["Leaders", "Seniors"]);
    Object.values(segments).forEach((reference, cohort) => {
      const respondents = cohortRespondents(data, cohort);
      const counts = cohortCounts(data, respondents);
      expect([...counts.best]).toEqual(reference.counts.best);
      expect([...counts.worst]).toEqual(reference.counts.worst);
      expectEqual(
        aggregateLogit({ data, respondents, likelihood: "sequential" }),
        reference.sequential,
      );
    });
  });
});
