import type { Random } from "./random";
import { standardNormal } from "./standard-normal";

/**
 * One draw from the gamma distribution with the given shape and scale 1 (mean = variance = shape).
 *
 * Source: G. Marsaglia & W. W. Tsang (2000), "A simple method for generating gamma variables",
 * ACM Transactions on Mathematical Software 26, 363-372; shapes below 1 by their boost.
 *
 * @throws RangeError when the shape is not a positive number
 */
export function gammaDraw(shape: number, random: Random): number {
  if (!(shape > 0 && Number.isFinite(shape))) {
    throw new RangeError(`A gamma shape must be a positive number, not ${shape}.`);
  }
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random.next();
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
