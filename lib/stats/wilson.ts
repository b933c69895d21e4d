import { studentQuantile } from "./distributions";

const NORMAL = studentQuantile(0.95, Number.POSITIVE_INFINITY);

/**
 * Wilson's 95 % interval of a proportion, which holds at 0 and at 1 too.
 *
 * Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
 * Journal of the American Statistical Association 22, 209–212.
 *
 * @param share 0 … 1
 * @param size answers, or the effective number of them; above 0
 */
export function wilson(share: number, size: number): { low: number; high: number } {
  const z2 = NORMAL ** 2;
  const centre = (share + z2 / (2 * size)) / (1 + z2 / size);
  const half =
    (NORMAL / (1 + z2 / size)) * Math.sqrt((share * (1 - share)) / size + z2 / (4 * size ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
