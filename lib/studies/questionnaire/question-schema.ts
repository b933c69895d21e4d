import { z } from "zod";
import {
  editSnapshotInput,
  hint,
  id,
  optionLabel,
  screenKey,
  sentence,
  shortLabel,
} from "../draft/schema";

const conditionOptions = z.array(z.string().min(1).max(200)).min(1).max(250);
const is = z.enum(["one-of", "none-of"]);

/** When a screen is shown; null for always. */
export const showWhen = z
  .strictObject({
    match: z.enum(["all", "any"]),
    conditions: z
      .array(
        z.discriminatedUnion("kind", [
          z.strictObject({
            kind: z.literal("answer"),
            screenKey,
            is,
            options: conditionOptions,
          }),
          z.strictObject({
            kind: z.literal("number"),
            screenKey,
            is: z.enum(["at-least", "at-most"]),
            value: z.number(),
          }),
          z.strictObject({ kind: z.literal("cohort"), is, cohortIds: z.array(id).min(1).max(6) }),
        ]),
      )
      .min(1)
      .max(12),
  })
  .nullable();

const words = { text: sentence.min(1), hint, required: z.boolean() };

const options = {
  options: z
    .array(
      z.strictObject({
        /** Null for a new one. */
        id: z.string().max(200).nullable().default(null),
        label: optionLabel,
        exclusive: z.boolean().default(false),
        other: z.boolean().default(false),
        pinned: z.boolean().default(false),
        /** This answer ends the interview. */
        leadsOut: z.boolean().default(false),
      }),
    )
    .max(250),
  optionOrder: z.enum(["fixed", "random"]).default("fixed"),
};

/** A question as its editor sends it. */
export const editedQuestion = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("single"), ...words, ...options }),
  z.strictObject({ type: z.literal("multiple"), ...words, ...options }),
  z.strictObject({
    type: z.literal("ranked"),
    ...words,
    ...options,
    topN: z.number().int().min(1).max(20),
  }),
  z.strictObject({
    type: z.enum(["constant-sum", "percentage"]),
    ...words,
    ...options,
    total: z.number().int().min(10).max(1_000_000),
  }),
  z.strictObject({
    type: z.literal("number"),
    ...words,
    unit: shortLabel.max(40),
    minimum: z.number().min(-1e12).max(1e12).nullable(),
    maximum: z.number().min(-1e12).max(1e12).nullable(),
    decimals: z.number().int().min(0).max(6),
  }),
  z.strictObject({
    type: z.literal("text"),
    ...words,
    /** Far below the 64 kB of a form, in any script. */
    maxLength: z.number().int().min(1).max(4_000),
  }),
]);

export const savedQuestion = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** The key of the question that is edited; null for a new one. */
  screen: screenKey.nullable(),
  /** Its name in exports from now on; made up where it is left empty. */
  key: z.union([screenKey, z.literal("")]),
  /** Where a new one comes; one that exists keeps its place. */
  place: z.enum(["first", "before-tasks", "last"]),
  question: editedQuestion,
  showWhen,
});

export const removedQuestion = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  screen: screenKey,
});

/** Rules of the question that names the cohort, in the order they are tried. */
export const savedCohortRules = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  rules: z
    .array(
      z.strictObject({
        when: showWhen.transform((when, context) => {
          if (when) return when;
          context.addIssue({ code: "custom", params: { key: "ruleWithoutCondition" } });
          return z.NEVER;
        }),
        outcome: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("cohort"), cohortId: id }),
          z.strictObject({ kind: z.literal("screened-out") }),
        ]),
      }),
    )
    .max(30),
});

export const savedShowWhen = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  screen: screenKey,
  showWhen,
});
