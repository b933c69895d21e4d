import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { preferenceShare } from "@/lib/maxdiff/shares/preference-share";
import { quantile } from "@/lib/stats/quantile";
import type { Random } from "@/lib/stats/random";

/** A gap's spread over resampled respondents. */
export interface BootstrapGap {
  /** 0-based. */
  readonly item: number;
  /** Standard deviation over the replicates. */
  readonly se: number;
  /** Ends of the 95 % percentile interval. */
  readonly low: number;
  readonly high: number;
}

export interface BootstrapGaps {
  /** "too many failures": more than 5 % of the replicates had no finite utilities. */
  readonly status: "ok" | "no respondents" | "too many failures";
  readonly replicates: number;
  /** Replicates without finite utilities, left out. */
  readonly failed: number;
  /** Empty unless the status is "ok". */
  readonly net: BootstrapGap[];
  readonly utility: BootstrapGap[];
  readonly share: BootstrapGap[];
}

/**
 * Intervals of the gaps between two cohorts, `to` minus `from`, from a respondent bootstrap: whole
 * respondents are drawn with replacement within each cohort, everything is estimated anew, and the
 * middle 95 % of the gaps is the interval. Slow beside the robust errors and in large cohorts equal
 * to them; its use is to show that they are.
 *
 * Source: B. Efron and R. Tibshirani (1993), An Introduction to the Bootstrap, chapters 8 and 13.
 *
 * @param replicates 100 or more
 * @throws RangeError when replicates is not a whole number of at least 100
 */
export function bootstrapGaps(input: {
  data: ChoiceData;
  likelihood: LikelihoodName;
  from: number;
  to: number;
  replicates: number;
  random: Random;
}): BootstrapGaps {
  const { data, likelihood, replicates, random } = input;
  if (!Number.isInteger(replicates) || replicates < 100) {
    throw new RangeError(`A bootstrap needs 100 replicates or more, not ${replicates}.`);
  }
  const nothing = { replicates, net: [], utility: [], share: [] };
  const cohorts = [input.from, input.to].map((cohort) => {
    const respondents = cohortRespondents(data, cohort);
    return { respondents, fit: aggregateLogit({ data, respondents, likelihood }) };
  });
  if (cohorts.some(({ respondents }) => respondents.length === 0)) {
    return { ...nothing, status: "no respondents", failed: 0 };
  }
  const count = data.itemCount;
  const draws = { net: columns(count), utility: columns(count), share: columns(count) };
  const weights = new Float64Array(data.weight.length);
  let failed = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    weights.fill(0);
    for (const { respondents } of cohorts) {
      for (let drawn = 0; drawn < respondents.length; drawn++) {
        const respondent = respondents[random.below(respondents.length)];
        weights[respondent] += data.weight[respondent];
      }
    }
    const [from, to] = cohorts.map(({ respondents, fit }) => ({
      net: cohortCounts(data, respondents, weights).net,
      fit: aggregateLogit({
        data,
        respondents,
        likelihood,
        weights,
        start: fit.status === "ok" ? fit.utilities : undefined,
      }),
    }));
    if (from.fit.status !== "ok" || to.fit.status !== "ok") {
      failed++;
      continue;
    }
    const fromShare = preferenceShare(from.fit.utilities, null).values;
    const toShare = preferenceShare(to.fit.utilities, null).values;
    for (let item = 0; item < count; item++) {
      draws.net[item].push(to.net[item] - from.net[item]);
      draws.utility[item].push(to.fit.utilities[item] - from.fit.utilities[item]);
      draws.share[item].push(toShare[item] - fromShare[item]);
    }
  }
  if (failed > 0.05 * replicates) return { ...nothing, status: "too many failures", failed };
  return {
    status: "ok",
    replicates,
    failed,
    net: draws.net.map(summarise),
    utility: draws.utility.map(summarise),
    share: draws.share.map(summarise),
  };
}

function columns(count: number): number[][] {
  return Array.from({ length: count }, () => []);
}

function summarise(values: readonly number[], item: number): BootstrapGap {
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    item,
    se: Math.sqrt(squares / (sorted.length - 1)),
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
  };
}
