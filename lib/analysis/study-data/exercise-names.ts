import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { translator } from "@/lib/i18n/translator";

/** What an exercise is called on researchers' screens and in their files. */
export function exerciseTitle({ mark, settings }: RevisionExercise): string {
  return settings.title || mark || translator("studio")("mainExercise");
}

/** Titles by key, for sentences that say which exercise is meant. */
export type ExerciseNames = ReadonlyMap<string, string>;

/** Empty where there is only one exercise: it needs no name. */
export function exerciseNames(exercises: readonly RevisionExercise[]): ExerciseNames {
  if (exercises.length < 2) return new Map();
  return new Map(exercises.map((exercise) => [exercise.key, exerciseTitle(exercise)]));
}
