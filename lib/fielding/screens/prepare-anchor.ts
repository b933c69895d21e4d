import { requireExercise } from "../interview/interview";
import type { ReadyToSave, Saving } from "../interview/saving";
import { readDirectAnchor } from "../interview/schema";
import type { Step } from "../interview/sequence";
import { amountsToSave } from "./prepare-allocation";

/** Reads a direct anchor's form: each item of the exercise's list is important, or it is not. */
export async function prepareAnchor(
  saving: Saving,
  step: Extract<Step, { kind: "anchor" }>,
): Promise<ReadyToSave> {
  const { interview, form } = saving;
  const { items } = requireExercise(interview.content, step.screen.settings.exercise);
  return amountsToSave(saving, step, items, readDirectAnchor(items, form));
}
