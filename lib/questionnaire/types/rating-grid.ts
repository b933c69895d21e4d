import { z } from "zod";
import type { QuestionOptions } from "@/db/schema/study-content";
import { asSeen } from "@/lib/i18n/as-seen";
import { canBeWithin, isWithin } from "./bounded";
import { optionNames, optionParts } from "./choosing";
import type { QuestionTypeOf } from "./question-type";

/** Rows, each rated on the same scale. The rows are its options. */
export interface RatingGridQuestion extends QuestionOptions {
  type: "rating-grid";
  /** The names of the points from the lowest, which counts 1. */
  points: string[];
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    "rating-grid": RatingGridQuestion;
  }
}

export const MIN_POINTS = 2;
export const MAX_POINTS = 11;

/** A point by the id of each row that was rated, the lowest 1. */
type Ratings = Readonly<Record<string, number>>;

/** The field of a row's rating. */
export function rowField(id: string): string {
  return `row-${id}`;
}

/** A rating for each row, stored by the rows' ids. */
export const ratingGrid: QuestionTypeOf<RatingGridQuestion, Ratings> = {
  marks: [],
  ownSettings: (line) => ({
    points: z
      .array(line.min(1))
      .min(MIN_POINTS)
      .max(MAX_POINTS)
      .refine((points) => new Set(points.map(asSeen)).size === points.length, {
        params: { key: "pointTwice" },
      }),
  }),
  blank: { points: ["1", "2", "3", "4", "5"] },
  ownFields: { points: { kind: "lines" } },
  impossible: () => [],
  gateFaults: ({ options, points }) => [
    ...(options.length === 0 ? [{ code: "questionRows" } as const] : []),
    ...(points.length < MIN_POINTS || points.length > MAX_POINTS
      ? [{ code: "questionPoints", values: { least: MIN_POINTS, most: MAX_POINTS } } as const]
      : []),
  ],
  ownTexts: ({ points }) => points.map((_, index) => `points.${index}`),
  fields: ({ options }) =>
    Object.fromEntries(options.map(({ id }) => [rowField(id), z.string().optional()])),
  read({ options, points, required }, form, { refuse }) {
    const ratings: Record<string, number> = {};
    for (const { id, label } of options) {
      const sent = form[rowField(id)];
      const point = points.findIndex((_, index) => String(index + 1) === sent) + 1;
      if (sent === undefined) {
        if (required) refuse(rowField(id), "judgementMissing", { item: label });
      } else if (point === 0) refuse(rowField(id), "notOffered");
      else ratings[id] = point;
    }
    return Object.keys(ratings).length === 0 ? null : { value: ratings, otherText: null };
  },
  fill: (_, value) =>
    Object.fromEntries(Object.entries(value).map(([id, point]) => [rowField(id), [String(point)]])),
  stored: ({ options, points }) =>
    z.strictObject(
      Object.fromEntries(
        options.map(({ id }) => [id, z.number().int().min(1).max(points.length).optional()]),
      ),
    ) as unknown as z.ZodType<Ratings>,
  conditions: {
    targets: ({ options }) =>
      options.map(({ id, label }) => ({ row: id, label, kind: "number", options: [] })),
    meets(_, value, condition) {
      if (condition.kind !== "number" || condition.row === undefined) return false;
      const point = value[condition.row];
      return point !== undefined && isWithin(point, condition);
    },
    canMeet: ({ options, points }, conditions) =>
      conditions.every(
        (one) => one.kind === "number" && options.some(({ id }) => id === one.row),
      ) &&
      options.every(({ id }) => {
        const ofRow = conditions.filter((one) => one.kind === "number" && one.row === id);
        return canBeWithin(
          [1, points.length],
          ofRow.filter((one) => one.kind === "number"),
        );
      }),
    fault({ options }, condition) {
      if (condition.kind !== "number" || condition.row === undefined) return "unusable";
      return options.some(({ id }) => id === condition.row) ? null : "option";
    },
  },
  chosen: () => [],
  hasCells: false,
  piped: null,
  isOwnWords: false,
  columns: (key, question) =>
    optionNames(key, question).map(({ id, name }) => ({
      name,
      value: ({ value }) => (value as Ratings)[id] ?? "",
    })),
  figures: {
    measure: "rating",
    parts: optionParts,
    points: ({ points }) => points,
    of: ({ options }, value) => options.map(({ id }) => value[id] ?? Number.NaN),
  },
  simulate: ({ options, points }, random) =>
    Object.fromEntries(options.map(({ id }) => [id, 1 + random.below(points.length)])),
};
