import { z } from "zod";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { type LikelihoodName, logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { placedItems } from "@/lib/maxdiff/choice/placed-items";
import { compareEstimates } from "@/lib/maxdiff/compare/compare-estimates";
import { countsUtilities, countsWithoutUtility } from "@/lib/maxdiff/compare/counts-utilities";
import { setEffect, unlikeSets, withholdVerdicts } from "@/lib/maxdiff/compare/set-effect";
import { type CohortCounts, cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import type { ChoiceStudy } from "../study-data/choice-study";
import { describeAnalysis } from "./analysis";
import { defineMethod } from "./method";
import { estimatedAsOne, type MethodEstimate, sumOrNull } from "./method-estimate";
import { likelihoodOption, utilityMarginOption } from "./options";

export const countsMethod = defineMethod({
  name: "counts",
  summary: "closed-form logit of the net counts",
  optionsSchema: z.strictObject({ likelihood: likelihoodOption, margin: utilityMarginOption }),
  needs: ["whole tasks"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { likelihood, margin }, { seed }) {
    const estimate = byCounts(study, likelihood, margin);
    const asked = { method: "counts", likelihood, seed, margin } as const;
    return { result: describeAnalysis(study, asked, estimate), individual: null };
  },
});

/** Utilities of the closed-form logit, errors clustered on the respondent. */
function byCounts(
  { data, itemNumbers, cohortNames }: ChoiceStudy,
  likelihood: LikelihoodName,
  margin: number,
): MethodEstimate {
  const cohorts = cohortNames.map((_, cohort) => {
    const respondents = cohortRespondents(data, cohort);
    const counts = cohortCounts(data, respondents);
    const { status, items } = placedItems(data, respondents);
    const apart = status === "disconnected" ? items : null;
    return { respondents, counts, apart, estimate: apart ? null : countsUtilities(counts) };
  });
  const estimates = cohorts.map(({ estimate }) => estimate);
  const found = estimatedAsOne(data, estimates, margin);
  const unlike = found.gaps.map(({ from, to }) => ({
    from,
    to,
    items: itemsOfUnlikeSets(data, likelihood, cohorts[from].counts, cohorts[to].counts, {
      from: cohorts[from].respondents,
      to: cohorts[to].respondents,
    }),
  }));
  const logLikelihoods = cohorts.map(({ respondents, estimate }) =>
    estimate
      ? logLikelihood({
          data,
          likelihood,
          utilities: estimate.values,
          respondents,
          weights: data.weight,
        }).value
      : null,
  );
  return {
    ...found,
    gaps: found.gaps.map((gaps, pair) => ({
      ...gaps,
      items: withholdVerdicts(gaps.items, unlike[pair].items),
    })),
    logLikelihood: sumOrNull(logLikelihoods),
    diagnostics: {
      cohorts: cohorts.map(({ counts, apart, estimate }, cohort) => ({
        name: cohortNames[cohort],
        status: estimate
          ? "ok"
          : apart
            ? "disconnected"
            : "always best, always worst or never shown",
        items: (apart ?? countsWithoutUtility(counts)).map((item) => itemNumbers[item]),
      })),
      unlikeSets: unlike
        .filter(({ items }) => items.length > 0)
        .map(({ from, to, items }) => ({
          from: cohortNames[from],
          to: cohortNames[to],
          items: items.map((item) => itemNumbers[item]),
        })),
    },
    individual: null,
  };
}

/** Items whose counts of two cohorts differ by what else was on their screens (`setEffect`). */
function itemsOfUnlikeSets(
  data: ChoiceData,
  likelihood: LikelihoodName,
  countsFrom: CohortCounts,
  countsTo: CohortCounts,
  respondents: { from: Int32Array; to: Int32Array },
): number[] {
  const everybody = cohortCounts(data, Int32Array.of(...respondents.from, ...respondents.to));
  const together = countsUtilities(everybody);
  if (!together) return [];
  const effect = setEffect({ data, ...respondents, utilities: together.values, likelihood });
  const net = (counts: CohortCounts) => ({
    ...counts,
    values: counts.net,
    bond: "nothing" as const,
  });
  return unlikeSets(compareEstimates(net(countsFrom), net(countsTo), 1).items, effect);
}
