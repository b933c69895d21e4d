import { expect, it } from "vitest";
import type { RevisionContent } from "@/db/queries/revision-content";
import { EVERY_TYPE } from "@/lib/questionnaire/testing";
import { askedDetails } from "./asked-details";

const TEXTS = { choiceQuestion: "Which?", bestLabel: "Most", worstLabel: "Least" };

function screen(key: string, kind: string, settings: object) {
  return { id: key, revisionId: "r", key, kind, position: 1, settings, showWhen: null };
}

const content = {
  revision: { texts: TEXTS, designSettings: {} },
  items: [],
  lists: [],
  cohorts: [
    { id: "leaders", name: "Leaders" },
    { id: "seniors", name: "Seniors" },
  ],
  designs: [],
  screens: [
    ...EVERY_TYPE,
    screen("main", "exercise", {
      type: "maxdiff",
      asking: "two-step",
      anchor: { question: "Of these?", all: "All", some: "Some", none: "None" },
    }),
    screen("mirror", "exercise", {
      type: "maxdiff",
      title: "As they see it",
      texts: { ...TEXTS, choiceQuestion: "Which would they choose?" },
      mirror: { of: "main", views: [{ cohortId: "leaders", asCohortId: "seniors" }] },
    }),
    screen("anchor", "anchor", {
      exercise: "mirror",
      text: "Important?",
      hint: "",
      yesLabel: "It is",
      noLabel: "It is not",
    }),
    screen("points", "allocation", {
      format: "top-n",
      tense: "should",
      text: "Which should get more?",
      hint: "Choose",
      total: 100,
      topN: 4,
    }),
  ],
} as unknown as RevisionContent;

it("a locked screen of any kind tells how it is asked, and no term without a value", () => {
  const told = new Map(
    content.screens.map((one) => [
      one.key,
      askedDetails(one, content).map((detail) => [...detail]),
    ]),
  );
  for (const [key, details] of told) {
    expect(details.length, key).toBeGreaterThan(0);
    expect(details.flat(), key).not.toContain("");
  }
  const values = (key: string) => told.get(key)?.map(([, value]) => value);
  expect(values("staff")).toContain("people");
  expect(values("main")).toEqual([
    "Main list",
    ...["Which?", "Most", "Least", "in two steps, best first"],
    ...["whether all, some or none are important", "Of these?", "All", "Some", "None"],
  ]);
  expect(told.get("mirror")).toContainEqual(["Leaders answer as", "Seniors"]);
  expect(values("mirror")).toContain("Which would they choose?");
  expect(values("anchor")).toEqual(["As they see it", "It is", "It is not"]);
  expect(values("points")).toEqual(["Choose", "should be", "choosing the top items", "4"]);
});
