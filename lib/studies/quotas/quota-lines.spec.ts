import { expect, it } from "vitest";
import type { FieldPlan } from "@/db/queries/field-plan";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { QuestionSettings } from "@/db/schema/study-content";
import { asking, questionScreen } from "@/lib/questionnaire/testing";
import { quotaLines } from "./quota-lines";

const ROLE: QuestionSettings = {
  ...asking("single", []),
  namesCohort: true,
  options: [
    { id: "a", label: "A", outcome: { kind: "cohort", cohortId: "one" } },
    { id: "b", label: "B", outcome: { kind: "cohort", cohortId: "two" } },
  ],
};

const CONTENT = {
  cohorts: [
    { id: "one", studyId: "s", number: 1, name: "One" },
    { id: "two", studyId: "s", number: 2, name: "Two" },
  ],
  screens: [
    questionScreen("role", ROLE),
    questionScreen("region", asking("single", ["north", "south"])),
  ],
} as unknown as RevisionContent;

function quota(name: string, size: number, cohortIds: string[], ...options: string[]) {
  const answers = options.length > 0 ? [{ screenKey: "region", options }] : [];
  return { name, size, conditions: { cohortIds, answers } };
}

function told(quotas: FieldPlan["quotas"], softLaunchCompletes: number | null = null) {
  const plan = { quotas, presetCohortIds: [], softLaunchCompletes, isOver: false };
  return quotaLines(CONTENT, plan).map(({ severity, code, values }) => [
    severity,
    code,
    values.name ?? values.places,
  ]);
}

it("stops a launch with a quota nobody can meet, and tells of a cohort that none limits", () => {
  expect(told([])).toEqual([]);
  expect(told([quota("Everybody", 10, [])])).toEqual([]);
  expect(told([quota("West", 10, ["one"], "west"), quota("Two", 10, ["two"])])).toEqual([
    ["error", "quotaImpossible", "West"],
  ]);
  expect(told([quota("Two", 10, ["two"])])).toEqual([["warning", "cohortWithoutQuota", "One"]]);
});

it("tells of quotas too small for the soft launch, and only where all are limited", () => {
  const low = (places: number) => [["warning", "quotasBelowSoftLaunch", places]];
  const both = [quota("One", 30, ["one"]), quota("Two", 20, ["two"])];
  expect(told(both, 51)).toEqual(low(50));
  expect(told(both, 50)).toEqual([]);
  expect(told([...both, quota("All", 40, [])], 50)).toEqual(low(40));
  const cells = [
    quota("Two", 20, ["two"]),
    quota("North", 5, ["one"], "north"),
    quota("South", 6, ["one"], "south"),
  ];
  expect(told(cells, 50)).toEqual(low(31));
  // One answer left open lets any number in.
  expect(told(cells.slice(0, 2), 50)).toEqual([]);
});
