import { ActionForm } from "@/app/_ui/action-form";
import { exercisesOf, mainFirst } from "@/db/queries/revision-exercises";
import { isAnchor } from "@/db/schema/screen-settings";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { exerciseParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import type { StudyPage } from "../study";
import { AnchorFields } from "./anchor-fields";
import { save } from "./exercise-actions";
import { ExerciseFields } from "./exercise-fields";

/** Exercises, mirrors and anchors, saved by themselves. */
export function ExerciseForm({ page: { study, content } }: { page: StudyPage }) {
  const t = translator("studio");
  const exercises = exercisesOf(content).toSorted(mainFirst);
  const titled = exercises.map((exercise) => ({
    key: exercise.key,
    title: exerciseTitle(exercise),
    isMirror: exercise.settings.mirror !== undefined,
  }));
  const anchors = content.screens.filter(isAnchor);
  return (
    <ActionForm
      action={save.bind(null, study.id)}
      words={formWords(t("saveExercises"))}
      seen={editSnapshot(exerciseParts(content))}
    >
      <ExerciseFields
        exercises={exercises.map(({ key, mark, settings }) => ({
          key,
          kind: settings.mirror ? "mirror" : mark ? "own" : "main",
          settings,
        }))}
        parts={{
          lists: content.lists.map(({ name }) => name),
          cohorts: content.cohorts.map(({ id, name }) => ({ id, name })),
          mirrored: titled.filter(({ isMirror }) => !isMirror),
        }}
        texts={content.revision.texts}
      />
      <AnchorFields
        anchors={anchors.map(({ key, settings }) => ({ key, ...settings }))}
        exercises={titled}
      />
    </ActionForm>
  );
}
