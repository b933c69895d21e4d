import { expect, it } from "vitest";
import { UsageError } from "./command";
import { readOptions } from "./options";

const names = { required: ["study", "out"], optional: ["name"] } as const;

it("reads options in any order, with a space or an equals sign", () => {
  expect(readOptions(["--out=-x", "--study", "a b"], names)).toEqual({ study: "a b", out: "-x" });
});

it.each([
  [["--study", "a"], "Missing: --out."],
  [["--study", "a", "--out", "b", "--nam", "c"], "Unknown option '--nam'."],
  [["--study", "a", "--out", "b", "c"], "Unexpected argument 'c'."],
  [["--study", "a", "--study", "b", "--out", "c"], "--study is given 2 times."],
  [["--study", "", "--out", "c"], "--study has no value."],
  [["--study"], "Option '--study <value>' argument missing."],
])("refuses %j in one line", (args, message) => {
  expect(() => readOptions(args, names)).toThrow(new UsageError(message));
});
