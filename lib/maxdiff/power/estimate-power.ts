import { studentQuantile } from "@/lib/stats/distributions";
import { normalQuantile } from "@/lib/stats/normal-quantile";
import { significanceLevel } from "../compare/compare-estimates";
import { type DetectableGap, detectableGap } from "./detectable-gap";
import { checkPlan, type PowerPlan, type PowerScale } from "./power-plan";
import {
  isScaleTrap,
  type StudyBatch,
  type StudyOutcome,
  simulateStudies,
} from "./simulate-studies";

/** A rate over simulated studies, 0 … 1, with its 95 % interval. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** A gap that one study in five misses, by simulation and by its error alone. */
export interface Detectable {
  /** From the studies with planted gaps; null when they all found theirs, or none did. */
  readonly simulated: DetectableGap | null;
  /** The sum of the quantiles of the test and of the power, times the mean error of a gap. */
  readonly fromError: number;
}

/** What a planned study can show. Gaps are on the plan's scale. */
export interface PowerResult {
  readonly scale: PowerScale;
  readonly respondents: readonly [number, number];
  readonly itemCount: number;
  readonly itemsPerTask: number;
  /** Of the longest version. */
  readonly taskCount: number;
  readonly studies: number;
  /** The power aimed at, 0.8. */
  readonly power: number;
  /** Mean standard error of the item's gap, as the studies without a gap report it. */
  readonly se: number;
  /** Standard deviation of the item's gap over these studies: what the errors should be. */
  readonly sd: number;
  /** With one item tested, at 5 %. */
  readonly single: Detectable;
  /** With all items tested under Holm's adjustment, as the report does. */
  readonly holm: Detectable;
  /** Studies without any gap that still tell of one. */
  readonly falseGaps: {
    /** Any item "different" after Holm's adjustment: 5 % or less are promised. */
    readonly holm: Rate;
    /** Mean number of those items in a study. */
    readonly holmItems: number;
    /** Of single items below 0.05 without adjustment. */
    readonly singleItem: Rate;
    /** As `holm`, with consistency divided out; null where both cohorts answer alike. */
    readonly holmScaleAdjusted: Rate | null;
  };
  /** Each planted gap: its mean estimate, and how often it was found. */
  readonly curve: readonly {
    readonly shift: number;
    readonly gap: number;
    readonly single: number;
    readonly holm: number;
  }[];
  /** Studies whose answers gave no figure for the item. */
  readonly failed: number;
}

const power = 0.8;
/** Studies in a batch: short enough to share out, long enough to be worth a message. */
const batchSize = 5;
/** Logits planted to see how far a shift moves the gap, and in how many studies. */
const pilotShift = 0.5;
const pilotStudies = 20;
/** Planted gaps, as parts of what Holm's first step should find: they bracket both 80 % points. */
const plantedParts = [0.6, 0.75, 0.9, 1.05];

/**
 * Finds out by simulated cohorts, fielded and compared like real ones, which gap a planned study
 * would find four times out of five, and how often it would tell of a gap where there is none.
 *
 * @throws RangeError when the plan is not possible, or its studies give no figures on its scale
 * @internal on one thread; the product shares the studies among several
 */
export function estimatePower(
  plan: PowerPlan,
  onProgress: (fraction: number) => void = () => undefined,
): PowerResult {
  const total = studyTotal(plan);
  let done = 0;
  const run = powerRun(plan);
  let step = run.next();
  while (!step.done) {
    const outcomes = step.value.map((batch) =>
      simulateStudies(plan, batch, () => onProgress(++done / total)),
    );
    step = run.next(outcomes);
  }
  return step.value;
}

/** How many studies a run simulates in all. */
export function studyTotal({ studies }: PowerPlan): number {
  return studies * (1 + plantedParts.length) + pilotStudies;
}

/**
 * The same as a conversation: gives batches of studies, takes their outcomes in that order, and
 * ends with the result. Batches given together can be simulated at the same time.
 */
export function* powerRun(
  plan: PowerPlan,
): Generator<readonly StudyBatch[], PowerResult, readonly (readonly StudyOutcome[])[]> {
  checkPlan(plan);
  const nullBatches = batches(0, 0, plan.studies);
  const pilotBatches = batches(1, pilotShift, pilotStudies);
  const first = yield [...nullBatches, ...pilotBatches];
  const withoutGap = first.slice(0, nullBatches.length).flat();
  const pilot = first.slice(nullBatches.length).flat();

  const { se, sd, mean } = spreadOf(withoutGap, plan);
  const slope = (spreadOf(pilot, plan).mean - mean) / pilotShift;
  const degrees = plan.cohorts[0].respondents + plan.cohorts[1].respondents - 2;
  const testQuantile = (level: number) => studentQuantile(1 - level, degrees);
  const fromError = (level: number) => (testQuantile(level) + normalQuantile(power)) * se;
  const single = fromError(significanceLevel);
  const holm = fromError(significanceLevel / plan.design.itemCount);

  const shifts = plantedParts.map((part) => (part * holm) / slope);
  if (!shifts.every(Number.isFinite)) {
    throw new RangeError("A gap that is planted does not show on this scale: nothing to detect.");
  }
  const byShift = shifts.map((shift, index) => batches(index + 2, shift, plan.studies));
  const answered = yield byShift.flat();
  let next = 0;
  const planted = byShift.map((own) => {
    const outcomes = answered.slice(next, next + own.length).flat();
    next += own.length;
    return outcomes;
  });
  return summarise({ plan, withoutGap, planted, shifts, se, sd, fromErrors: { single, holm } });
}

function batches(point: number, shift: number, studies: number): StudyBatch[] {
  const list: StudyBatch[] = [];
  for (let first = 0; first < studies; first += batchSize) {
    list.push({ point, shift, first, count: Math.min(batchSize, studies - first) });
  }
  return list;
}

function spreadOf(
  outcomes: readonly StudyOutcome[],
  plan: PowerPlan,
): { mean: number; se: number; sd: number } {
  const figures = outcomes.flatMap(({ gap, se }) =>
    gap !== null && se !== null ? [{ gap, se }] : [],
  );
  const count = figures.length;
  if (count < outcomes.length / 2) {
    throw new RangeError(
      `${outcomes.length - count} of ${outcomes.length} simulated studies gave no gap of item ` +
        `${plan.item + 1} in ${plan.scale}: plan more respondents or tasks.`,
    );
  }
  const mean = figures.reduce((sum, figure) => sum + figure.gap, 0) / count;
  const squares = figures.reduce((sum, figure) => sum + (figure.gap - mean) ** 2, 0);
  return {
    mean,
    se: Math.sqrt(figures.reduce((sum, figure) => sum + figure.se ** 2, 0) / count),
    sd: Math.sqrt(squares / (count - 1)),
  };
}

function summarise(input: {
  plan: PowerPlan;
  withoutGap: readonly StudyOutcome[];
  planted: readonly (readonly StudyOutcome[])[];
  shifts: readonly number[];
  se: number;
  sd: number;
  fromErrors: { single: number; holm: number };
}): PowerResult {
  const { plan, withoutGap, planted, shifts, se, sd, fromErrors } = input;
  const points = planted.map((outcomes, index) => ({
    shift: shifts[index],
    gap: spreadOf(outcomes, plan).mean,
    single: found(outcomes, (outcome) => outcome.p),
    holm: found(outcomes, (outcome) => outcome.pHolm),
  }));
  const detectable = (kind: "single" | "holm"): Detectable => ({
    simulated: detectableGap(
      points.map((point) => ({
        gap: point.gap,
        studies: plan.studies,
        detected: point[kind],
      })),
      se,
      power,
    ),
    fromError: fromErrors[kind],
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const tested = sum(withoutGap.map((outcome) => outcome.testedItems));
  const families = (items: (outcome: StudyOutcome) => number | null) =>
    withoutGap.filter((outcome) => (items(outcome) ?? 0) > 0).length;
  return {
    scale: plan.scale,
    respondents: [plan.cohorts[0].respondents, plan.cohorts[1].respondents],
    itemCount: plan.design.itemCount,
    itemsPerTask: plan.design.itemsPerTask,
    taskCount: Math.max(...plan.design.versions.map((tasks) => tasks.length)),
    studies: plan.studies,
    power,
    se,
    sd,
    single: detectable("single"),
    holm: detectable("holm"),
    falseGaps: {
      holm: rate(
        families((outcome) => outcome.holmItems),
        plan.studies,
      ),
      holmItems: sum(withoutGap.map((outcome) => outcome.holmItems)) / plan.studies,
      singleItem: rate(sum(withoutGap.map((outcome) => outcome.singleItems)), tested),
      holmScaleAdjusted: isScaleTrap(plan)
        ? rate(
            families((outcome) => outcome.adjustedHolmItems),
            withoutGap.filter((outcome) => outcome.adjustedHolmItems !== null).length,
          )
        : null,
    },
    curve: points.map((point) => ({
      ...point,
      single: point.single / plan.studies,
      holm: point.holm / plan.studies,
    })),
    failed: [withoutGap, ...planted].flat().filter((outcome) => outcome.gap === null).length,
  };
}

function found(
  outcomes: readonly StudyOutcome[],
  pOf: (outcome: StudyOutcome) => number | null,
): number {
  return outcomes.filter((outcome) => (pOf(outcome) ?? 1) < significanceLevel).length;
}

/** E. B. Wilson (1927): an interval that holds for rates near 0, too. */
function rate(hits: number, of: number): Rate {
  if (of === 0) return { rate: 0, low: 0, high: 1 };
  const z = normalQuantile(1 - significanceLevel / 2);
  const part = hits / of;
  const centre = (part + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half =
    (z * Math.sqrt((part * (1 - part)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  // At the ends only rounding keeps the formula from being exact.
  return { rate: part, low: hits === 0 ? 0 : centre - half, high: hits === of ? 1 : centre + half };
}
