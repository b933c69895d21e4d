import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import {
  drawHoldouts,
  drawRepeated,
  inOtherPlaces,
  MOST_REPEATS,
  tasksForRepeats,
  tasksInOrder,
} from "./check-tasks";

const sizes = fc.record({
  taskCount: fc.integer({ min: 4, max: 40 }),
  repeats: fc.integer({ min: 0, max: MOST_REPEATS }),
  holdouts: fc.integer({ min: 0, max: 6 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
});

describe("check tasks", () => {
  it("has each task and each check once, those of a kind in order", () => {
    fc.assert(
      fc.property(sizes, ({ taskCount, repeats, holdouts }) => {
        const order = tasksInOrder(taskCount, { repeats, holdouts });
        const numbers = (check: string | null) =>
          order.filter((task) => task.check === check).map(({ number }) => number);
        const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
        expect(numbers(null)).toEqual(upTo(taskCount));
        expect(numbers("holdout")).toEqual(upTo(holdouts));
        if (taskCount >= tasksForRepeats(repeats)) expect(numbers("repeat")).toEqual(upTo(repeats));
      }),
    );
  });

  it("repeats each of a respondent's tasks at most once, at least three others later", () => {
    fc.assert(
      fc.property(sizes, ({ taskCount, repeats, holdouts, seed }) => {
        const order = tasksInOrder(taskCount, { repeats, holdouts });
        const drawn = drawRepeated(taskCount, repeats, seededRandom(seed));
        expect(new Set(drawn).size).toBe(drawn.length);
        for (const [index, task] of drawn.entries()) {
          const first = order.findIndex(({ check, number }) => check === null && number === task);
          const again = order.findIndex(
            ({ check, number }) => check === "repeat" && number === index + 1,
          );
          const between = order.slice(first + 1, again).filter(({ check }) => check === null);
          expect(between.length).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  it("asks what it asked in a study of 13 tasks: repetitions after the 8th and the 11th", () => {
    const order = tasksInOrder(13, { repeats: 2 });
    expect(order[8]).toEqual({ check: "repeat", number: 1 });
    expect(order[12]).toEqual({ check: "repeat", number: 2 });
    expect(order).toHaveLength(15);
  });

  it("leaves no item in its place", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer(), (size, seed) => {
        const shown = Array.from({ length: size }, (_, index) => index + 1);
        const mixed = inOtherPlaces(shown, seededRandom(seed | 0));
        expect(mixed.toSorted((a, b) => a - b)).toEqual(shown);
        expect(mixed.some((item, place) => item === shown[place])).toBe(false);
      }),
    );
  });

  it("draws holdouts that show all items alike and honour prohibited pairs", () => {
    const items = Array.from({ length: 13 }, (_, index) => index + 1);
    const sets = drawHoldouts(items, { size: 4, count: 3 }, [[1, 2]], seededRandom(3));
    expect(sets).toHaveLength(3);
    expect(new Set(sets?.flat()).size).toBe(12);
    expect(sets?.some((set) => set.includes(1) && set.includes(2))).toBe(false);
    expect(drawHoldouts(items, { size: 4, count: 3 }, [[1, 2]], seededRandom(3))).toEqual(sets);
    const allApart = items.flatMap((one) =>
      items.filter((other) => other > one).map((other): [number, number] => [one, other]),
    );
    expect(drawHoldouts(items, { size: 4, count: 1 }, allApart, seededRandom(3))).toBeNull();
  });
});
