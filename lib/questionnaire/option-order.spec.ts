import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionsInOrder } from "./option-order";
import { asking } from "./testing";

const ids = (options: readonly { id: string }[]) => options.map((option) => option.id);
const LETTERS = ["a", "b", "c", "d", "e", "f"];

describe("the order of options", () => {
  it("holds each option once and every pinned one in its place", () => {
    fc.assert(
      fc.property(fc.subarray(LETTERS), fc.uuid(), (pinned, respondent) => {
        const question = asking("single", LETTERS);
        question.optionOrder = "random";
        for (const option of question.options) option.pinned = pinned.includes(option.id);
        const shown = ids(optionsInOrder(question, "key", respondent));
        expect([...shown].sort()).toEqual(LETTERS);
        for (const id of pinned) expect(shown.indexOf(id)).toBe(LETTERS.indexOf(id));
      }),
    );
  });

  it("is the same each time for one respondent and question, and as listed unless it is random", () => {
    fc.assert(
      fc.property(fc.uuid(), (respondent) => {
        const question = asking("multiple", LETTERS);
        expect(ids(optionsInOrder(question, "key", respondent))).toEqual(LETTERS);
        question.optionOrder = "random";
        const shown = optionsInOrder(question, "key", respondent);
        expect(optionsInOrder(question, "key", respondent)).toEqual(shown);
      }),
    );
  });

  it("puts every option in every place about equally often", () => {
    const question = asking("single", LETTERS);
    question.optionOrder = "random";
    const counts = LETTERS.map(() => new Map<string, number>());
    const draws = 6_000;
    for (let respondent = 0; respondent < draws; respondent++) {
      ids(optionsInOrder(question, "key", `respondent-${respondent}`)).forEach((id, place) => {
        counts[place].set(id, (counts[place].get(id) ?? 0) + 1);
      });
    }
    const expected = draws / LETTERS.length;
    const chiSquare = counts
      .flatMap((byId) => LETTERS.map((id) => ((byId.get(id) ?? 0) - expected) ** 2 / expected))
      .reduce((sum, term) => sum + term, 0);
    // 25 degrees of freedom: 52.6 is the 99.9th percentile, and the draws never change.
    expect(chiSquare).toBeLessThan(52.6);
  });
});
