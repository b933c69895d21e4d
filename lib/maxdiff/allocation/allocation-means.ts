import { addOuterProduct } from "@/lib/stats/matrix";
import type { AllocationData } from "./allocation-data";

/** Mean allocation of a group of respondents. */
export interface AllocationMeans {
  /** K means, 0 … 100; 0 for an item nobody answered. */
  readonly means: Float64Array;
  /** K: 1 where someone answered, else 0. */
  readonly defined: Uint8Array;
  /** K × K, from the respondents; null with fewer than 2. */
  readonly covariance: Float64Array | null;
  /** K: the percentage of respondents who gave the item nothing. */
  readonly zeros: Float64Array;
  /** K: how many respondents answered for the item, unweighted. */
  readonly answered: Int32Array;
  readonly respondents: number;
}

/**
 * Mean points per item with their covariance over respondents. Zeros are answers like any other;
 * a percentage left unanswered is not, so each mean is a ratio over those who answered for the item.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition, sections 2.4 and 6.4. Unweighted and
 * complete, this is the sample covariance divided by n.
 *
 * @param cohort 0-based; respondents of weight 0 or without any answer do not count
 */
export function allocationMeans(data: AllocationData, cohort: number): AllocationMeans {
  const count = data.itemCount;
  const members: number[] = [];
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    if (data.cohort[respondent] !== cohort || data.weight[respondent] === 0) continue;
    const line = data.points.subarray(respondent * count, (respondent + 1) * count);
    if (line.some((points) => !Number.isNaN(points))) members.push(respondent);
  }
  const means = new Float64Array(count);
  const zeros = new Float64Array(count);
  const weightOf = new Float64Array(count);
  const answered = new Int32Array(count);
  for (const respondent of members) {
    const weight = data.weight[respondent];
    for (let item = 0; item < count; item++) {
      const points = data.points[respondent * count + item];
      if (Number.isNaN(points)) continue;
      answered[item]++;
      weightOf[item] += weight;
      means[item] += weight * points;
      if (points === 0) zeros[item] += 100 * weight;
    }
  }
  const defined = new Uint8Array(count);
  for (let item = 0; item < count; item++) {
    if (answered[item] === 0) continue;
    defined[item] = 1;
    means[item] /= weightOf[item];
    zeros[item] /= weightOf[item];
  }
  const total = members.length;
  if (total < 2) {
    return { means, defined, covariance: null, zeros, answered, respondents: total };
  }
  const covariance = new Float64Array(count * count);
  const line = new Float64Array(count);
  for (const respondent of members) {
    for (let item = 0; item < count; item++) {
      const points = data.points[respondent * count + item];
      line[item] = Number.isNaN(points)
        ? 0
        : (data.weight[respondent] * (points - means[item])) / weightOf[item];
    }
    addOuterProduct(covariance, line, total / (total - 1));
  }
  return { means, defined, covariance, zeros, answered, respondents: total };
}
