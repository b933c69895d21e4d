import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * A source of randomness, handed to every stochastic function. The same seed gives the same
 * numbers on every machine; the seed is stored with whatever it made.
 */
export interface Random {
  /** The next number, uniform on [0, 1), with 53 random bits. */
  next(): number;
  /** A whole number, uniform on 0 … bound − 1. @throws RangeError when bound is not a positive integer. */
  below(bound: number): number;
  /** Puts a list in random order, in place (Fisher-Yates), and returns it. */
  shuffle<T extends { length: number; [index: number]: unknown }>(list: T): T;
}

/**
 * A seeded source (xoroshiro128+ from pure-rand).
 *
 * @param seed a 32-bit integer
 */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`A seed must be a whole number, not ${seed}.`);
  const generator = xoroshiro128plus(spread(seed));
  // Seeding fills half of the state with constants: the first outputs of any seed sit near 1.
  for (let discarded = 0; discarded < 64; discarded++) generator.next();
  const next = (): number => {
    const high = generator.next() >>> 5; // 27 bits
    const low = generator.next() >>> 6; // 26 bits
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  };
  const below = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1) {
      throw new RangeError(`A bound must be a positive whole number, not ${bound}.`);
    }
    return Math.floor(next() * bound);
  };
  return {
    next,
    below,
    shuffle(list) {
      const values = list as { length: number; [index: number]: unknown };
      for (let last = values.length - 1; last > 0; last--) {
        const pick = below(last + 1);
        const held = values[last];
        values[last] = values[pick];
        values[pick] = held;
      }
      return list;
    },
  };
}

/** Spreads neighbouring seeds over all 32 bits (the finaliser of MurmurHash3). */
function spread(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
