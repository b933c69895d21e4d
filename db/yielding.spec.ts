import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { yieldingToRequests } from "./yielding";

const MS = 8;

function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

it("goes on at once until the work has held the thread for a while", async () => {
  const pause = yieldingToRequests();
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  for (let step = 0; step < 20; step++) await pause();
  // None, unless the machine held this thread up in the middle of it.
  expect(turns).toBeLessThan(2);
  for (let step = 0; step < 5; step++) {
    work(2 * MS);
    await pause();
  }
  clearInterval(counting);
  expect(turns).toBeGreaterThanOrEqual(4);
});

it("lets one work go on in each turn, however many there are, and each to its end", async () => {
  let isOver = false;
  let steps = 0;
  const stepsInTurn: number[] = [];
  const counted = (async () => {
    while (!isOver) {
      const before = steps;
      await setImmediate();
      stepsInTurn.push(steps - before);
    }
  })();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const pause = yieldingToRequests();
      // All begin in one turn; from then on they take turns.
      work(MS);
      for (let step = 0; step < 4; step++) {
        await pause();
        steps++;
        work(MS);
      }
    }),
  );
  isOver = true;
  await counted;
  expect(steps).toBe(24);
  expect(Math.max(...stepsInTurn)).toBe(1);
});
