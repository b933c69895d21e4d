import type { QuotaConditions } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { QuotaList } from "@/lib/studies/quotas/list-quotas";

/** A quota's conditions in words: "PMO leaders · Region: Europe or Africa". */
export function quotaAudience(
  { cohortIds, answers }: QuotaConditions,
  { cohorts, questions }: Pick<QuotaList, "cohorts" | "questions">,
): string {
  const t = translator("quotas");
  const named = cohortIds.map((id) => cohorts.find((cohort) => cohort.id === id)?.name);
  const said = answers.map(({ screenKey, options }) => {
    const question = questions.find(({ key }) => key === screenKey);
    const labels = options.map((id) => question?.options.find((one) => one.id === id)?.label);
    if (!question || labels.includes(undefined)) return undefined;
    return t("anyOf", { question: question.text, answers: oneOf(labels as string[]) });
  });
  if ([...named, ...said].includes(undefined)) return t("gone");
  const parts = [...(named.length > 0 ? [oneOf(named as string[])] : []), ...said];
  return parts.length > 0 ? parts.join(" · ") : t("everybody");
}

/** What a quota is called as long as nobody names it: "PMO leaders · Europe or Africa". */
export function usualQuotaName(
  { cohortIds, answers }: QuotaConditions,
  { cohorts, questions }: Pick<QuotaList, "cohorts" | "questions">,
): string {
  const options = new Map(
    questions.flatMap((question) =>
      question.options.map(({ id, label }) => [`${question.key} ${id}`, label] as const),
    ),
  );
  const parts = [
    cohortIds.map((id) => cohorts.find((cohort) => cohort.id === id)?.name ?? id),
    ...answers.map((one) => one.options.map((id) => options.get(`${one.screenKey} ${id}`) ?? id)),
  ].filter((words) => words.length > 0);
  return parts.length > 0 ? parts.map(oneOf).join(" · ") : translator("quotas")("everybody");
}

/** "Europe, Asia or Africa". */
function oneOf(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words);
}
