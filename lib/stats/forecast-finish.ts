import { normalQuantile } from "./normal-quantile";

/** When a count that grows will reach a size. */
export interface Forecast {
  /** Per unit of time, over the window. */
  readonly rate: number;
  /** Units of time from now; the middle, and the ends of a 95 % interval. */
  readonly expected: number;
  readonly earliest: number;
  readonly latest: number;
}

/** With fewer events a rate says next to nothing. */
export const MIN_EVENTS = 10;

/**
 * How long until `missing` more events, from those of a window of equal parts that ends now. The
 * interval holds the error of the rate and the chance of what is to come; events that come in bursts
 * make it wider (quasi-Poisson: the variance between the parts over their mean, at least 1).
 *
 * Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, section 6.2.3, for
 * the dispersion; the interval is normal on the logarithm of the time.
 *
 * @param parts events in each part of the window, in order
 * @param partLength units of time in one part, above 0
 * @param missing events still missing, above 0
 * @returns null with fewer than 10 events: it cannot be told yet
 */
export function forecastFinish(
  parts: readonly number[],
  partLength: number,
  missing: number,
): Forecast | null {
  const events = parts.reduce((sum, part) => sum + part, 0);
  if (events < MIN_EVENTS) return null;
  const mean = events / parts.length;
  const squares = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
  const dispersion = parts.length < 3 ? 1 : Math.max(1, squares / (parts.length - 1) / mean);
  const rate = mean / partLength;
  const expected = missing / rate;
  const half = normalQuantile(0.975) * Math.sqrt(dispersion / events + dispersion / missing);
  return {
    rate,
    expected,
    earliest: expected * Math.exp(-half),
    latest: expected * Math.exp(half),
  };
}
