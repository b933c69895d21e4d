import { z } from "zod";
import { editSnapshotInput, id, words } from "../draft/schema";

export const publishRevisionInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** Why it was made, for those who read the record later. */
  note: words.min(1).max(500),
  /** Whether new words mean what those before did, for each that is to be decided. */
  meanings: z
    .array(z.strictObject({ subject: z.string().min(1).max(100), keeps: z.boolean() }))
    .max(1_000)
    .default([]),
});
