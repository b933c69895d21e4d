import { z } from "zod";
import type { Compute } from "@/lib/compute/compute";
import type { AllocationFormat } from "@/lib/maxdiff/allocation/allocation-data";
import { allocationMeans } from "@/lib/maxdiff/allocation/allocation-means";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import {
  compareEstimates,
  judgeGaps,
  significanceLevel,
} from "@/lib/maxdiff/compare/compare-estimates";
import {
  defaultConstantSumMarginOfAverage,
  defaultPercentageMargin,
  defaultTopMargin,
} from "@/lib/maxdiff/compare/margins";
import { ENGINE } from "@/lib/maxdiff/engine";
import { studentQuantile } from "@/lib/stats/distributions";
import type { AllocationAnswers, ChoiceStudy } from "../study-data/choice-study";
import { type AnalysisGap, namedGaps } from "./analysis";
import { defineMethod } from "./method";

/** How resources are, or should be, divided over the items. */
export interface Allocations {
  readonly method: "allocation";
  readonly seed: number;
  readonly engine: string;
  readonly allocations: readonly AllocationResult[];
}

/** One allocation question. */
export interface AllocationResult {
  readonly name: string;
  readonly format: AllocationFormat;
  /** In points: gaps within ± this do not matter. */
  readonly margin: number;
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    readonly items: readonly {
      readonly number: number;
      /** 0 … 100; a constant sum's add to 100. With its error and 95 % interval. */
      readonly mean: number | null;
      readonly se: number | null;
      readonly low: number | null;
      readonly high: number | null;
      /** Percentage of respondents who gave it nothing. */
      readonly zeros: number | null;
      readonly answered: number;
    }[];
  }[];
  /** In points. */
  readonly gaps: readonly AnalysisGap[];
  /**
   * The fractional logit of a constant sum: the same question on the scale on which shares multiply, with
   * robust errors. Null for other formats.
   */
  readonly fractionalLogit: {
    /** "ok", or why there is no fit; cohorts and items are those that the status is about. */
    readonly status: string;
    readonly cohorts: readonly string[];
    readonly items: readonly number[];
    /** Of log shares, centred on their mean over the items. */
    readonly gaps: readonly AnalysisGap[];
  } | null;
}

/** Half as much again is a difference on the scale of logarithms; a tenth is none. */
const LOG_SHARE_MARGIN = 0.1;

export const allocationMethod = defineMethod({
  name: "allocation",
  summary: "allocations over the items: mean shares, and a fractional logit with robust errors",
  optionsSchema: z.strictObject({}),
  needs: ["allocations"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, _options, { seed, compute }) {
    const allocations: AllocationResult[] = [];
    for (const allocation of study.allocations ?? []) {
      allocations.push(await figuresOf(study, allocation, compute));
    }
    const result: Allocations = { method: "allocation", seed, engine: ENGINE, allocations };
    return { result, individual: null };
  },
});

async function figuresOf(
  study: ChoiceStudy,
  { data }: AllocationAnswers,
  compute: Compute,
): Promise<AllocationResult> {
  const { itemNumbers, cohortNames } = study;
  const margin = marginOf(data.format, data.itemCount);
  const means = cohortNames.map((_, cohort) => allocationMeans(data, cohort));
  const estimates = means.map(({ means: values, covariance, defined, answered, respondents }) => ({
    values,
    covariance,
    defined,
    bases: answered,
    respondents,
    bond: data.format === "constant-sum" ? ("constant sum" as const) : ("nothing" as const),
  }));
  return {
    name: data.name,
    format: data.format,
    margin,
    cohorts: means.map((own, cohort) => ({
      name: cohortNames[cohort],
      respondents: own.respondents,
      items: itemNumbers.map((number, item) => {
        const answered = own.answered[item];
        if (own.defined[item] === 0) return { number, ...NOTHING, answered };
        const mean = own.means[item];
        const zeros = own.zeros[item];
        if (!own.covariance || answered < 2) return { ...NOTHING, number, mean, zeros, answered };
        const se = Math.sqrt(own.covariance[item * itemNumbers.length + item]);
        const half = se * studentQuantile(1 - significanceLevel, answered - 1);
        return { number, mean, se, low: mean - half, high: mean + half, zeros, answered };
      }),
    })),
    gaps: cohortPairs(cohortNames.length).flatMap(({ from, to }) => {
      const { items } = compareEstimates(estimates[from], estimates[to], margin);
      return namedGaps(study, { from, to, items });
    }),
    fractionalLogit: data.format === "constant-sum" ? await logitGaps(study, data, compute) : null,
  };
}

const NOTHING = { mean: null, se: null, low: null, high: null, zeros: null };

function marginOf(format: AllocationFormat, itemCount: number): number {
  switch (format) {
    case "constant-sum":
      return (defaultConstantSumMarginOfAverage * 100) / itemCount;
    case "percentage":
      return defaultPercentageMargin;
    case "top":
      return defaultTopMargin;
  }
}

async function logitGaps(
  study: ChoiceStudy,
  data: AllocationAnswers["data"],
  compute: Compute,
): Promise<NonNullable<AllocationResult["fractionalLogit"]>> {
  const { itemNumbers, cohortNames } = study;
  const fit = await compute("fractional-logit", { data });
  if (fit.status !== "ok") {
    return {
      status: fit.status,
      cohorts: fit.cohorts.map((cohort) => cohortNames[cohort]),
      items: fit.items.map((item) => itemNumbers[item]),
      gaps: [],
    };
  }
  const count = data.itemCount;
  const width = cohortNames.length * count;
  const respondents = cohortNames.map((_, cohort) =>
    data.cohort.reduce((sum, own, r) => sum + Number(own === cohort && data.weight[r] > 0), 0),
  );
  // Without covariates the cohorts' coefficients come from different respondents: no covariance between.
  const part = (cohort: number) => ({
    covariance: Float64Array.from({ length: count * count }, (_, cell) => {
      const row = cohort * count + Math.floor(cell / count);
      const factor = respondents[cohort] / (respondents[cohort] - 1);
      return factor * fit.covariance[row * width + cohort * count + (cell % count)];
    }),
    respondents: respondents[cohort],
  });
  const gaps = cohortPairs(cohortNames.length).flatMap(({ from, to }) => {
    const values = Float64Array.from(
      { length: count },
      (_, item) => fit.coefficients[to * count + item] - fit.coefficients[from * count + item],
    );
    const isTold = respondents[from] > 1 && respondents[to] > 1;
    const items = judgeGaps(
      {
        values,
        defined: new Uint8Array(count).fill(1),
        parts: isTold ? [part(from), part(to)] : null,
        sumsToConstant: true,
        magnitude: Math.max(...fit.coefficients.map(Math.abs)),
      },
      LOG_SHARE_MARGIN,
    );
    return namedGaps(study, { from, to, items });
  });
  return { status: "ok", cohorts: [], items: [], gaps };
}
