import type { ResponseMode } from "@/db/schema/fielding";
import type { ExerciseSettings } from "@/db/schema/study-content";
import type { ShownTask } from "../interview/interview";
import type { FormTask } from "./task-form";

/** The response modes that an exercise offers, its usual one first. */
export function responseModes({ asking = "together" }: ExerciseSettings): readonly ResponseMode[] {
  return asking === "respondent" ? ["together", "two-step"] : [asking];
}

/** What the respondent chose where they can, else the exercise's own. */
export function responseModeOf(
  settings: ExerciseSettings,
  chosen: ResponseMode | null,
): ResponseMode {
  const modes = responseModes(settings);
  return modes.find((mode) => mode === chosen) ?? modes[0];
}

/** What a task's form is read against. */
export function formTask({ exercise, shown }: ShownTask): FormTask {
  const { bestLabel, worstLabel } = exercise.texts;
  const labelOf = (item: number) =>
    exercise.items.find(({ number }) => number === item)?.label ?? String(item);
  return {
    shown,
    responseModes: responseModes(exercise.settings),
    hasAnchor: Boolean(exercise.settings.anchor),
    words: { bestLabel, worstLabel, labelOf },
  };
}
