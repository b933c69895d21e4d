/**
 * How many of something a test tries: fewer in `npm test`, all of them in `npm run test:full`. What is
 * promised is the same in both, and so is what has to hold.
 */
export function inFull(full: number, quick: number): number {
  return process.env.FULL === "1" ? full : quick;
}
