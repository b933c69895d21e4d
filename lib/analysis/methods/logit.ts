import { z } from "zod";
import type { Compute } from "@/lib/compute/compute";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { logitEstimate } from "@/lib/maxdiff/compare/logit-estimate";
import type { ChoiceStudy } from "../study-data/choice-study";
import { describeAnalysis, namedGaps } from "./analysis";
import { anchoredItems } from "./anchored-items";
import { defineMethod } from "./method";
import { estimatedAsOne, type MethodEstimate, sumOrNull } from "./method-estimate";
import { likelihoodOption, utilityMarginOption } from "./options";

/** Which errors a cohort's utilities are shown with; gaps always have robust ones. */
const errorKinds = ["robust", "model"] as const;
type ErrorKind = (typeof errorKinds)[number];

export const logitMethod = defineMethod({
  name: "logit",
  summary: "aggregate logit of each cohort",
  optionsSchema: z.strictObject({
    likelihood: likelihoodOption,
    margin: utilityMarginOption,
    errors: z
      .enum(errorKinds)
      .default("robust")
      .describe("of utilities: clustered on the respondent or the model's; gaps are always robust"),
  }),
  needs: [],
  takes: ["anchors"],
  givesIndividual: false,
  takesLong: false,
  async run(study, { likelihood, margin, errors }, { seed, compute }) {
    const estimate = await byLogit(study, likelihood, margin, errors, compute);
    const anchored = likelihood === "pair" ? null : await anchoredItems(study, likelihood, compute);
    const asked = { method: "logit", likelihood, seed, margin } as const;
    return { result: describeAnalysis(study, asked, estimate, anchored), individual: null };
  },
});

/** Aggregate logit of each cohort by itself; two cohorts or more also with consistency divided out. */
async function byLogit(
  study: ChoiceStudy,
  likelihood: LikelihoodName,
  margin: number,
  errors: ErrorKind,
  compute: Compute,
): Promise<MethodEstimate> {
  const { data, itemNumbers, cohortNames } = study;
  const fits = await Promise.all(
    cohortNames.map((_, cohort) =>
      compute("aggregate-logit", {
        data,
        respondents: cohortRespondents(data, cohort),
        likelihood,
      }),
    ),
  );
  const adjusted =
    cohortNames.length > 1 ? await scaleAdjusted(study, likelihood, margin, compute) : null;
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
      ...(adjusted && { scaleAdjusted: adjusted }),
    },
    individual: null,
  };
}

async function scaleAdjusted(
  study: ChoiceStudy,
  likelihood: LikelihoodName,
  margin: number,
  compute: Compute,
) {
  const { data, cohortNames } = study;
  const comparison = await compute("compare-scale-adjusted", { data, likelihood, margin });
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
      namedGaps(study, { from, to, items: after }),
    ),
  };
}
