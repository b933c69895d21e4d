import { expect, it } from "vitest";
import { headingOf } from "./plain";

it("an end page is called what it says, not only by the study's title", () => {
  const view = { locale: "de", studyTitle: "Studie" };
  const heading = (rest: object) => headingOf({ ...view, ...rest } as never);
  expect(heading({ kind: "welcome" })).toBe("Studie");
  expect(heading({ kind: "done" })).toBe("Vielen Dank");
  expect(heading({ kind: "closed", reason: "paused" })).toMatch(/pausiert/);
});
