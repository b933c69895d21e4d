import { requireExercise } from "./interview";
import { amountsToSave } from "./prepare-allocation";
import type { ReadyToSave, Saving } from "./saving";
import { readJudgements } from "./schema";
import type { Step } from "./sequence";

/** Reads a direct anchor's form: each item of the exercise's list is important, or it is not. */
export async function prepareAnchor(
  saving: Saving,
  step: Extract<Step, { kind: "anchor" }>,
): Promise<ReadyToSave> {
  const { interview, form } = saving;
  const { items } = requireExercise(interview.content, step.screen.settings.exercise);
  return amountsToSave(saving, step, items, readJudgements(items, form));
}
