import type { Asking } from "@/db/schema/fielding";
import type { ExerciseSettings } from "@/db/schema/study-content";
import type { ShownTask } from "../interview/interview";
import type { AskedTask } from "./task-form";

/** The ways an exercise can be asked, its usual one first. */
export function waysOf({ asking = "together" }: ExerciseSettings): readonly Asking[] {
  return asking === "respondent" ? ["together", "two-step"] : [asking];
}

/** How a respondent is asked: the way they chose where they can, else the exercise's. */
export function askingOf(settings: ExerciseSettings, chosen: Asking | null): Asking {
  const ways = waysOf(settings);
  return ways.find((way) => way === chosen) ?? ways[0];
}

/** What a task's form is read against. */
export function askedTask({ exercise, shown }: ShownTask): AskedTask {
  const { bestLabel, worstLabel } = exercise.texts;
  const labelOf = (item: number) =>
    exercise.items.find(({ number }) => number === item)?.label ?? String(item);
  return {
    shown,
    ways: waysOf(exercise.settings),
    hasAnchor: Boolean(exercise.settings.anchor),
    words: { bestLabel, worstLabel, labelOf },
  };
}
