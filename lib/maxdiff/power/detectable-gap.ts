import { normalCdf } from "@/lib/stats/distributions";
import { normalQuantile } from "@/lib/stats/normal-quantile";

/** How often studies with a true gap of this size found it. */
export interface DetectionPoint {
  readonly gap: number;
  readonly studies: number;
  readonly detected: number;
}

/** A gap found as often as asked, and the Monte Carlo error of that figure. */
export interface DetectableGap {
  readonly gap: number;
  readonly se: number;
}

const mostSteps = 100;
/** A chance this close to 0 or 1 is taken for it: it tells next to nothing. */
const certain = 1e-9;

/**
 * The gap that is found with the given power. Estimates of a gap are normal around it with a known
 * standard deviation, so the chance to find it is Φ(gap / sd − threshold); the threshold is fitted
 * to all points by maximum likelihood.
 *
 * Source: D. J. Finney (1971), Probit Analysis, chapter 4, the slope being known here.
 *
 * @param points gaps above 0, with what was found
 * @param sd of an estimate of the gap, above 0, on the gaps' scale
 * @param power between 0 and 1
 * @returns null when every study or none of them found its gap: the points then tell only a side
 */
export function detectableGap(
  points: readonly DetectionPoint[],
  sd: number,
  power: number,
): DetectableGap | null {
  const studies = points.reduce((sum, point) => sum + point.studies, 0);
  const detected = points.reduce((sum, point) => sum + point.detected, 0);
  if (!(sd > 0) || detected === 0 || detected === studies) return null;
  let threshold = points.reduce((sum, point) => sum + point.gap / sd, 0) / points.length;
  let information = 0;
  for (let step = 0; step < mostSteps; step++) {
    let slope = 0;
    information = 0;
    for (const point of points) {
      const z = point.gap / sd - threshold;
      const chance = Math.min(1 - certain, Math.max(certain, normalCdf(z)));
      const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
      const variance = chance * (1 - chance);
      slope -= (density * (point.detected - point.studies * chance)) / variance;
      information += (point.studies * density * density) / variance;
    }
    // Half a standard deviation at most: the curve is flat far away, and its steps are not to be trusted.
    const move = Math.max(-0.5, Math.min(0.5, slope / information));
    threshold += move;
    if (Math.abs(move) < 1e-9) break;
  }
  // The planted gaps are themselves means over studies: their error moves the whole curve.
  const se = sd * Math.sqrt(1 / information + 1 / studies);
  return { gap: (threshold + normalQuantile(power)) * sd, se };
}
