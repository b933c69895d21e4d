import { essBulk, essTail, rHat } from "@/lib/stats/convergence";
import type { HbChain } from "./hb-chain";
import type { HbModel } from "./hb-model";
import type { HbOptions } from "./hb-options";

export interface HbConvergence {
  /** The worst over all cohort means and all gaps between cohorts. */
  readonly rHatMax: number;
  readonly essBulkMin: number;
  readonly essTailMin: number;
  /** The worst over the items' spreads between respondents. */
  readonly spreadRHatMax: number;
  readonly spreadEssBulkMin: number;
  /** Whether they meet the targets of the options; spreads are asked for a quarter as much. */
  readonly converged: boolean;
}

/**
 * Spreads move slowest and nobody reads their third digit: a quarter of the effective sample size,
 * and four times the distance of R-hat from 1, will do.
 */
const SPREAD_LENIENCY = 4;

/** Which draws of a chain are looked at: enough to judge, and small enough to post. */
export type JudgedDraws = Pick<HbChain, "kept" | "coefficientDraws" | "spreadDraws">;

/**
 * How far the chains agree on every cohort mean and gap. All chains must have kept equally many
 * draws, at least 8.
 */
export function hbConvergence(model: HbModel, chains: readonly JudgedDraws[]): HbConvergence {
  const { itemCount, cohortCount } = model.data;
  let rHatMax = 0;
  let essBulkMin = Number.POSITIVE_INFINITY;
  let essTailMin = Number.POSITIVE_INFINITY;
  let spreadRHatMax = 0;
  let spreadEssBulkMin = Number.POSITIVE_INFINITY;
  const look = (draws: Float64Array[]): void => {
    rHatMax = Math.max(rHatMax, rHat(draws));
    essBulkMin = Math.min(essBulkMin, essBulk(draws));
    essTailMin = Math.min(essTailMin, essTail(draws));
  };
  for (let item = 0; item < itemCount; item++) {
    for (let to = 0; to < cohortCount; to++) {
      const draws = chains.map((chain) => coefficientDraws(model, chain, to, item));
      look(draws);
      for (let from = 0; from < to; from++) {
        const other = chains.map((chain) => coefficientDraws(model, chain, from, item));
        look(draws.map((chain, c) => chain.map((value, d) => value - other[c][d])));
      }
    }
    const spreads = chains.map(({ kept, spreadDraws }) =>
      Float64Array.from({ length: kept }, (_, d) => spreadDraws[d * itemCount + item]),
    );
    spreadRHatMax = Math.max(spreadRHatMax, rHat(spreads));
    spreadEssBulkMin = Math.min(spreadEssBulkMin, essBulk(spreads));
  }
  const { targetEss, targetRHat } = model.options;
  return {
    rHatMax,
    essBulkMin,
    essTailMin,
    spreadRHatMax,
    spreadEssBulkMin,
    converged:
      rHatMax < targetRHat &&
      essBulkMin >= targetEss &&
      essTailMin >= targetEss &&
      spreadRHatMax - 1 < SPREAD_LENIENCY * (targetRHat - 1) &&
      spreadEssBulkMin >= targetEss / SPREAD_LENIENCY,
  };
}

/** One chain's draws of one row of Γ at one item. */
export function coefficientDraws(
  { rowCount, data }: HbModel,
  chain: JudgedDraws,
  row: number,
  item: number,
): Float64Array {
  const width = rowCount * data.itemCount;
  const draws = new Float64Array(chain.kept);
  for (let d = 0; d < chain.kept; d++) {
    draws[d] = chain.coefficientDraws[d * width + row * data.itemCount + item];
  }
  return draws;
}

/**
 * How many draws every chain should keep next: null when the run is over, because the chains have
 * converged or the ceiling is reached. Depends on draws alone, never on which thread was faster.
 *
 * @param convergence what the last look found, or null before the first
 */
export function nextLook(
  { drawsPerLook, maxDraws }: HbOptions,
  kept: number,
  convergence: HbConvergence | null,
): number | null {
  if (convergence?.converged || kept >= maxDraws) return null;
  return Math.min(kept + drawsPerLook, maxDraws);
}
