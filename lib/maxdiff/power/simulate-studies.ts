import { compareCohorts } from "@/lib/maxdiff/compare/compare-cohorts";
import { significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import { compareScaleAdjusted } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import type { PowerPlan } from "./power-plan";

/** Some simulated studies of a plan, all with the same planted gap. */
export interface StudyBatch {
  /** Numbers the planted gaps of a run, so that each has randomness of its own. */
  readonly point: number;
  /** Added to the plan's item in the second cohort, logits; 0 for no gap at all. */
  readonly shift: number;
  /** The studies first … first + count − 1 of this point. */
  readonly first: number;
  readonly count: number;
}

/** What one simulated study concluded. */
export interface StudyOutcome {
  /** Of the plan's item, on the plan's scale; null where the answers gave no figure. */
  readonly gap: number | null;
  readonly se: number | null;
  /** Degrees of freedom are not kept: p and pHolm decide. */
  readonly p: number | null;
  readonly pHolm: number | null;
  /** Items with p below 0.05 before Holm's adjustment, the plan's item included. */
  readonly singleItems: number;
  /** Items with pHolm below 0.05. */
  readonly holmItems: number;
  /** The same with consistency divided out; null where it was not asked for or not possible. */
  readonly adjustedHolmItems: number | null;
  /** Items with a figure. */
  readonly testedItems: number;
}

/**
 * Fields simulated studies and puts each through `compareCohorts`, as a real one would be. A study's
 * randomness comes from the plan's seed, the point and its number alone, so batches can be cut and
 * run anywhere.
 */
export function simulateStudies(
  plan: PowerPlan,
  batch: StudyBatch,
  onStudy: () => void = () => undefined,
): StudyOutcome[] {
  const outcomes: StudyOutcome[] = [];
  for (let study = batch.first; study < batch.first + batch.count; study++) {
    outcomes.push(simulateStudy(plan, batch, study));
    onStudy();
  }
  return outcomes;
}

function simulateStudy(plan: PowerPlan, batch: StudyBatch, study: number): StudyOutcome {
  const { design, cohorts, utilities, spread, item, scale, likelihood } = plan;
  const shifted = utilities.map((value, index) => (index === item ? value + batch.shift : value));
  const { data } = simulateRespondents({
    itemCount: design.itemCount,
    versions: design.versions,
    cohorts: [
      { ...cohorts[0], utilities, spread },
      { ...cohorts[1], utilities: shifted, spread },
    ],
    random: seededRandom(studySeed(plan.seed, batch.point, study)),
  });
  const { gaps } = compareCohorts({ data, options: { likelihood, seed: plan.seed } });
  const list = gaps.find((candidate) => candidate.scale === scale);
  if (!list) throw new Error(`The comparison has no gaps on the scale ${scale}.`);
  const own = list.items[item];
  const tested = list.items.filter((gap) => gap.p !== null);
  return {
    gap: own.gap,
    se: own.se,
    p: own.p,
    pHolm: own.pHolm,
    singleItems: tested.filter((gap) => gap.p !== null && gap.p < significanceLevel).length,
    holmItems: tested.filter((gap) => gap.significant).length,
    adjustedHolmItems: isScaleTrap(plan) && batch.shift === 0 ? adjusted(data, plan) : null,
    testedItems: tested.length,
  };
}

/** Whether the cohorts answer with different consistency, which makes gaps where there are none. */
export function isScaleTrap({ cohorts, scale }: PowerPlan): boolean {
  const [from, to] = cohorts;
  return scale === "utility" && (from.consistency ?? 1) !== (to.consistency ?? 1);
}

function adjusted(
  data: Parameters<typeof compareScaleAdjusted>[0]["data"],
  { likelihood }: PowerPlan,
): number | null {
  const comparison = compareScaleAdjusted({ data, likelihood });
  if (comparison.status !== "ok") return null;
  return comparison.gaps[0].after.filter((gap) => gap.significant).length;
}

/** A seed unlike that of any other point or study (a 32-bit mix by golden-ratio steps). */
function studySeed(seed: number, point: number, study: number): number {
  const mixed = Math.imul((seed | 0) ^ Math.imul(point + 1, 0x9e3779b9), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) + study;
}
