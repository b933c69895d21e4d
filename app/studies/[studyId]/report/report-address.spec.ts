import { expect, it } from "vitest";
import {
  downloadPath,
  filterParameter,
  reportInput,
  reportParameters,
  reportPath,
  simulatorInput,
} from "./report-address";

const shown = {
  filters: { region: ["europe", "americas"], scale: ["small"], a: ["x&y=z"] },
  method: "logit",
  scale: "share",
  sort: "list",
  flagged: "with",
  compared: [2, 3],
} as const;

it("leads back to the report it was made from, a question called like a parameter included", () => {
  const search = reportParameters(shown);
  expect(search.get("scale")).toBe("share");
  expect(search.get("answer-scale")).toBe("small");
  expect(reportInput("1", new URLSearchParams(search.toString()))).toEqual({
    studyId: "1",
    filters: shown.filters,
    method: "logit",
    scale: "share",
    sort: "list",
    from: "2",
    to: "3",
  });
});

it("names the flagged only where they are left out, and a question of that name by its own", () => {
  expect(reportParameters(shown).has("flagged")).toBe(false);
  const search = reportParameters(
    { ...shown, filters: { flagged: ["yes"] } },
    { flagged: "without" },
  );
  expect(reportInput("1", search)).toMatchObject({
    filters: { flagged: ["yes"] },
    flagged: "without",
  });
});

it("keeps what the simulator is asked apart from filters", () => {
  const search = new URLSearchParams(
    "offer=3&offer=7&rule=first-choice&answer-offer=yes&exercise=b",
  );
  expect(reportInput("1", search)).toEqual({
    studyId: "1",
    filters: { offer: ["yes"] },
    exercise: "b",
  });
  expect(simulatorInput("1", search)).toEqual({
    studyId: "1",
    offer: ["3", "7"],
    rule: "first-choice",
    exercise: "b",
  });
  expect(filterParameter("offer")).toBe("answer-offer");
});

it("takes what a form left empty for not asked", () => {
  const search = new URLSearchParams("region=&region=europe&size=&scale=&sort=gap");
  expect(reportInput("1", search)).toEqual({
    studyId: "1",
    filters: { region: ["europe"] },
    sort: "gap",
  });
});

it("keeps ids and file names inside their own part of the path", () => {
  expect(reportPath("../x?y")).toBe("/studies/..%2Fx%3Fy/report");
  expect(downloadPath("1", "allocation-a/b-gaps.svg", new URLSearchParams("a=b"))).toBe(
    "/studies/1/report/download/allocation-a%2Fb-gaps.svg?a=b",
  );
});
