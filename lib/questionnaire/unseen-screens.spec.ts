import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerValue, ShowCondition, ShowWhen } from "@/db/schema/study-content";
import { askedScreens } from "./conditions";
import { asking, questionScreen } from "./testing";
import { unseenScreens } from "./unseen-screens";

const IDS = ["a", "b", "c"];
const COHORTS = ["x", "y"];

const conditionAbout = (keys: readonly string[]): fc.Arbitrary<ShowCondition> =>
  fc.oneof(
    fc.record({
      kind: fc.constant("answer" as const),
      screenKey: fc.constantFrom(...keys),
      is: fc.constantFrom("one-of" as const, "none-of" as const),
      options: fc.subarray(IDS, { minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant("cohort" as const),
      is: fc.constantFrom("one-of" as const, "none-of" as const),
      cohortIds: fc.subarray([...COHORTS, "z"], { minLength: 1 }),
    }),
  );
const whenAbout = (keys: readonly string[]): fc.Arbitrary<ShowWhen | null> =>
  fc.option(
    fc.record({
      match: fc.constantFrom("all" as const, "any" as const),
      conditions: fc.array(conditionAbout(keys), { minLength: 1, maxLength: 3 }),
    }),
  );

/** Every way to answer: one option of a single question, any set of several. */
function* answersTo(types: readonly ("single" | "multiple")[]): Generator<AnswerValue[]> {
  if (types.length === 0) {
    yield [];
    return;
  }
  const [type, ...rest] = types;
  const sets = [["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]];
  for (const value of type === "single" ? IDS : sets) {
    for (const others of answersTo(rest)) yield [value, ...others];
  }
}

describe("a screen that nobody can see", () => {
  it("is never one that some respondent is asked", () => {
    const type = fc.constantFrom("single" as const, "multiple" as const);
    fc.assert(
      fc.property(
        fc.tuple(type, type, type),
        whenAbout(["q0"]),
        whenAbout(["q0", "q1"]),
        (types, one, two) => {
          const screens = types.map((each, index) =>
            questionScreen(`q${index}`, asking(each, IDS), [null, one, two][index]),
          );
          const seen = new Set<string>();
          for (const cohortId of COHORTS) {
            for (const values of answersTo(types)) {
              const answers = new Map(
                values.map((value, index) => [`q${index}`, { value, otherText: null }]),
              );
              for (const { key } of askedScreens(screens, { answers, cohortId })) seen.add(key);
            }
          }
          const unseen = unseenScreens(screens, COHORTS);
          expect(unseen.filter((key) => seen.has(key))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is told when what it asks for excludes itself, does not exist, or ends the interview", () => {
    const first = questionScreen("first", asking("single", IDS));
    const leaving = asking("single", ["stay", "go"]);
    leaving.options[1].outcome = { kind: "screened-out" };
    const staff = questionScreen("staff", {
      type: "number",
      text: "How many?",
      hint: "",
      required: true,
      unit: "",
      minimum: 0,
      maximum: 10,
      decimals: 0,
    });
    const earlier = [first, questionScreen("leaving", leaving), staff];
    const unseen = (match: "all" | "any", ...conditions: ShowCondition[]) =>
      unseenScreens(
        [...earlier, questionScreen("last", asking("single", IDS), { match, conditions })],
        COHORTS,
      );
    const answer = (screenKey: string, is: "one-of" | "none-of", ...options: string[]) =>
      ({ kind: "answer", screenKey, is, options }) satisfies ShowCondition;
    const atLeast = (value: number) =>
      ({ kind: "number", screenKey: "staff", is: "at-least", value }) as const;
    expect(unseen("all", answer("first", "one-of", "a"))).toEqual([]);
    const impossible: ShowCondition[][] = [
      [answer("first", "one-of", "a"), answer("first", "none-of", "a")],
      [answer("first", "one-of", "a"), answer("first", "one-of", "b")],
      [answer("first", "none-of", "a", "b", "c")],
      [answer("leaving", "one-of", "go")],
      [answer("nothing", "one-of", "a")],
      [{ kind: "cohort", is: "one-of", cohortIds: ["z"] }],
      [atLeast(11)],
    ];
    for (const conditions of impossible) {
      expect(unseen("all", ...conditions)).toEqual(["last"]);
    }
    expect(unseen("any", answer("leaving", "one-of", "go"), atLeast(10))).toEqual([]);
  });
});
