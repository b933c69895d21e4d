import { expect, test } from "vitest";
import { balancedPairCount, findBalancedTasks } from "./difference-family";

/** How often each pair of items meets. */
function pairMeetings(tasks: readonly (readonly number[])[]): Map<string, number> {
  const meetings = new Map<string, number>();
  for (const task of tasks) {
    for (const first of task) {
      for (const second of task) {
        if (first >= second) continue;
        const pair = `${first}-${second}`;
        meetings.set(pair, (meetings.get(pair) ?? 0) + 1);
      }
    }
  }
  return meetings;
}

test("13 items in 13 tasks of 4 are {0, 1, 3, 9} developed mod 13", () => {
  const expected = Array.from({ length: 13 }, (_, step) =>
    [0, 1, 3, 9].map((element) => (element + step) % 13),
  );
  expect(findBalancedTasks(13, 4, 13)).toEqual(expected);
});

test("perfectly balanced tasks are found for the sizes in the tables of design theory", () => {
  // K, k, lambda, T: cyclic planes, affine planes, 1-rotational and multiple-orbit designs.
  const known = [
    [6, 3, 2, 10],
    [7, 3, 1, 7],
    [8, 4, 3, 14],
    [9, 3, 1, 12],
    [9, 4, 3, 18],
    [10, 5, 4, 18],
    [11, 5, 2, 11],
    [12, 4, 3, 33],
    [12, 6, 5, 22],
    [13, 3, 1, 26],
    [15, 3, 1, 35],
    [15, 7, 3, 15],
    [16, 4, 1, 20],
    [16, 6, 2, 16],
    [19, 3, 1, 57],
    [21, 5, 1, 21],
    [25, 5, 1, 30],
    [31, 6, 1, 31],
  ];
  for (const [itemCount, itemsPerTask, lambda, taskCount] of known) {
    const size = `${itemCount} items, ${taskCount} tasks of ${itemsPerTask}`;
    expect(balancedPairCount(itemCount, itemsPerTask, taskCount), size).toBe(lambda);
    const tasks = findBalancedTasks(itemCount, itemsPerTask, taskCount) ?? [];
    expect(tasks.length, size).toBe(taskCount);
    for (const task of tasks) expect(new Set(task).size, size).toBe(itemsPerTask);
    const meetings = pairMeetings(tasks);
    expect(meetings.size, size).toBe((itemCount * (itemCount - 1)) / 2);
    expect(new Set(meetings.values()), size).toEqual(new Set([lambda]));
  }
});

test("no task comes twice when there is a choice", () => {
  const tasks = findBalancedTasks(13, 4, 26) ?? [];
  const distinct = new Set(tasks.map((task) => [...task].sort((a, b) => a - b).join()));
  expect(distinct.size).toBe(26);
});

test("sizes that arithmetic, Fisher or Bruck, Ryser and Chowla rule out give nothing", () => {
  for (const [itemCount, itemsPerTask, taskCount] of [
    [20, 4, 15],
    [16, 6, 8],
    [15, 5, 21],
    [22, 7, 22],
    [36, 6, 42],
  ]) {
    expect(findBalancedTasks(itemCount, itemsPerTask, taskCount)).toBeUndefined();
  }
});

test("tasks that show every item are balanced as they are", () => {
  expect(findBalancedTasks(3, 3, 2)).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
});
