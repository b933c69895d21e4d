import { z } from "zod";
import { methodNames } from "../methods/list";

const id = z.string().min(1).max(100);

/** What is asked of a study. Options are the method's own and checked by its schema. */
export const requestRunInput = z.strictObject({
  studyId: id,
  method: z.enum(methodNames),
  options: z.record(z.string().max(50), z.unknown()).default({}),
  /** A 32-bit whole number. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** The exercise's key; the main one without it. */
  exercise: z.string().min(1).max(100).optional(),
});

export const runInput = z.strictObject({ studyId: id, runId: id });

export const listRunsInput = z.strictObject({ studyId: id });
