import { z } from "zod";
import { editSnapshotInput, id } from "../draft/schema";

/** A share of something; none and all of it would not be a rule. */
const ruleShare = z.number().min(0.01).max(0.99);

export const saveQualityRulesInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** Below half of the tasks one position is the most frequent by chance. */
  straightLining: z.number().min(0.5).max(1).nullable(),
  speeding: ruleShare.nullable(),
  fit: z.strictObject({ randomCaught: ruleShare }).nullable(),
  gibberish: z.boolean(),
  duplicates: z.boolean(),
  /** Judged as one: they are typed into one field. Two respondents are the least with an interval. */
  looks: z
    .array(z.custom<number>())
    .max(12)
    .refine((looks) => looks.every((n) => Number.isInteger(n) && n >= 2 && n <= 1_000_000), {
      params: { key: "wrongLooks" },
    }),
});
