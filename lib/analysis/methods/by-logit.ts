import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { compareScaleAdjusted } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { logitEstimate } from "@/lib/maxdiff/compare/logit-estimate";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import type { ChoiceStudy } from "../study-data/choice-study";
import { sumOrNull } from "./by-counts";
import { estimatedAsOne, type MethodEstimate } from "./method-estimate";

/** Which errors a cohort's utilities are shown with; gaps always have robust ones. */
export const errorKinds = ["robust", "model"] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** Aggregate logit of each cohort by itself; two cohorts or more also with consistency divided out. */
export function byLogit(
  study: ChoiceStudy,
  likelihood: LikelihoodName,
  margin: number,
  errors: ErrorKind,
): MethodEstimate {
  const { data, itemNumbers, cohortNames } = study;
  const fits = cohortNames.map((_, cohort) =>
    aggregateLogit({ data, respondents: cohortRespondents(data, cohort), likelihood }),
  );
  const estimates = fits.map((fit) => (fit.status === "ok" ? logitEstimate(fit) : null));
  // Shown errors are the field's, without a small-sample factor, so that they can be compared.
  const shownCovariance = (cohort: number) => {
    const fit = fits[cohort];
    if (fit.status !== "ok" || fit.respondents < 2) return null;
    return errors === "model" ? fit.modelCovariance : fit.robustCovariance;
  };
  return {
    ...estimatedAsOne(data, estimates, margin, shownCovariance),
    logLikelihood: sumOrNull(fits.map((fit) => (fit.status === "ok" ? fit.logLikelihood : null))),
    diagnostics: {
      iterations: Math.max(...fits.map((fit) => fit.iterations)),
      converged: fits.every((fit) => fit.converged),
      errors,
      cohorts: fits.map((fit, cohort) => ({
        name: cohortNames[cohort],
        status: fit.status,
        items: fit.status === "ok" ? [] : fit.items.map((item) => itemNumbers[item]),
        logLikelihood: fit.status === "ok" ? fit.logLikelihood : null,
        logLikelihoodNull: fit.status === "ok" ? fit.logLikelihoodNull : null,
      })),
      ...(cohortNames.length > 1 && { scaleAdjusted: scaleAdjusted(study, likelihood, margin) }),
    },
    individual: null,
  };
}

function scaleAdjusted(study: ChoiceStudy, likelihood: LikelihoodName, margin: number) {
  const { data, itemNumbers, cohortNames } = study;
  const comparison = compareScaleAdjusted({ data, likelihood, margin });
  if (comparison.status !== "ok") {
    const cohorts = comparison.cohorts.map((cohort) => cohortNames[cohort]);
    return { status: comparison.status, cohorts };
  }
  const { status, cohorts, equalPreferences, equalPreferencesRobust, equalConsistency } =
    comparison;
  return {
    status,
    cohorts: cohorts.map(({ cohort, consistency, low, high, p }) => ({
      name: cohortNames[cohort],
      consistency,
      low,
      high,
      p,
    })),
    equalPreferences,
    equalPreferencesRobust,
    equalConsistency,
    gaps: comparison.gaps.flatMap(({ from, to, after }) =>
      after.map(({ item, gap, low, high, pHolm, verdict }) => ({
        number: itemNumbers[item],
        from: cohortNames[from],
        to: cohortNames[to],
        gap,
        low,
        high,
        pHolm,
        verdict,
      })),
    ),
  };
}
