import { z } from "zod";
import { estimateHbInWorkers, type HbRunProgress } from "@/lib/compute/estimate-hb";
import { cohortRespondents, itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import { placedItems } from "@/lib/maxdiff/choice/placed-items";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import type { Gap } from "@/lib/maxdiff/compare/compare-estimates";
import {
  type CovariancePrior,
  fieldPrior,
  type HbOptions,
  halfTPrior,
  hbDefaults,
  learntPrior,
} from "@/lib/maxdiff/hb/hb-options";
import { judgeHbGaps } from "@/lib/maxdiff/hb/judge-hb-gaps";
import type { ChoiceStudy } from "../study-data/choice-study";
import { describeAnalysis } from "./analysis";
import { individualUtilities } from "./individual-utilities";
import { defineMethod } from "./method";
import { type MethodEstimate, placedUtilities } from "./method-estimate";
import { likelihoodOption, utilityMarginOption } from "./options";

/** More than any study needs; a limit all the same, for what is asked over the web. */
const MAX_DRAWS = 1_000_000;

const hbOptionsSchema = z
  .strictObject({
    likelihood: likelihoodOption,
    margin: utilityMarginOption,
    prior: z
      .enum(["learnt-variance", "half-t", "inverse-wishart"])
      .optional()
      .describe(
        "of how much respondents differ: the field's with its variance learnt and at most that (usual), a weaker one, or the field's as it is",
      ),
    priorVariance: z
      .number()
      .positive()
      .max(1_000)
      .optional()
      .describe(
        `${fieldPrior.variance}; of utilities between respondents, for the prior inverse-wishart`,
      ),
    priorDf: z
      .number()
      .positive()
      .max(100_000)
      .optional()
      .describe(
        `${fieldPrior.extraDegrees}; beyond the number of items less one, for the prior inverse-wishart`,
      ),
    chains: z.int().min(1).max(64).default(hbDefaults.chains),
    targetEss: z
      .number()
      .min(1)
      .max(MAX_DRAWS)
      .default(hbDefaults.targetEss)
      .describe(
        `it stops when every cohort mean and gap has so many effective draws and R-hat below ${hbDefaults.targetRHat}, …`,
      ),
    maxDraws: z
      .int()
      .min(8)
      .max(MAX_DRAWS)
      .default(hbDefaults.maxDraws)
      .describe("… or every chain has kept so many: `converged` tells which"),
    timings: z
      .enum(["yes", "no"])
      .default("yes")
      .describe("no: `seconds` is null, so that every byte is the same"),
  })
  .refine(
    ({ prior, priorVariance, priorDf }) =>
      prior === undefined ||
      prior === "inverse-wishart" ||
      (priorVariance === undefined && priorDf === undefined),
    { params: { key: "priorOfItsOwn" } },
  );

export const hbMethod = defineMethod({
  name: "hb",
  summary: "hierarchical Bayes: means of the population each cohort stands for",
  optionsSchema: hbOptionsSchema,
  needs: ["whole tasks"],
  takes: [],
  givesIndividual: true,
  takesLong: true,
  async run(study, options, { seed, signal, onProgress }) {
    const { likelihood, margin, timings } = options;
    const estimate = await byHb(study, engineOptions(options, seed), margin, {
      signal,
      onProgress: ({ iterations, nextLookAt, convergence }) =>
        onProgress({
          fraction: iterations / nextLookAt,
          convergence: convergence && {
            rHatMax: convergence.rHatMax,
            essBulkMin: convergence.essBulkMin,
          },
        }),
    });
    const { diagnostics } = estimate;
    const shown =
      timings === "yes"
        ? estimate
        : { ...estimate, diagnostics: { ...diagnostics, seconds: null } };
    const asked = { method: "hb", likelihood, seed, margin } as const;
    return {
      result: describeAnalysis(study, asked, shown),
      individual: individualUtilities(study, estimate),
    };
  },
});

/** The options as the engine takes them. */
function engineOptions(
  options: z.output<typeof hbOptionsSchema>,
  seed: number,
): Partial<HbOptions> {
  const { likelihood, chains, targetEss, maxDraws } = options;
  return {
    likelihood,
    seed,
    prior: priorOf(options),
    chains,
    targetEss,
    maxDraws,
    drawsPerLook: Math.min(hbDefaults.drawsPerLook, maxDraws),
  };
}

/**
 * Cohorts by their names: a file lists them otherwise than a study does, and draws hang on their order, so
 * that the same answers would give other figures.
 */
function orderByName(cohortNames: readonly string[]): number[] {
  return cohortNames
    .map((_, cohort) => cohort)
    .sort((one, other) => (cohortNames[one] < cohortNames[other] ? -1 : 1));
}

/** The same gap seen from the other cohort. */
function turned(gap: Gap): Gap {
  const minus = (value: number | null) => (value === null ? null : -value);
  return { ...gap, gap: minus(gap.gap), low: minus(gap.high), high: minus(gap.low) };
}

/** A variance or degrees ask for the prior that has them, unless another one is named. */
function priorOf({
  prior,
  priorVariance,
  priorDf,
}: z.output<typeof hbOptionsSchema>): CovariancePrior {
  const hasOwn = priorVariance !== undefined || priorDf !== undefined;
  const kind = prior ?? (hasOwn ? "inverse-wishart" : learntPrior.kind);
  if (kind !== "inverse-wishart") return kind === "half-t" ? halfTPrior : learntPrior;
  return {
    kind,
    variance: priorVariance ?? fieldPrior.variance,
    extraDegrees: priorDf ?? fieldPrior.extraDegrees,
  };
}

/**
 * Hierarchical Bayes with the cohort in the upper level, chains in threads. A cohort's utilities are
 * the means of the population it stands for; its shares and scores average its respondents'.
 *
 * An item that a cohort's answers do not place (never shown there, shown to one respondent, or in a
 * part of the design that meets no other) has no figures in that cohort, which then has no shares and
 * scores either: they are parts of a whole of which one is unknown.
 *
 * @throws RangeError naming a cohort that nobody is in, or when no cohort's answers link the items
 */
async function byHb(
  { data, cohortNames, itemNumbers }: ChoiceStudy,
  options: Partial<HbOptions>,
  margin: number,
  hooks: { onProgress: (progress: HbRunProgress) => void; signal: AbortSignal },
): Promise<MethodEstimate> {
  const empty = cohortNames.find((_, cohort) => !data.cohort.includes(cohort));
  if (empty !== undefined) {
    throw new RangeError(`Nobody in cohort “${empty}” answered a task: leave it out.`);
  }
  const placed = cohortNames.map((_, cohort) => placedItems(data, cohortRespondents(data, cohort)));
  if (placed.every(({ status }) => status === "disconnected")) {
    const apart = placed[0].items.map((item) => itemNumbers[item]).join(", ");
    throw new RangeError(
      `The answers give no utilities: items ${apart} share no task with any of the others, not even through other items (disconnected).`,
    );
  }
  const started = performance.now();
  const order = orderByName(cohortNames);
  const place = order.map((_, cohort) => order.indexOf(cohort));
  const ordered = { ...data, cohort: data.cohort.map((cohort) => place[cohort]) };
  const result = await estimateHbInWorkers({ data: ordered, options, ...hooks });
  const seconds = (performance.now() - started) / 1000;
  const { itemCount, convergence, cohortMeans } = result;
  const rows = (values: Float64Array, row: number) =>
    values.subarray(row * itemCount, (row + 1) * itemCount);
  const own = (values: Float64Array, cohort: number) =>
    Array.from(rows(values, place[cohort]), (value, item) =>
      placed[cohort].placed[item] === 1 ? value : null,
    );
  const whole = (values: Float64Array, cohort: number) =>
    placed[cohort].status === "ok" ? rows(values, place[cohort]) : null;
  return {
    logLikelihood: result.meanLogLikelihood,
    cohorts: cohortNames.map((_, cohort) => ({
      utility: own(cohortMeans.mean, cohort),
      se: own(cohortMeans.sd, cohort),
      low: own(cohortMeans.low, cohort),
      high: own(cohortMeans.high, cohort),
      share: whole(result.cohortShares, cohort),
      score: whole(result.cohortScores, cohort),
    })),
    gaps: cohortPairs(cohortNames.length).map(({ from, to }) => {
      const [first, second] = [from, to].map((cohort) => place[cohort]).sort((a, b) => a - b);
      const found = result.gaps.find((gap) => gap.from === first && gap.to === second);
      const items = found ? judgeHbGaps(found, margin) : [];
      return { from, to, items: first === place[from] ? items : items.map(turned) };
    }),
    diagnostics: {
      cohorts: placed.map(({ status, items }, cohort) => ({
        name: cohortNames[cohort],
        status,
        items: items.map((item) => itemNumbers[item]),
      })),
      rhatMax: convergence.rHatMax,
      essBulkMin: convergence.essBulkMin,
      essTailMin: convergence.essTailMin,
      converged: convergence.converged,
      prior: { ...hbDefaults, ...options }.prior,
      seconds: Math.round(1000 * seconds) / 1000,
      itemsPerTask: itemsPerTask(data),
      chains: result.chainCount,
      drawsPerChain: result.drawsPerChain,
      acceptance: result.sampler.map(({ acceptance }) => acceptance),
    },
    individual: {
      utilities: placedUtilities(data, result.utilities, placed),
      rootLikelihood: result.rootLikelihood,
    },
  };
}
