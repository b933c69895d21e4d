import { incompleteBeta } from "./incomplete-beta";
import { upperIncompleteGamma } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const outer = 0.5 * upperIncompleteGamma(0.5, (z * z) / 2);
  return z > 0 ? 1 - outer : outer;
}

/**
 * P(X > x) of the chi-square distribution.
 *
 * @param x at least 0
 * @param degrees of freedom, above 0
 */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return upperIncompleteGamma(degrees / 2, x / 2);
}

/**
 * P(X > x) of the F distribution.
 *
 * @param x at least 0
 * @param above degrees of freedom of the numerator
 * @param below degrees of freedom of the denominator
 */
export function fUpperTail(x: number, above: number, below: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(below / (below + above * x), below / 2, above / 2);
}

/**
 * P(|X| > |t|) of Student's t distribution.
 *
 * @param degrees of freedom, above 0, not necessarily whole; Infinity is the normal distribution
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`Student's t needs degrees above 0, not ${degrees}.`);
  if (!Number.isFinite(t)) return 0;
  if (degrees === Number.POSITIVE_INFINITY) return 2 * normalCdf(-Math.abs(t));
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * The half-width of a two-sided interval in standard errors: the t with P(|X| <= t) = level.
 *
 * Newton's method kept inside a shrinking bracket.
 *
 * @param level of the interval, above 0 and below 1, for example 0.95
 * @param degrees of freedom; Infinity gives 1.96 at 0.95
 * @throws RangeError when level or degrees is out of range
 */
export function studentQuantile(level: number, degrees: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level is in (0, 1), not ${level}.`);
  const tail = 1 - level;
  let low = 0;
  let high = 2;
  while (studentTwoSided(high, degrees) > tail) high *= 2;
  let t = high / 2;
  for (let round = 0; round < 200; round++) {
    const excess = studentTwoSided(t, degrees) - tail;
    if (excess > 0) low = t;
    else high = t;
    const newton = t + excess / (2 * studentDensity(t, degrees));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-13 * Math.max(1, t)) return next;
    t = next;
  }
  return t;
}

function studentDensity(t: number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY) {
    return Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  }
  const constant =
    logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI);
  return Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees));
}
