import { expect, it } from "vitest";
import {
  cholesky,
  invertFromCholesky,
  invertLower,
  solveFromCholesky,
  solveLower,
  solveLowerTransposed,
} from "./cholesky";
import { cutGammaDraw, gammaDraw } from "./gamma";
import { inverseWishartDraw } from "./inverse-wishart";
import { normalQuantile } from "./normal-quantile";
import { seededRandom } from "./random";
import { standardNormal } from "./standard-normal";

it("gives the normal quantiles of R's qnorm", () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(0.3)).toBeCloseTo(-0.5244005127080407, 14);
  expect(normalQuantile(1e-8)).toBeCloseTo(-5.612001244174789, 13);
  expect(normalQuantile(1e-20) / -9.262340089798409).toBeCloseTo(1, 13);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(() => normalQuantile(1.1)).toThrow(RangeError);
});

it("draws normals with equal chance in 200 equal parts, both tails included", () => {
  const limits = Float64Array.from({ length: 199 }, (_, i) => normalQuantile((i + 1) / 200));
  const counts = new Int32Array(200);
  const random = seededRandom(3);
  let beyond = 0;
  for (let i = 0; i < 400_000; i++) {
    const draw = standardNormal(random);
    let part = 0;
    let high = 199;
    while (part < high) {
      const middle = (part + high) >> 1;
      if (draw > limits[middle]) part = middle + 1;
      else high = middle;
    }
    counts[part]++;
    if (Math.abs(draw) > 3.6541528853610088) beyond++;
  }
  let chiSquare = 0;
  for (const count of counts) chiSquare += (count - 2000) ** 2 / 2000;
  expect(chiSquare).toBeLessThan(265); // 99.9 % point on 199 degrees of freedom: 267
  expect(beyond).toBeGreaterThan(70); // 400 000 × 2.58e-4 = 103 expected
  expect(beyond).toBeLessThan(140);
});

it.each([
  [1.5, 0.2],
  [102.5, 130],
  [102.5, 101],
  [102.5, 60],
  [102.5, 1],
])("draws gammas of shape %s cut at %s evenly in 20 parts of equal chance", (shape, most) => {
  const random = seededRandom(12);
  const counts = new Int32Array(20);
  // The series of P(X ≤ x), up to a constant factor that cannot underflow.
  const below = (x: number): number => {
    let term = 1;
    let sum = 1;
    for (let n = 1; n < 500; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum * Math.exp(shape * Math.log(x / most) - (x - most));
  };
  const all = below(most);
  for (let i = 0; i < 20_000; i++) {
    const draw = cutGammaDraw(shape, most, random);
    expect(draw).toBeLessThanOrEqual(most);
    counts[Math.min(19, Math.floor((20 * below(draw)) / all))]++;
  }
  let chiSquare = 0;
  for (const count of counts) chiSquare += (count - 1000) ** 2 / 1000;
  expect(chiSquare).toBeLessThan(43.8); // 99.9 % point on 19 degrees of freedom
});

it("refuses a cut gamma that is none", () => {
  const random = seededRandom(1);
  expect(() => cutGammaDraw(0.5, 1, random)).toThrow(/1 or more, not 0.5/);
  expect(() => cutGammaDraw(2, 0, random)).toThrow(/positive number, not 0/);
});

it.each([0.4, 1, 2.5, 60])(
  "draws gammas of shape %s with the right first three moments",
  (shape) => {
    const random = seededRandom(11);
    const count = 200_000;
    const moments = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const draw = gammaDraw(shape, random) - shape;
      moments[0] += draw / count;
      moments[1] += draw ** 2 / count;
      moments[2] += draw ** 3 / count;
    }
    expect(moments[0] / Math.sqrt(shape)).toBeCloseTo(0, 1.9);
    expect(moments[1] / shape).toBeCloseTo(1, 1.2);
    expect(moments[2] / shape ** 1.5 / (2 / Math.sqrt(shape))).toBeCloseTo(
      1,
      shape > 10 ? 0.4 : 0.7,
    );
    expect(() => gammaDraw(0, random)).toThrow(RangeError);
  },
);

const size = 4;
const scale = Float64Array.from([4, 1, 0, 0.5, 1, 3, -1, 0, 0, -1, 2, 0.3, 0.5, 0, 0.3, 1]);

it("factors and solves", () => {
  const lower = cholesky(scale, size);
  const inverse = invertFromCholesky(lower, size);
  const half = invertLower(lower, size);
  const vector = Float64Array.from([1, -2, 0.5, 3]);
  const solved = solveFromCholesky(lower, size, vector);
  for (let row = 0; row < size; row++) {
    let back = 0;
    for (let column = 0; column < size; column++) {
      let product = 0;
      let identity = 0;
      let halfIdentity = 0;
      for (let k = 0; k < size; k++) {
        product += lower[row * size + k] * lower[column * size + k];
        identity += scale[row * size + k] * inverse[k * size + column];
        halfIdentity += lower[row * size + k] * half[k * size + column];
      }
      expect(product).toBeCloseTo(scale[row * size + column], 12);
      expect(identity).toBeCloseTo(row === column ? 1 : 0, 12);
      expect(halfIdentity).toBeCloseTo(row === column ? 1 : 0, 12);
      back += scale[row * size + column] * solved[column];
    }
    expect(back).toBeCloseTo(vector[row], 12);
  }
  expect(Array.from(solveLowerTransposed(lower, size, solveLower(lower, size, vector)))).toEqual(
    Array.from(solved),
  );
  expect(() => cholesky(Float64Array.from([1, 2, 2, 1]), 2)).toThrow(/pivot 1 is -3/);
});

it("draws inverse Wisharts whose mean and whose inverse's mean are the known ones", () => {
  const random = seededRandom(5);
  const degrees = 12;
  const lower = cholesky(scale, size);
  const expectedInverse = invertFromCholesky(lower, size).map((value) => value * degrees);
  const draws = 20_000;
  const mean = new Float64Array(size * size);
  const meanInverse = new Float64Array(size * size);
  for (let d = 0; d < draws; d++) {
    const draw = inverseWishartDraw(lower, size, degrees, random);
    const inverse = invertFromCholesky(cholesky(draw, size), size);
    for (let i = 0; i < size * size; i++) {
      mean[i] += draw[i] / draws;
      meanInverse[i] += inverse[i] / draws;
    }
  }
  for (let i = 0; i < size * size; i++) {
    expect(Math.abs(mean[i] - scale[i] / (degrees - size - 1))).toBeLessThan(0.012);
    expect(Math.abs(meanInverse[i] - expectedInverse[i])).toBeLessThan(0.2);
  }
  expect(() => inverseWishartDraw(lower, size, 3, random)).toThrow(/more than 3 degrees/);
});
