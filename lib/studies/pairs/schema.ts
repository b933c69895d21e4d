import { z } from "zod";
import { MAX_REASON } from "@/lib/questionnaire/limits";
import { editSnapshotInput, id, listName, words } from "../draft/schema";

/** As many pairs as anybody thinks about one by one. */
const MAX_PAIRS = 200;

export const saveSuspectPairsInput = z.strictObject({
  studyId: id,
  list: listName.default(null),
  seen: editSnapshotInput.optional(),
  /**
   * All that is decided about pairs of this list; what is left out, or has an empty decision, is
   * undecided.
   */
  pairs: z
    .array(
      z.strictObject({
        one: z.number().int().min(1).nullable(),
        other: z.number().int().min(1).nullable(),
        decision: z.enum(["", "synonym", "substitute", "dismissed"]),
        reason: words.max(MAX_REASON).default(""),
      }),
    )
    .max(MAX_PAIRS),
});
