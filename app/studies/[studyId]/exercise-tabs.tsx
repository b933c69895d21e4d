import { ChoiceLink } from "@/app/_ui/choice-link";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";

/** The address of a page that is about one exercise at a time. */
export function exercisePath(path: string, { mark }: RevisionExercise): string {
  return mark ? `${path}?exercise=${encodeURIComponent(mark)}` : path;
}

/** Which of a study's exercises a page is about, chosen by its address. */
export function ExerciseTabs({
  exercises,
  chosen,
  hrefOf,
}: {
  exercises: readonly RevisionExercise[];
  /** The key of one of them. */
  chosen: string | null;
  hrefOf: (exercise: RevisionExercise) => string;
}) {
  return (
    <nav aria-label={translator("studio")("exercisesNav")}>
      <ul className="flex flex-wrap gap-1.5">
        {exercises.map((exercise) => (
          <li key={exercise.key}>
            <ChoiceLink href={hrefOf(exercise)} isChosen={exercise.key === chosen}>
              {exerciseTitle(exercise)}
            </ChoiceLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
