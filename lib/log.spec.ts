import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { logError } from "./log";

afterEach(() => {
  vi.restoreAllMocks();
});

it("tells which query failed and why, and none of its values", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const cause = new Error("the disk is full");
  logError("A save failed", new DrizzleQueryError("insert into answer", ["a secret"], cause));
  const line = String(write.mock.calls[0][0]);
  expect(JSON.parse(line)).toMatchObject({
    what: "A save failed",
    query: "insert into answer",
    message: "the disk is full",
  });
  expect(line).not.toContain("a secret");
});
