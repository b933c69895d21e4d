import { z } from "zod";
import type { QuestionOptions, QuestionType, QuestionTypes } from "@/db/schema/study-content";
import { isQuestionType, QUESTION_TYPES, questionTypes } from "@/lib/questionnaire/types/list";
import type { OwnSettings } from "@/lib/questionnaire/types/own-fields";
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
const bound = z.enum(["at-least", "at-most"]);

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
            is: bound,
            value: z.number(),
            row: z.string().min(1).max(200).optional(),
          }),
          z.strictObject({
            kind: z.literal("date"),
            screenKey,
            is: bound,
            value: z.iso.date(),
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

type EditedOptions = z.output<z.ZodObject<typeof options>>;

/** A question as its editor sends it: words, options where its type has them, and what is its own. */
export type EditedQuestion = {
  [Type in QuestionType]: { type: Type } & z.output<z.ZodObject<typeof words>> &
    OwnSettings<QuestionTypes[Type]> &
    (QuestionTypes[Type] extends QuestionOptions ? EditedOptions : unknown);
}[QuestionType];

const ofEachType = QUESTION_TYPES.map((type) => {
  const { ownSettings, marks } = questionTypes[type];
  const shape = {
    type: z.literal(type),
    ...words,
    ...(marks ? options : {}),
    ...ownSettings(shortLabel),
  };
  return z.strictObject(shape);
});

/** The type decides what else is read, so one that is not known is told by itself. */
const knownType = z.unknown().transform((question, context) => {
  const { type } = (question ?? {}) as { type?: unknown };
  if (typeof type === "string" && isQuestionType(type)) return question;
  const values = { type: String(type ?? ""), known: QUESTION_TYPES.join(", ") };
  const params = { key: "unknownQuestionType", values };
  context.addIssue({ code: "custom", path: ["type"], params });
  return z.NEVER;
});

export const editedQuestion = knownType.pipe(
  z.discriminatedUnion("type", ofEachType as [(typeof ofEachType)[number]]),
) as unknown as z.ZodType<EditedQuestion, SentQuestion>;

/** What is told of a question, as far as somebody tells it: the schema says what is missing. */
export type SentQuestion = {
  type: string;
  options?: Partial<EditedOptions["options"][number]>[];
} & Record<string, unknown>;

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
