import { logGamma } from "./log-gamma";

/**
 * The regularised incomplete beta function I_x(a, b), the distribution function of Beta(a, b).
 *
 * Continued fraction of NIST DLMF 8.17.22 with Lentz's evaluation, on the side where it is quick.
 *
 * @param x 0 to 1
 * @param a above 0
 * @param b above 0
 * @returns a probability, 0 to 1
 * @throws RangeError when an argument is out of range
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0)) {
    throw new RangeError(`I_x(a, b) needs 0 <= x <= 1, a > 0, b > 0, not ${x}, ${a}, ${b}.`);
  }
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const factor of [even, odd]) {
      d = 1 + factor * d;
      if (Math.abs(d) < tiny) d = tiny;
      c = 1 + factor / c;
      if (Math.abs(c) < tiny) c = tiny;
      d = 1 / d;
      change = d * c;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return (front * fraction) / a;
}
