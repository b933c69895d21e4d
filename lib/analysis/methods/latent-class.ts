import { z } from "zod";
import { runInWorkers } from "@/lib/compute/run-in-workers";
import { cohortRespondents, itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { placedItems } from "@/lib/maxdiff/choice/placed-items";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { judgeRawGaps } from "@/lib/maxdiff/compare/compare-estimates";
import { type LatentClassFit, latentClassRange } from "@/lib/maxdiff/latent-class/latent-class";
import { preferenceShare, rescaledScore } from "@/lib/maxdiff/shares/preference-share";
import type { ChoiceStudy } from "../study-data/choice-study";
import { describeAnalysis } from "./analysis";
import { individualUtilities } from "./individual-utilities";
import { defineMethod } from "./method";
import {
  type CohortUtilities,
  type MethodEstimate,
  placedUtilities,
  placedValues,
  rootLikelihoods,
  unknownGap,
} from "./method-estimate";
import { likelihoodOption, utilityMarginOption } from "./options";

const { fewest, most } = latentClassRange;

export const latentClassMethod = defineMethod({
  name: "latent-class",
  summary: "latent classes: class utilities by membership, without errors",
  optionsSchema: z.strictObject({
    likelihood: likelihoodOption,
    margin: utilityMarginOption,
    classes: z
      .int()
      .min(fewest)
      .max(most)
      .optional()
      .describe(
        `${fewest} to ${most}; without it all of these are fitted and the lowest BIC is kept`,
      ),
    starts: z.int().min(1).max(10_000).default(20).describe("of each number of classes"),
  }),
  needs: [],
  takes: [],
  givesIndividual: true,
  takesLong: true,
  async run(study, { likelihood, margin, classes, starts }, { seed, signal, onProgress }) {
    const classCounts =
      classes === undefined
        ? Array.from({ length: most - fewest + 1 }, (_, index) => fewest + index)
        : [classes];
    const estimate = await byLatentClass(
      study,
      { likelihood, classCounts, starts, seed, margin },
      { signal, onProgress: (fraction) => onProgress({ fraction }) },
    );
    const asked = { method: "latent-class", likelihood, seed, margin } as const;
    return {
      result: describeAnalysis(study, asked, estimate),
      individual: individualUtilities(study, estimate),
    };
  },
});

/**
 * Latent classes of everybody together: of the class counts asked for, the one with the lowest BIC.
 * A respondent's utilities are those of the classes, weighted by membership; a cohort's figures are
 * the means of its respondents. They come without errors: classes describe, they do not test. What a
 * cohort never saw its classes would fill in from other cohorts: no figures, as under every method.
 *
 * @throws RangeError when the answers have no finite utilities, or there are too few respondents
 */
async function byLatentClass(
  study: ChoiceStudy,
  options: {
    likelihood: LikelihoodName;
    classCounts: readonly number[];
    starts: number;
    seed: number;
    margin: number;
  },
  hooks: { onProgress: (fraction: number) => void; signal: AbortSignal },
): Promise<MethodEstimate> {
  const { data, itemNumbers, cohortNames } = study;
  const { likelihood, classCounts, starts, seed, margin } = options;
  const found = await runInWorkers(
    "fit-latent-class",
    classCounts.map((classCount) => ({ data, likelihood, classCount, starts, seed })),
    {
      signal: hooks.signal,
      onDone: (done) => hooks.onProgress(done / classCounts.length),
    },
  );
  const fits = found.filter((fit) => fit.status === "ok");
  const [first] = found;
  if (fits.length === 0) {
    throw new RangeError(`The answers allow no latent classes: ${first.status}.`);
  }
  const best = fits.reduce((lowest, fit) => (fit.bic < lowest.bic ? fit : lowest));
  const { utilities, shares, scores } = respondentFigures(study, best);
  const placed = cohortNames.map((_, cohort) => placedItems(data, cohortRespondents(data, cohort)));
  const averaged = (values: Float64Array, cohort: number) => average(study, values, cohort);
  const of = (cohort: number, marked: Uint8Array) => {
    const mean = averaged(utilities, cohort);
    return mean && placedValues(mean, marked);
  };
  const whole = (values: Float64Array, cohort: number) =>
    placed[cohort].status === "ok" ? averaged(values, cohort) : null;
  return {
    logLikelihood: best.logLikelihood,
    cohorts: cohortNames.map(
      (_, cohort): CohortUtilities => ({
        utility: of(cohort, placed[cohort].placed),
        se: null,
        low: null,
        high: null,
        share: whole(shares, cohort),
        score: whole(scores, cohort),
      }),
    ),
    gaps: cohortPairs(cohortNames.length).map(({ from, to }) => {
      const both = placed[from].placed.map((own, item) => own & placed[to].placed[item]);
      const one = of(from, both);
      const other = of(to, both);
      const raw = itemNumbers.map((_, item) => {
        const start = one?.[item] ?? null;
        const end = other?.[item] ?? null;
        return { ...unknownGap(), gap: start === null || end === null ? null : end - start };
      });
      return { from, to, items: judgeRawGaps(raw, margin) };
    }),
    diagnostics: {
      cohorts: placed.map(({ status, items }, cohort) => ({
        name: cohortNames[cohort],
        status,
        items: items.map((item) => itemNumbers[item]),
      })),
      classes: best.classCount,
      converged: best.converged,
      iterations: best.iterations,
      bic: best.bic,
      caic: best.caic,
      entropy: best.entropy,
      starts: best.starts,
      startsAtBest: best.startsAtBest,
      size: [...best.size],
      utilities: rowsOf(best.utilities, data.itemCount),
      membership: cohortNames.map((name, cohort) => ({
        name,
        classes: [...best.cohortMembership].slice(
          cohort * best.classCount,
          (cohort + 1) * best.classCount,
        ),
      })),
      fits: found.map((fit, index) =>
        fit.status === "ok"
          ? {
              classes: fit.classCount,
              status: fit.status,
              logLikelihood: fit.logLikelihood,
              parameters: fit.parameters,
              bic: fit.bic,
              caic: fit.caic,
              entropy: fit.entropy,
              startsAtBest: fit.startsAtBest,
              converged: fit.converged,
            }
          : { classes: classCounts[index], status: fit.status },
      ),
    },
    individual: {
      utilities: placedUtilities(data, utilities, placed),
      rootLikelihood: rootLikelihoods(data, utilities, likelihood),
    },
  };
}

function respondentFigures({ data }: ChoiceStudy, fit: LatentClassFit) {
  const { itemCount } = data;
  const taskSize = itemsPerTask(data);
  const size = data.cohort.length * itemCount;
  const utilities = new Float64Array(size);
  const shares = new Float64Array(size);
  const scores = new Float64Array(size);
  fit.respondents.forEach((respondent, row) => {
    const start = respondent * itemCount;
    const own = utilities.subarray(start, start + itemCount);
    for (let group = 0; group < fit.classCount; group++) {
      const part = fit.membership[row * fit.classCount + group];
      for (let item = 0; item < itemCount; item++) {
        own[item] += part * fit.utilities[group * itemCount + item];
      }
    }
    shares.set(preferenceShare(own, null).values, start);
    scores.set(rescaledScore(own, taskSize, null).values, start);
  });
  return { utilities, shares, scores };
}

/** The mean of a cohort's rows; null where nobody is in it. */
function average({ data }: ChoiceStudy, values: Float64Array, cohort: number): Float64Array | null {
  const { itemCount } = data;
  const mean = new Float64Array(itemCount);
  let members = 0;
  data.cohort.forEach((own, respondent) => {
    if (own !== cohort) return;
    members++;
    for (let item = 0; item < itemCount; item++)
      mean[item] += values[respondent * itemCount + item];
  });
  return members === 0 ? null : mean.map((sum) => sum / members);
}

function rowsOf(values: Float64Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) =>
    [...values].slice(row * width, (row + 1) * width),
  );
}
