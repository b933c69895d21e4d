import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { logError } from "./log";

afterEach(() => {
  vi.restoreAllMocks();
});

const cause = new Error("the disk is full");
const query = "insert into answer";
const params = ["a secret"];

it.each([
  ["", new DrizzleQueryError(query, params, cause)],
  [
    ", thrown by another copy of the library",
    Object.assign(new Error(`Failed query: ${query}\nparams: ${params}`), { query, params, cause }),
  ],
])("tells which query failed and why, and none of its values%s", (_, error) => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  logError("A save failed", error);
  const line = String(write.mock.calls[0][0]);
  expect(JSON.parse(line)).toMatchObject({
    what: "A save failed",
    query: "insert into answer",
    message: "the disk is full",
  });
  expect(line).not.toContain("a secret");
});
