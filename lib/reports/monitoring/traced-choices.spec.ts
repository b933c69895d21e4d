import { describe, expect, it } from "vitest";
import { tracedChoices } from "./traced-choices";

const exercise = {
  key: "main",
  indexOf: new Map([
    [2, 0],
    [5, 1],
    [7, 2],
    [9, 3],
  ]),
};
const task = (shown: number[], best: number, worst: number, versionNumber = 1) => ({
  exercise: "main",
  versionNumber,
  shown,
  best,
  worst,
});
const answers = [task([9, 2, 5, 7], 9, 2), task([7, 5, 9, 2], 9, 5)];
const complete = { number: 1, state: "complete" } as const;
const choicesOf = (given: typeof answers) => tracedChoices(complete, [exercise], given).get("main");

describe("the choices of an interview", () => {
  it("stand in the order of item numbers, whatever they were shown or listed in", () => {
    const choices = choicesOf(answers);
    expect(choices?.tasks).toEqual([
      { shown: [3, 0, 1, 2], best: 3, worst: 0 },
      { shown: [2, 1, 3, 0], best: 3, worst: 1 },
    ]);
    expect(Array.from(choices?.tally.difference ?? [])).toEqual([-1, -1, 0, 2]);
    expect(Array.from(choices?.tally.shown ?? [])).toEqual([2, 2, 2, 2]);
  });

  it("are looked at once the interview is complete, and only where it was asked", () => {
    for (const state of ["screening", "active", "screened-out", "over-quota"] as const) {
      expect(tracedChoices({ number: 1, state }, [exercise], answers).size).toBe(0);
    }
    const other = { ...exercise, key: "other" };
    expect([...tracedChoices(complete, [exercise, other], answers).keys()]).toEqual(["main"]);
  });

  it("are the same as another's only with the same best and worst in every task of one version", () => {
    const many = Array.from({ length: 12 }, () => task([9, 2, 5, 7], 9, 2));
    const pattern = choicesOf(many)?.pattern;
    expect(pattern).toMatch(/^[\w-]{22}$/);
    expect(choicesOf([...many])?.pattern).toBe(pattern);
    expect(choicesOf(many.with(3, task([9, 2, 5, 7], 9, 5)))?.pattern).not.toBe(pattern);
    expect(choicesOf(many.map((one) => ({ ...one, versionNumber: 2 })))?.pattern).not.toBe(pattern);
    // Two tasks alike are no wonder.
    expect(choicesOf(answers)?.pattern).toBeNull();
  });

  it("of an item that the revision does not ask are refused by name", () => {
    expect(() => choicesOf([task([9, 2, 5, 8], 9, 2)])).toThrow(
      "Respondent 1: item 8 is not in the revision.",
    );
  });
});
