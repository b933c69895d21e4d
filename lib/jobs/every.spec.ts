import { expect, it, vi } from "vitest";
import { every } from "./every";

it("takes one turn at a time, and goes on after one that failed", async () => {
  vi.useFakeTimers();
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const ends: (() => void)[] = [];
  let turns = 0;
  const chore = every(1_000, "counting", async () => {
    turns++;
    if (turns === 1) throw new Error("the first turn fails");
    await new Promise<void>((resolve) => ends.push(resolve));
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(turns).toBe(1);
  expect(String(log.mock.calls)).toContain("counting");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(turns).toBe(2);
  ends[0]();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(turns).toBe(3);
  ends[1]();
  await chore.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(turns).toBe(3);
  log.mockRestore();
  vi.useRealTimers();
});
