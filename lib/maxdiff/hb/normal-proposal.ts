import { cholesky, solveFromCholesky, solveLowerTransposed } from "@/lib/stats/cholesky";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";

/**
 * Proposes a move for a nearly normal target of known precision P. From where the slope of the log
 * density is s, the target's own normal is N(P⁻¹ s, P⁻¹) around the present place. The move goes to
 * its centre, on to the part `beyond` of that distance on the other side, and adds the noise that
 * leaves the normal as it is.
 *
 * With `beyond` above 0 draws fall on alternate sides of the mean more often than not, and their
 * average settles sooner. Source: S. L. Adler (1981), "Over-relaxation method for the Monte Carlo
 * evaluation of the partition function for multiquadratic actions", Physical Review D 23, 2901-2904.
 */
export class NormalProposal {
  private readonly factor: Float64Array;

  /**
   * @param beyond 0 for an independent draw, up to (not including) 1 for the mirror image
   * @throws RangeError when the precision, size × size, is not positive definite
   */
  constructor(
    precision: Float64Array,
    private readonly size: number,
    private readonly beyond: number,
  ) {
    this.factor = cholesky(precision, size);
  }

  /** A move from a place with this slope. */
  draw(slope: Float64Array, random: Random): Float64Array {
    const noise = new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) noise[i] = standardNormal(random);
    const spread = solveLowerTransposed(this.factor, this.size, noise);
    const centre = solveFromCholesky(this.factor, this.size, slope);
    const noisy = Math.sqrt(1 - this.beyond ** 2);
    return centre.map((value, i) => (1 + this.beyond) * value + noisy * spread[i]);
  }

  /** Log density, up to a constant, of proposing `direction` × `move` from a place with this slope. */
  logDensity(slope: Float64Array, move: Float64Array, direction: 1 | -1): number {
    const { factor, size, beyond } = this;
    const centre = solveFromCholesky(factor, size, slope);
    let sum = 0;
    for (let column = 0; column < size; column++) {
      let along = 0; // (Lᵀ (move − centre)) at this column
      for (let row = column; row < size; row++) {
        along += factor[row * size + column] * (direction * move[row] - (1 + beyond) * centre[row]);
      }
      sum += along * along;
    }
    return (-0.5 * sum) / (1 - beyond * beyond);
  }
}
