import { expect, it } from "vitest";
import { de } from "./de";

it("errors in German ask politely", () => {
  const rude = Object.values(de.answerErrors).filter((text) =>
    /(?:^|[.!?:] )[A-Z]\S+n Sie (?!bitte)/.test(text),
  );
  expect(rude).toEqual([]);
});
