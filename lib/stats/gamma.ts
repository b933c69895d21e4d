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

/**
 * One draw from the gamma distribution of scale 1, given that it is at most `most`.
 *
 * Where the mode lies below the cut, draws are made until one does. Else the density rises all the
 * way to the cut, and its logarithm lies below its tangent there: exponential steps down from the
 * cut (uniform ones where the tangent is nearly level) are accepted with the ratio of the two.
 *
 * @throws RangeError when the shape is below 1, where the density is not log-concave, or most is not
 *   a positive number
 */
export function cutGammaDraw(shape: number, most: number, random: Random): number {
  if (!(shape >= 1 && Number.isFinite(shape))) {
    throw new RangeError(`A cut gamma's shape must be 1 or more, not ${shape}.`);
  }
  if (!(most > 0 && Number.isFinite(most))) {
    throw new RangeError(`A gamma is cut at a positive number, not ${most}.`);
  }
  if (most >= shape - 1) {
    for (;;) {
      const draw = gammaDraw(shape, random);
      if (draw <= most) return draw;
    }
  }
  const slope = (shape - 1) / most - 1;
  const steep = slope * most > 1;
  for (;;) {
    const uniform = 1 - random.next();
    const down = steep ? -Math.log(uniform) / slope : most * (1 - uniform);
    if (down >= most) continue;
    const logDensity = (shape - 1) * Math.log1p(-down / most) + down;
    const logBound = steep ? -slope * down : 0;
    if (Math.log(1 - random.next()) < logDensity - logBound) return most - down;
  }
}
