import { parse } from "@/lib/errors";
import { requireExercise } from "./interview";
import { amountsToSave } from "./prepare-allocation";
import type { ReadyToSave, Saving } from "./saving";
import { anchorForm } from "./schema";
import type { Step } from "./sequence";

/** Reads a direct anchor's form: each item of the exercise's list is important, or it is not. */
export async function prepareAnchor(
  saving: Saving,
  { screen }: Extract<Step, { kind: "anchor" }>,
): Promise<ReadyToSave> {
  const { interview, form } = saving;
  const { items } = requireExercise(interview.content, screen.settings.exercise);
  const shown = items.map((item) => item.number);
  const labelOf = (item: number) => items.find(({ number }) => number === item)?.label ?? "";
  return amountsToSave(saving, screen.key, shown, parse(anchorForm(shown, labelOf), form));
}
