import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  AnswerValue,
  QuestionSettings,
  ShowCondition,
  ShowWhen,
} from "@/db/schema/study-content";
import { askedScreens, holds } from "./conditions";
import { asking, questionScreen } from "./testing";
import type { StoredAnswer } from "./types/stored-answer";

const IDS = ["a", "b", "c"];
const answer = (value: AnswerValue): StoredAnswer => ({ value, otherText: null });
const LENGTH: QuestionSettings = {
  ...{ type: "number", text: "How long?", hint: "", required: true, unit: "" },
  ...{ minimum: null, maximum: null, decimals: 1 },
};
const keysOf = (screens: readonly { key: string }[]) => screens.map((screen) => screen.key);
const when = (...conditions: ShowCondition[]): ShowWhen => ({ match: "all", conditions });
const saidOf = (entries: Record<string, string[] | number>, cohortId: string | null = null) => ({
  byKey: new Map(
    Object.entries(entries).map(([key, value]) => [
      key,
      { question: typeof value === "number" ? LENGTH : asking("multiple", IDS), value },
    ]),
  ),
  cohortId,
});

describe("a condition", () => {
  it("holds for one of the options when one of them was chosen, for none of them when none was", () => {
    const some = fc.subarray(IDS);
    fc.assert(
      fc.property(some, fc.subarray(IDS, { minLength: 1 }), (options, chosen) => {
        const of = (is: "one-of" | "none-of") =>
          holds(when({ kind: "answer", screenKey: "q", is, options }), saidOf({ q: chosen }));
        const meets = chosen.some((id) => options.includes(id));
        expect(of("one-of")).toBe(meets);
        expect(of("none-of")).toBe(!meets);
      }),
    );
  });

  it("holds nothing of what was not answered, and of a cohort nobody is in yet", () => {
    for (const is of ["one-of", "none-of"] as const) {
      const answered: ShowCondition = { kind: "answer", screenKey: "q", is, options: ["a"] };
      const inCohort: ShowCondition = { kind: "cohort", is, cohortIds: ["x"] };
      expect(holds(when(answered), saidOf({}))).toBe(false);
      expect(holds(when(inCohort), saidOf({}))).toBe(false);
    }
    const number = { kind: "number", screenKey: "n", is: "at-most", value: 3 } as const;
    expect(holds(when(number), saidOf({}))).toBe(false);
  });

  it("compares numbers, bounds included", () => {
    const of = (is: "at-least" | "at-most", value: number, said: number) =>
      holds(when({ kind: "number", screenKey: "n", is, value }), saidOf({ n: said }));
    expect(of("at-least", 10, 9)).toBe(false);
    expect(of("at-least", 10, 10)).toBe(true);
    expect(of("at-most", 10, 10.5)).toBe(false);
    expect(of("at-most", -1, -2)).toBe(true);
  });

  it("needs all of its parts, or any of them", () => {
    const cohort: ShowCondition = { kind: "cohort", is: "one-of", cohortIds: ["x"] };
    const other: ShowCondition = { kind: "cohort", is: "one-of", cohortIds: ["y"] };
    expect(holds({ match: "all", conditions: [cohort, other] }, saidOf({}, "x"))).toBe(false);
    expect(holds({ match: "any", conditions: [cohort, other] }, saidOf({}, "x"))).toBe(true);
  });
});

describe("the screens that are asked", () => {
  const first = questionScreen("first", asking("single", IDS));
  const second = questionScreen(
    "second",
    asking("multiple", IDS),
    when({ kind: "answer", screenKey: "first", is: "one-of", options: ["a"] }),
  );
  const third = questionScreen(
    "third",
    asking("single", IDS),
    when({ kind: "answer", screenKey: "second", is: "one-of", options: ["b"] }),
  );
  const screens = [first, second, third];
  const asked = (answers: Record<string, AnswerValue>) => {
    const stored = new Map(Object.entries(answers).map(([key, value]) => [key, answer(value)]));
    return keysOf(askedScreens(screens, { answers: stored, cohortId: null }));
  };

  it("follow from the answers before them", () => {
    expect(asked({})).toEqual(["first"]);
    expect(asked({ first: "b" })).toEqual(["first"]);
    expect(asked({ first: "a" })).toEqual(["first", "second"]);
    expect(asked({ first: "a", second: ["a", "b"] })).toEqual(["first", "second", "third"]);
  });

  it("leave out what hung on a screen that an edit has skipped, whatever it was answered", () => {
    expect(asked({ first: "c", second: ["b"], third: "a" })).toEqual(["first"]);
  });

  it("are never changed by an answer to a screen that comes later or is not asked", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, ...IDS),
        fc.subarray(IDS),
        fc.constantFrom(undefined, ...IDS),
        (one, two, three) => {
          const answers = {
            ...(one ? { first: one } : {}),
            ...(two.length > 0 ? { second: two } : {}),
          };
          const before = asked(answers);
          expect(asked({ ...answers, ...(three ? { third: three } : {}) })).toEqual(before);
          if (!before.includes("second")) expect(asked(one ? { first: one } : {})).toEqual(before);
        },
      ),
    );
  });

  it("are all of them where nothing is conditional", () => {
    const plain = screens.map((screen) => ({ ...screen, showWhen: null }));
    expect(askedScreens(plain, { answers: new Map(), cohortId: null })).toEqual(plain);
  });
});
