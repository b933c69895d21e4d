import { expect, it } from "vitest";
import type { CohortRule, QuestionSettings, ShowCondition } from "@/db/schema/study-content";
import { canMeetQuota, idleRules, reachableCohorts } from "./possible";
import { asking, questionScreen } from "./testing";

function said(screenKey: string, is: "one-of" | "none-of", ...options: string[]): ShowCondition {
  return { kind: "answer", screenKey, is, options };
}

function to(cohortId: string | null, ...conditions: ShowCondition[]): CohortRule {
  return {
    when: { match: "all", conditions },
    outcome: cohortId === null ? { kind: "screened-out" } : { kind: "cohort", cohortId },
  };
}

/** Region, then role (a → one, b → two, c → out), then size and a text. */
function questionnaire(rules?: CohortRule[]) {
  const role: QuestionSettings = {
    ...asking("single", []),
    namesCohort: true,
    options: [
      { id: "a", label: "A", outcome: { kind: "cohort", cohortId: "one" } },
      { id: "b", label: "B", outcome: { kind: "cohort", cohortId: "two" } },
      { id: "c", label: "C", outcome: { kind: "screened-out" } },
    ],
    ...(rules ? { rules } : {}),
  };
  return [
    questionScreen("region", asking("single", ["north", "south"])),
    questionScreen("role", role),
    questionScreen("size", asking("single", ["small", "large"])),
  ];
}

it("names the rules that no answers can meet, and those that an earlier one makes idle", () => {
  const rules = [
    to("one", said("region", "one-of", "north"), said("role", "one-of", "c")),
    to("two", said("region", "one-of", "north"), said("region", "one-of", "south")),
    to("two", said("role", "none-of", "a", "b", "c")),
    to("two", said("size", "one-of", "small")),
    to(null, said("region", "one-of", "north"), said("role", "one-of", "c")),
    to(null, said("region", "none-of", "north")),
  ];
  expect(idleRules(questionnaire(rules))).toEqual([1, 2, 3, 4]);
  expect(idleRules(questionnaire())).toEqual([]);
});

it("reaches a cohort by an answer, by a rule that can hold, or by the way somebody comes", () => {
  const ids = ["one", "two", "three", "four"];
  expect(reachableCohorts(questionnaire(), ids, [])).toEqual(["one", "two"]);
  expect(reachableCohorts(questionnaire(), ids, ["four"])).toEqual(["one", "two", "four"]);
  const rules = [
    to("three", said("region", "one-of", "south")),
    to("four", said("size", "one-of", "large")),
  ];
  expect(reachableCohorts(questionnaire(rules), ids, [])).toEqual(["one", "two", "three"]);
  const [region] = questionnaire();
  expect(reachableCohorts([region], ids, ["three"])).toEqual(["one", "three"]);
});

it("finds quotas that nobody can belong to", () => {
  const reachable = ["one", "two"];
  const met = (
    cohortIds: string[],
    answers: { screenKey: string; options: string[] }[],
    rules?: CohortRule[],
  ) => canMeetQuota({ cohortIds, answers }, questionnaire(rules), reachable);
  expect(met([], [])).toBe(true);
  expect(met(["one"], [{ screenKey: "region", options: ["north"] }])).toBe(true);
  expect(met(["gone"], [])).toBe(false);
  expect(met([], [{ screenKey: "shoes", options: ["44"] }])).toBe(false);
  expect(met([], [{ screenKey: "region", options: ["west"] }])).toBe(false);
  expect(met(["one"], [{ screenKey: "role", options: ["b"] }])).toBe(false);
  expect(met(["one"], [{ screenKey: "role", options: ["a", "b"] }])).toBe(true);
  // A rule can lead anywhere.
  const rules = [to("one", said("region", "one-of", "south"))];
  expect(met(["one"], [{ screenKey: "role", options: ["b"] }], rules)).toBe(true);
});
