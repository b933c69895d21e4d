import { cholesky, solveFromCholesky, solveLowerTransposed } from "@/lib/stats/cholesky";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";

/**
 * Proposes a move for a nearly normal target of known precision P: from where the slope of the log
 * density is s, the target's own normal is N(P⁻¹ s, P⁻¹) around the present place.
 */
export class NormalProposal {
  private readonly factor: Float64Array;

  /** @throws RangeError when the precision, size × size, is not positive definite */
  constructor(
    precision: Float64Array,
    private readonly size: number,
  ) {
    this.factor = cholesky(precision, size);
  }

  /** A move from a place with this slope. */
  draw(slope: Float64Array, random: Random): Float64Array {
    const noise = new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) noise[i] = standardNormal(random);
    const spread = solveLowerTransposed(this.factor, this.size, noise);
    const centre = solveFromCholesky(this.factor, this.size, slope);
    return centre.map((value, i) => value + spread[i]);
  }

  /** Log density, up to a constant, of proposing `direction` × `move` from a place with this slope. */
  logDensity(slope: Float64Array, move: Float64Array, direction: 1 | -1): number {
    const { factor, size } = this;
    const centre = solveFromCholesky(factor, size, slope);
    let sum = 0;
    for (let column = 0; column < size; column++) {
      let along = 0; // (Lᵀ (move − centre)) at this column
      for (let row = column; row < size; row++) {
        along += factor[row * size + column] * (direction * move[row] - centre[row]);
      }
      sum += along * along;
    }
    return -0.5 * sum;
  }
}
