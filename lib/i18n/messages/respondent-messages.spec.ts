import { expect, it } from "vitest";
import { inAllLanguages } from "../in-all-languages";
import { de } from "./de";

it("nobody is told of a conversation, and nobody is given a gender", () => {
  const told = Object.entries(inAllLanguages).flatMap(([language, rooms]) =>
    Object.values(rooms).flatMap((room) =>
      Object.values(room).map((text) => `${language}: ${text}`),
    ),
  );
  const conversation = /interview|entretien|entrevista|intervist|साक्षात्कार|مقابل/i;
  const gendered = /redirigé|êtes venu|será levado|le lleva de|viene riportato|già stato qui/i;
  expect(told.filter((text) => conversation.test(text) || gendered.test(text))).toEqual([]);
});

it("errors in German ask politely", () => {
  const rude = Object.values(de.answerErrors).filter((text) =>
    /(?:^|[.!?:] )[A-Z]\S+n Sie (?!bitte)/.test(text),
  );
  expect(rude).toEqual([]);
});
