import { expect, it } from "vitest";
import { recommendedSize } from "./blank";

it("proposes three views of each item while that is at most 20 tasks, and fewer tasks beyond", () => {
  const size = (items: number) => {
    const { itemsPerTask, taskCount } = recommendedSize(items);
    return [itemsPerTask, taskCount];
  };
  expect(size(13)).toEqual([4, 10]);
  expect(size(26)).toEqual([4, 20]);
  expect(size(30)).toEqual([5, 18]);
  expect(size(60)).toEqual([5, 20]);
  // Everybody sees every item once.
  expect(size(200)).toEqual([5, 40]);
});
