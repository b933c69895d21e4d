import type { ChoiceData } from "../choice/choice-data";
import { type LikelihoodName, likelihoodNames } from "../choice/likelihood";

/**
 * What is believed of the covariance of utilities before any answer is seen. Both priors treat
 * all items alike: they are set on orthonormal sum-to-zero coordinates.
 */
export type CovariancePrior =
  | {
      readonly kind: "inverse-wishart";
      /** Prior variance of every coordinate. The field's default is 2. */
      readonly variance: number;
      /** Degrees of freedom beyond the number of coordinates (K − 1). The field's default is 5. */
      readonly extraDegrees: number;
    }
  | {
      /**
       * An inverse Wishart whose variance is learnt with all the rest, up to a most: its root is
       * uniform from 0 to √most before any answer is seen. Small spreads are told by the answers;
       * from wide ones few respondents can hardly tell how wide, and there the most keeps them sober.
       */
      readonly kind: "learnt-variance";
      readonly most: number;
      /** As of the inverse Wishart. */
      readonly extraDegrees: number;
    }
  | {
      /**
       * The spread in every direction is half-t with a shared scale learnt from the data: weaker
       * than the inverse Wishart's, which pulls small spreads up.
       * Source: A. Huang & M. P. Wand (2013), Bayesian Analysis 8, 439-452, with one scale for all
       * directions in place of one per coordinate, so that no item is special.
       */
      readonly kind: "half-t";
      /** Degrees of freedom of the half-t. */
      readonly degrees: number;
      /** Its scale, in logits. */
      readonly scale: number;
    };

/** Further respondent characteristics in the upper level, beside the cohort. */
export interface Covariates {
  /** How many numbers each respondent has. */
  readonly count: number;
  /**
   * N × count numbers, respondent by respondent. They are centred on their mean over all
   * respondents, so that a cohort's mean is that of a respondent with average characteristics.
   */
  readonly values: Float64Array;
}

export interface HbOptions {
  readonly likelihood: LikelihoodName;
  readonly prior: CovariancePrior;
  /**
   * Prior variance of cohort means and covariate effects, in logits², whatever the covariance
   * between respondents.
   */
  readonly meanVariance: number;
  readonly covariates?: Covariates;
  /** A 32-bit whole number; the same seed gives the same draws on every machine. */
  readonly seed: number;
  /** Chains, each from a starting point of its own. */
  readonly chains: number;
  /** Iterations a chain spends finding its place and its step size; none of them is kept. */
  readonly warmup: number;
  /** Stop when every cohort mean and gap has at least this bulk and tail effective sample size … */
  readonly targetEss: number;
  /** … and R-hat below this. */
  readonly targetRHat: number;
  /** Draws each chain keeps before the first look at convergence, and between looks. */
  readonly drawsPerLook: number;
  /** Ceiling: draws each chain keeps at most, converged or not. */
  readonly maxDraws: number;
}

/**
 * The field's prior (Sawtooth Software's MaxDiff default), for results that should match theirs. It
 * takes respondents to differ by a variance of 2, and stretches gaps where they differ less.
 */
export const fieldPrior = {
  kind: "inverse-wishart",
  variance: 2,
  extraDegrees: 5,
} as const satisfies CovariancePrior;

/** The default: the field's prior where respondents differ as much, a smaller one where they do not. */
export const learntPrior = {
  kind: "learnt-variance",
  most: fieldPrior.variance,
  extraDegrees: fieldPrior.extraDegrees,
} as const satisfies CovariancePrior;

/** Weaker, for few respondents who differ little; it stretches the spread of few who differ widely. */
export const halfTPrior = {
  kind: "half-t",
  degrees: 3,
  scale: 2,
} as const satisfies CovariancePrior;

export const hbDefaults: HbOptions = {
  likelihood: "sequential",
  prior: learntPrior,
  meanVariance: 25,
  seed: 1,
  chains: 4,
  warmup: 300,
  targetEss: 400,
  targetRHat: 1.01,
  drawsPerLook: 150,
  maxDraws: 5000,
};

/** Defaults for what is left out. @throws RangeError naming the option and its value */
export function hbOptions(data: ChoiceData, given: Partial<HbOptions> = {}): HbOptions {
  const options = { ...hbDefaults, ...given };
  const { prior, covariates } = options;
  if (!likelihoodNames.includes(options.likelihood)) {
    throw new RangeError(
      `likelihood must be sequential, tricked or pair, not ${options.likelihood}.`,
    );
  }
  if (prior.kind === "inverse-wishart") {
    requirePositive("prior.variance", prior.variance);
    requirePositive("prior.extraDegrees", prior.extraDegrees);
  } else if (prior.kind === "learnt-variance") {
    requirePositive("prior.most", prior.most);
    requirePositive("prior.extraDegrees", prior.extraDegrees);
  } else {
    requirePositive("prior.degrees", prior.degrees);
    requirePositive("prior.scale", prior.scale);
  }
  requirePositive("meanVariance", options.meanVariance);
  requirePositive("targetEss", options.targetEss);
  if (!(options.targetRHat > 1)) {
    throw new RangeError(`targetRHat must be more than 1, not ${options.targetRHat}.`);
  }
  if (!Number.isInteger(options.seed)) {
    throw new RangeError(`seed must be a whole number, not ${options.seed}.`);
  }
  requireWhole("chains", options.chains, 1, 64);
  requireWhole("warmup", options.warmup, 100, 100_000);
  requireWhole("drawsPerLook", options.drawsPerLook, 8, 1_000_000);
  requireWhole("maxDraws", options.maxDraws, 8, 1_000_000);
  if (covariates) {
    requireWhole("covariates.count", covariates.count, 1, 1000);
    const wanted = covariates.count * (data.respondentStart.length - 1);
    if (covariates.values.length !== wanted) {
      throw new RangeError(
        `covariates.values must hold ${wanted} numbers (respondents × count), not ${covariates.values.length}.`,
      );
    }
    const bad = covariates.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new RangeError(
        `covariates.values[${bad}] is ${covariates.values[bad]}; give every respondent a number.`,
      );
    }
  }
  return options;
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a positive number, not ${value}.`);
  }
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}.`);
  }
}
