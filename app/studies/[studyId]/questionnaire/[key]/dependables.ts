import type { RevisionContent } from "@/db/queries/revision-content";
import { isQuestion, namesCohort, optionsOf } from "@/db/schema/screen-settings";
import type { ShowWhen } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
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
    const question = { about: screen.key, label: settings.text };
    if (settings.type === "number") return [{ ...question, options: [] }];
    const options = optionsOf(settings).map(({ id, label }) => ({ id, label }));
    if (options.length === 0) return [];
    if (!namesCohort(screen)) return [{ ...question, options }];
    const label = translator("studio")("conditionCohort");
    const named = cohorts.map(({ id, name }) => ({ id, label: name }));
    return [
      { about: "the-cohort", label, options: named },
      { ...question, options },
    ];
  });
}

/** A screen's conditions as their editor holds them. */
export function editedConditions(showWhen: ShowWhen | null): EditedCondition[] {
  return (showWhen?.conditions ?? []).map((condition) => {
    const { is } = condition;
    if (condition.kind === "cohort") {
      return { about: "the-cohort", is, chosen: condition.cohortIds, value: "" };
    }
    const about = condition.screenKey;
    return condition.kind === "number"
      ? { about, is, chosen: [], value: String(condition.value) }
      : { about, is, chosen: condition.options, value: "" };
  });
}
