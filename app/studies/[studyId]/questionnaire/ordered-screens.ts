import { checksOf, exercisesOf } from "@/db/queries/revision-exercises";
import { isAllocation, isAnchor, isQuestion, namesCohort } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import type { StudyPage } from "../study";
import { conditionText } from "./condition-text";

/** A screen in a list: what kind it is, what it says, and who is shown it. */
export interface OrderedScreen {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  /** Empty for everybody. */
  readonly when: string;
}

/** The screens in their order, as lists name them. */
export function orderedScreens({ content }: StudyPage): OrderedScreen[] {
  const t = translator("studio");
  const exercises = exercisesOf(content);
  return content.screens.map((screen) => {
    const key = screen.key;
    const when = screen.showWhen ? conditionText(screen.showWhen, content) : "";
    const exercise = exercises.find((candidate) => candidate.key === key);
    if (exercise) {
      const { taskCount } = exercise.design ?? exercise.designSettings;
      const { repeats, holdouts } = checksOf(exercise.settings);
      return {
        key,
        kind: t("orderExercise", { tasks: taskCount + repeats + holdouts }),
        text: exercise.settings.title ?? "",
        when,
      };
    }
    if (isQuestion(screen)) {
      const kind = t(namesCohort(screen) ? "orderCohortQuestion" : `order_${screen.settings.type}`);
      return { key, kind, text: screen.settings.text, when };
    }
    if (isAllocation(screen))
      return { key, kind: t("orderAllocation"), text: screen.settings.text, when };
    const text = isAnchor(screen) ? screen.settings.text : "";
    return { key, kind: t("orderAnchor"), text, when };
  });
}
