import { describe, expect, it } from "vitest";
import { screenTimes } from "./screen-times";

describe("the time on a screen", () => {
  it("runs from when it was made to its post, never from before the post before it", () => {
    const post = (screenKey: string, shownAt: number | null, receivedAt: number) => ({
      screenKey,
      shownAt,
      receivedAt,
    });
    const times = screenTimes(1_000, [
      post("role", 1_500, 4_000),
      // Made before the last post, as in a second tab: the time before that post is not its own.
      post("task-1", 2_000, 9_000),
      // Left for an hour and opened anew.
      post("task-2", 3_609_000, 3_615_000),
      // Without a moment of its own the time since the last post.
      post("task-3", null, 3_620_000),
      // Gone back to.
      post("task-1", 3_621_000, 3_623_000),
      // A form that claims to be from the future took no time.
      post("task-4", 9_999_999, 3_630_000),
    ]);
    expect(Object.fromEntries(times)).toEqual({
      role: 2_500,
      "task-1": 5_000 + 2_000,
      "task-2": 6_000,
      "task-3": 5_000,
      "task-4": 0,
    });
  });
});
