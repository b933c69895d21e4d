import { z } from "zod";
import { editSnapshotInput, id, screenKey, words } from "../draft/schema";

/** More than any table of quotas that a person keeps in view. */
export const MAX_QUOTAS = 300;

const quotaConditions = z.strictObject({
  /** Any of these; all when empty. */
  cohortIds: z.array(id).max(6),
  /** All of these questions, each with any of these answers. */
  answers: z
    .array(z.strictObject({ screenKey, options: z.array(z.string().max(200)).min(1).max(250) }))
    .max(10),
});

export const saveQuotasInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** All quotas in the order of tables. An id keeps a quota and its places; without one it is new. */
  quotas: z
    .array(
      z.strictObject({
        id: id.nullable(),
        name: words.min(1).max(200),
        /** The most interviews that may hold a place; none closes the quota. */
        size: z.number().int().min(0).max(1_000_000),
        conditions: quotaConditions,
      }),
    )
    .max(MAX_QUOTAS),
});
