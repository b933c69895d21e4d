import { z } from "zod";
import { id, words } from "../draft/schema";

export const publishRevisionInput = z.strictObject({
  studyId: id,
  /** Why it was made, for those who read the record later. */
  note: words.min(1).max(500),
});
