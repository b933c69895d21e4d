import type { RevisionContent } from "@/db/queries/revision-content";
import { isQuestion, namesCohort } from "@/db/schema/screen-settings";
import type { ShowWhen } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { Dependable, EditedCondition } from "./show-when-fields";

/** What the screens before a place have asked that a condition can be about. */
export function dependablesBefore(
  { screens, cohorts }: Pick<RevisionContent, "screens" | "cohorts">,
  /** Its key; null for a screen that comes after all others it may depend on. */
  key: string | null,
): Dependable[] {
  const at = screens.findIndex((screen) => screen.key === key);
  const earlier = at < 0 ? screens : screens.slice(0, at);
  return earlier.filter(isQuestion).flatMap((screen): Dependable[] => {
    const { settings } = screen;
    const targets = typeOf(settings).conditions?.targets(settings) ?? [];
    const questions = targets.map(({ row, label, kind, options }): Dependable => {
      return {
        about: row === null ? screen.key : `${screen.key}.${row}`,
        label: label === "" ? settings.text : `${settings.text}: ${label}`,
        kind,
        options: options.map(({ id, label }) => ({ id, label })),
      };
    });
    if (!namesCohort(screen) || questions.length === 0) return questions;
    const label = translator("studio")("conditionCohort");
    const named = cohorts.map(({ id, name }) => ({ id, label: name }));
    return [{ about: "the-cohort", label, kind: "answer", options: named }, ...questions];
  });
}

/** A screen's conditions as their editor holds them. */
export function editedConditions(showWhen: ShowWhen | null): EditedCondition[] {
  return (showWhen?.conditions ?? []).map((condition) => {
    const { is } = condition;
    if (condition.kind === "cohort") {
      return { about: "the-cohort", is, chosen: condition.cohortIds, value: "" };
    }
    const { screenKey } = condition;
    if (condition.kind === "answer") {
      return { about: screenKey, is, chosen: condition.options, value: "" };
    }
    const row = "row" in condition ? condition.row : undefined;
    const about = row === undefined ? screenKey : `${screenKey}.${row}`;
    return { about, is, chosen: [], value: String(condition.value) };
  });
}
