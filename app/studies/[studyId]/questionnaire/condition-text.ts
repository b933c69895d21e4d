import type { RevisionContent } from "@/db/queries/revision-content";
import { isQuestion, optionsOf } from "@/db/schema/screen-settings";
import type { ShowCondition, ShowWhen } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";

/** Who is shown a screen, in a sentence: "“Where do you work?” is Europe or Asia". */
export function conditionText(
  { match, conditions }: ShowWhen,
  content: Pick<RevisionContent, "screens" | "cohorts">,
): string {
  const t = translator("studio");
  return conditions
    .map((condition) => oneText(condition, content))
    .join(` ${t(match === "all" ? "conditionAnd" : "conditionOr")} `);
}

function oneText(
  condition: ShowCondition,
  { screens, cohorts }: Pick<RevisionContent, "screens" | "cohorts">,
): string {
  const t = translator("studio");
  if (condition.kind === "cohort") {
    const names = cohorts
      .filter(({ id }) => condition.cohortIds.includes(id))
      .map((cohort) => cohort.name);
    const values = { question: t("conditionCohort"), answers: names.join(` ${t("conditionOr")} `) };
    return t(`condition_${condition.is}`, values);
  }
  const screen = screens.find(({ key }) => key === condition.screenKey);
  const isKnown = screen !== undefined && isQuestion(screen);
  const asked = isKnown ? `“${screen.settings.text}”` : condition.screenKey;
  if (condition.kind !== "answer") {
    const row = "row" in condition ? condition.row : undefined;
    const rows = isKnown ? optionsOf(screen.settings) : [];
    const label = rows.find(({ id }) => id === row)?.label ?? row;
    const question = label === undefined ? asked : `${asked}: ${label}`;
    return t(`condition_${condition.is}`, { question, answers: String(condition.value) });
  }
  const options = isKnown ? optionsOf(screen.settings) : [];
  const answers = condition.options.map(
    (id) => options.find((option) => option.id === id)?.label ?? id,
  );
  const values = { question: asked, answers: answers.join(` ${t("conditionOr")} `) };
  return t(`condition_${condition.is}`, values);
}
