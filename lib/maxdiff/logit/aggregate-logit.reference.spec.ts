import { describe, expect, test } from "vitest";
import { allRespondents, cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import {
  type ReferenceFit,
  readReferenceFigures,
  readSharedStudy,
  type SharedStudyName,
  sharedStudiesPresent,
} from "@/lib/maxdiff/fixtures/shared-study";
import { preferenceShare } from "@/lib/maxdiff/shares/preference-share";
import { aggregateLogit, type LogitFit } from "./aggregate-logit";

const studies: SharedStudyName[] = ["political-issues", "rice-characteristics"];
const referenceWords = {
  sequential: "sequential",
  tricked: "marginal",
  pair: "paired",
} as const satisfies Record<LikelihoodName, string>;

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

describe.skipIf(!sharedStudiesPresent())("on real studies, against R", () => {
  for (const name of studies) {
    for (const likelihood of ["sequential", "tricked", "pair"] as const) {
      test(`${name}: ${likelihood} utilities, both errors and log-likelihood equal survival::clogit`, () => {
        const data = readSharedStudy(name);
        const fit = aggregateLogit({ data, respondents: allRespondents(data), likelihood });
        const reference = readReferenceFigures(name).aggregateLogit[referenceWords[likelihood]];
        expectEqual(fit, reference);
      });
    }

    test(`${name}: counts are exactly the reference counts`, () => {
      const data = readSharedStudy(name);
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

  test("rice by age: counts and logit of each cohort equal the reference figures", () => {
    const data = readSharedStudy("rice-characteristics", "seg_age");
    const segments = readReferenceFigures("rice-characteristics").segments ?? {};
    expect(Object.keys(segments)).toEqual(["1", "2", "3"]);
    for (const [segment, reference] of Object.entries(segments)) {
      const respondents = cohortRespondents(data, Number(segment) - 1);
      const counts = cohortCounts(data, respondents);
      expect([...counts.best]).toEqual(reference.counts.best);
      expect([...counts.worst]).toEqual(reference.counts.worst);
      expectEqual(
        aggregateLogit({ data, respondents, likelihood: "sequential" }),
        reference.sequential,
      );
    }
  });
});
