import { z } from "zod";
import { editSnapshotInput, id, screenKey, seed } from "../draft/schema";

/** Asked for one exercise; the main one where none is named. */
export const requestDesignInput = z.strictObject({ studyId: id, exercise: screenKey.optional() });

export const saveDesignSettingsInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  exercise: screenKey.optional(),
  /** Two leave nothing between best and worst; more than ten do not fit a screen. */
  itemsPerTask: z.number().int().min(3).max(10),
  taskCount: z.number().int().min(1).max(60),
  versionCount: z.number().int().min(1).max(2_000),
  seed,
  prohibitedPairs: z.array(z.tuple([z.number().int().min(1), z.number().int().min(1)])).max(500),
});

export const jobInput = z.strictObject({ studyId: id, jobId: id });
