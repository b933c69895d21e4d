import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { QuestionSettings } from "@/db/schema/study-content";
import { seededRandom } from "@/lib/stats/random";
import { EVERY_ANSWER, EVERY_TYPE } from "../testing";
import { QUESTION_TYPES, typeOf } from "./list";
import { ratingGrid } from "./rating-grid";

const reading = { language: "en", mustAddUp: true };

function read(question: QuestionSettings, form: Readonly<Record<string, unknown>>) {
  const refused: string[] = [];
  const refuse = (path: string, key: string) => refused.push(`${path} ${key}`);
  const fields = z.strictObject({
    ...typeOf(question).fields(question, z.string()),
    other: z.string().optional(),
  });
  const answer = typeOf(question).read(question, fields.parse(form), { ...reading, refuse });
  return { answer, refused };
}

it("a grid has no two points that read alike", () => {
  const settings = z.looseObject(ratingGrid.ownSettings(z.string()));
  const isTaken = (...points: string[]) => settings.safeParse({ points }).success;
  expect(isTaken("Good", "Better")).toBe(true);
  for (const twin of ["good", "Good\u200b", "\uff27ood"]) {
    expect(isTaken("Good", twin), twin).toBe(false);
  }
});

describe("every type of question", () => {
  it("is asked in the tests that walk them all", () => {
    expect(EVERY_TYPE.map(({ settings }) => settings.type).sort()).toEqual(
      [...QUESTION_TYPES].sort(),
    );
  });

  it("reads an answer into the JSON of its type, and fills its form with it again", () => {
    for (const { key, settings } of EVERY_TYPE) {
      const { answer, refused } = read(settings, EVERY_ANSWER[key]);
      expect([key, refused]).toEqual([key, []]);
      if (!answer) throw new Error(`Nothing was read of ${key}.`);
      const type = typeOf(settings);
      expect(type.stored(settings).parse(JSON.parse(JSON.stringify(answer.value)))).toEqual(
        answer.value,
      );
      const filled = Object.entries(type.fill(settings, answer.value, "en")).map(
        ([field, values]) => [field, values.length === 1 ? values[0] : values],
      );
      const other = answer.otherText === null ? {} : { other: answer.otherText };
      expect(read(settings, { ...Object.fromEntries(filled), ...other }).answer).toEqual(answer);
    }
  });

  it("simulates answers that its own form would give, in as many columns as it always has", () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVERY_TYPE), fc.integer(), ({ key, settings }, seed) => {
        const type = typeOf(settings);
        const value = type.simulate(settings, seededRandom(seed));
        expect(type.stored(settings).parse(value)).toEqual(value);
        const columns = type.columns(key, settings);
        expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
        for (const column of columns) {
          expect(column.name.startsWith(key)).toBe(true);
          expect(column.value({ value, otherText: null })).toBeDefined();
        }
      }),
    );
  });

  it("is an error where it is not known, and never another type", () => {
    const unknown = { ...EVERY_TYPE[0].settings, type: "slider" } as unknown as QuestionSettings;
    expect(() => typeOf(unknown)).toThrow("“slider” is no type of question");
    expect(() => typeOf({ type: "toString" as never })).toThrow("no type of question");
  });
});
