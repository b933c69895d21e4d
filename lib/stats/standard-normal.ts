import type { Random } from "./random";

/*
 * Standard normal draws by the ziggurat: the density is covered by 256 layers of equal area, and
 * almost every draw needs one random number, one table look-up and one multiplication.
 *
 * Sources: G. Marsaglia & W. W. Tsang (2000), "The ziggurat method for generating random
 * variables", Journal of Statistical Software 5(8); J. A. Doornik (2005), "An improved ziggurat
 * method to generate normal random samples" (separate bits for the layer and for the place in it).
 */
const LAYERS = 256;
/** Where the bottom layer's tail begins, and the area of each layer, for 256 layers. */
const TAIL_START = 3.654152885361009;
const LAYER_AREA = 0.004928673233974655;

/** edge[i] is the right edge of layer i, from the widened bottom layer up to 0 at the peak. */
const edge = new Float64Array(LAYERS + 1);
/** Within this part of layer i every point lies under the density. */
const safePart = new Float64Array(LAYERS);
edge[0] = LAYER_AREA / Math.exp(-0.5 * TAIL_START * TAIL_START);
edge[1] = TAIL_START;
for (let layer = 2; layer < LAYERS; layer++) {
  const below = edge[layer - 1];
  edge[layer] = Math.sqrt(-2 * Math.log(LAYER_AREA / below + Math.exp(-0.5 * below * below)));
}
edge[LAYERS] = 0;
for (let layer = 0; layer < LAYERS; layer++) safePart[layer] = edge[layer + 1] / edge[layer];

/** One draw from the normal distribution with mean 0 and variance 1. */
export function standardNormal(random: Random): number {
  for (;;) {
    const scaled = random.next() * LAYERS;
    const layer = scaled | 0;
    const place = 2 * (scaled - layer) - 1;
    if (Math.abs(place) < safePart[layer]) return place * edge[layer];
    if (layer === 0) return place < 0 ? -tail(random) : tail(random);
    const x = place * edge[layer];
    const low = Math.exp(-0.5 * (edge[layer] * edge[layer] - x * x));
    const high = Math.exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x));
    if (high + random.next() * (low - high) < 1) return x;
  }
}

/** A draw beyond the bottom layer's edge (Marsaglia 1964). */
function tail(random: Random): number {
  for (;;) {
    const x = -Math.log(1 - random.next()) / TAIL_START;
    const y = -Math.log(1 - random.next());
    if (2 * y > x * x) return TAIL_START + x;
  }
}
