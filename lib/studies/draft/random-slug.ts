import { randomBytes } from "node:crypto";

/** 0, 1, l, o left out: a link is sometimes typed from a slide. */
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** 60 random bits: enough that a study's link is not found by trying. */
export function randomSlug(): string {
  return Array.from(randomBytes(12), (byte) => LETTERS[byte % 32]).join("");
}
