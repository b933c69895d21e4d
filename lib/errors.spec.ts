import { expect, it } from "vitest";
import { z } from "zod";
import { InvalidInput, parse } from "./errors";

it("says what is wrong with a number, and that it is needed only where there is none", () => {
  const input = z.object({ minutes: z.number().int() });
  const keyOf = (minutes: unknown) => {
    try {
      parse(input, { minutes });
    } catch (error) {
      if (error instanceof InvalidInput) return error.issues[0].key;
    }
    return null;
  };
  expect([undefined, Number.NaN, 1.5, "2", 2].map(keyOf)).toEqual([
    "required",
    "notANumber",
    "wholeNumber",
    "notANumber",
    null,
  ]);
});
