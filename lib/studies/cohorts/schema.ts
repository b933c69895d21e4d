import { z } from "zod";
import { editSnapshotInput, hint, id, optionLabel, sentence, words } from "../draft/schema";

export const saveCohortsInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** In the order of charts and exports. Six colours and shapes can be told apart. */
  cohorts: z.array(z.strictObject({ id: id.nullable(), name: words.min(1).max(80) })).max(6),
  /** The question whose answers put a respondent into a cohort; null for none yet. */
  screener: z
    .strictObject({
      text: sentence.min(1),
      hint,
      optionOrder: z.enum(["fixed", "random"]).default("fixed"),
      options: z
        .array(
          z.strictObject({
            /** Null for a new one. */
            id: z.string().max(200).nullable().default(null),
            label: optionLabel,
            other: z.boolean().default(false),
            pinned: z.boolean().default(false),
            /** The place of a cohort in the list above, from 0. */
            leadsTo: z.union([z.number().int().min(0), z.literal("screened-out"), z.null()]),
          }),
        )
        .max(60),
    })
    .nullable(),
});
