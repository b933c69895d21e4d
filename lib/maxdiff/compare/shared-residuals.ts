import { quantile } from "@/lib/stats/quantile";
import type { CoAppearance } from "./co-appearance";

/** How a pair fares when shown together, over several cohorts. */
export interface SharedResidual {
  /** The two items, 0-based, ascending. */
  readonly items: readonly [number, number];
  /** Of all cohorts together, as far as each can tell; null where none can. */
  readonly z: number | null;
  /** Whether z lies below the 5th percentile of the study's other pairs; null where z is. */
  readonly isLow: boolean | null;
  /** In the order of the cohorts handed in, those left out where the pair was not shown together. */
  readonly cohorts: readonly { readonly cohort: number; readonly pair: CoAppearance }[];
}

/** Pairs whose residual lies below this part of the others' hold each other back. */
const LOWEST = 0.05;

/**
 * The co-appearance residuals of all cohorts put together: a pair's z is the sum of each cohort's over
 * the root of their number. Respondents who differ in taste move the residuals of all pairs, so a pair
 * is judged against the study's others, not against zero.
 *
 * @returns every pair that was shown together, the most negative z first
 */
export function sharedResiduals(cohorts: readonly (readonly CoAppearance[])[]): SharedResidual[] {
  const found = new Map<string, SharedResidual["cohorts"][number][]>();
  cohorts.forEach((pairs, cohort) => {
    for (const pair of pairs) {
      const key = pair.items.join("-");
      found.set(key, [...(found.get(key) ?? []), { cohort, pair }]);
    }
  });
  const all = [...found.values()].map((own) => {
    const zs = own.flatMap(({ pair: { residual, se } }) => (se === null ? [] : [residual / se]));
    const z =
      zs.length === 0 ? null : zs.reduce((sum, each) => sum + each, 0) / Math.sqrt(zs.length);
    return { items: own[0].pair.items, z, cohorts: own };
  });
  return all
    .map((pair) => {
      const others = all
        .flatMap((other) => (other === pair || other.z === null ? [] : [other.z]))
        .sort((one, other) => one - other);
      const isKnown = pair.z !== null && others.length > 0;
      return { ...pair, isLow: isKnown ? Number(pair.z) < quantile(others, LOWEST) : null };
    })
    .sort((one, other) => (one.z ?? 0) - (other.z ?? 0));
}
