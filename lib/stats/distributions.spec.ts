import { expect, test } from "vitest";
import {
  chiSquareUpperTail,
  fUpperTail,
  normalCdf,
  studentQuantile,
  studentTwoSided,
} from "./distributions";
import { holm } from "./holm";
import { logGamma } from "./log-gamma";
import { normalQuantile } from "./normal-quantile";
import { sumToZeroBasis } from "./sum-to-zero";
import { symmetricEigen } from "./symmetric-eigen";

test("tails equal R's to 10 digits", () => {
  // R 4.2.2: pnorm(1.96), pnorm(-6), pchisq(21.0261, 12), pf(2.5, 12, 40.5), 2 pt(-2.3, 7.7) …
  expect(normalCdf(1.96)).toBeCloseTo(0.97500210485178, 12);
  expect(normalCdf(-6) / 9.86587645037698e-10).toBeCloseTo(1, 10);
  expect(chiSquareUpperTail(21.0261, 12)).toBeCloseTo(0.0499995610349168, 12);
  expect(fUpperTail(2.5, 12, 40.5)).toBeCloseTo(0.0147176682161697, 12);
  expect(studentTwoSided(2.3, 7.7)).toBeCloseTo(0.0516976698367129, 12);
  expect(studentTwoSided(-5, 1904) / 6.25900029413059e-7).toBeCloseTo(1, 9);
  expect(studentQuantile(0.95, 88)).toBeCloseTo(1.98728986483117, 10);
  expect(logGamma(0.3)).toBeCloseTo(1.09579799481808, 12);
});

test("quantiles undo the tails, from 1 degree of freedom to the normal", () => {
  for (const degrees of [1, 2.5, 10, 88, 1904, 1e6, Number.POSITIVE_INFINITY]) {
    for (const level of [0.5, 0.8, 0.95, 0.99]) {
      const t = studentQuantile(level, degrees);
      expect(studentTwoSided(t, degrees)).toBeCloseTo(1 - level, 10);
    }
  }
  expect(studentQuantile(0.95, Number.POSITIVE_INFINITY)).toBeCloseTo(normalQuantile(0.975), 10);
});

test("the log of the gamma function is that of factorials and of the square root of pi", () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  expect(() => logGamma(0)).toThrow("0");
});

test("Holm's p-values are those of the worked steps, and skip what was not tested", () => {
  expect(holm([0.01, null, 0.04, 0.03, 0.005])).toEqual([0.03, null, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(() => holm([1.2])).toThrow("1.2");
});

test("the sum-to-zero basis is orthonormal and every row sums to 0", () => {
  for (const size of [1, 2, 5, 13]) {
    const basis = sumToZeroBasis(size);
    for (let row = 0; row < size - 1; row++) {
      const line = basis.subarray(row * size, (row + 1) * size);
      expect(line.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
      for (let other = 0; other <= row; other++) {
        let product = 0;
        for (let k = 0; k < size; k++) product += line[k] * basis[other * size + k];
        expect(product).toBeCloseTo(row === other ? 1 : 0, 12);
      }
    }
  }
});

test("eigenvectors rebuild the matrix they came from, a singular one too", () => {
  const size = 4;
  const matrix = Float64Array.from([4, 1, 0, 2, 1, 3, 1, 1, 0, 1, 2, 0, 2, 1, 0, 1.1]);
  const { values, vectors } = symmetricEigen(matrix, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += vectors[row * size + k] * values[k] * vectors[column * size + k];
      }
      expect(sum).toBeCloseTo(matrix[row * size + column], 10);
    }
  }
  const ones = symmetricEigen(new Float64Array(9).fill(1), 3).values;
  expect([...ones].map((value) => Math.abs(Math.round(value * 1e9) / 1e9)).sort()).toEqual([
    0, 0, 3,
  ]);
});
