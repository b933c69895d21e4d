import type { FieldPlan } from "@/db/queries/field-plan";
import type { RevisionContent } from "@/db/queries/revision-content";
import { canMeetQuota, reachableCohorts } from "@/lib/questionnaire/possible";
import { screeningQuestions } from "@/lib/questionnaire/screening";

/** A line of the launch gate about quotas. */
export interface QuotaLine {
  readonly severity: "error" | "warning";
  readonly code: "quotaImpossible" | "cohortWithoutQuota" | "quotasBelowSoftLaunch";
  readonly values: Record<string, string | number>;
  readonly part: "quotas";
}

/** What is wrong or doubtful about a study's quotas before its launch. */
export function quotaLines(content: RevisionContent, plan: FieldPlan): QuotaLine[] {
  const { cohorts, screens } = content;
  const { quotas, softLaunchCompletes } = plan;
  if (quotas.length === 0) return [];
  const ids = cohorts.map(({ id }) => id);
  const reachable = reachableCohorts(screens, ids, plan.presetCohortIds);
  const lines: QuotaLine[] = [];
  const part = "quotas";
  for (const { name, conditions } of quotas) {
    if (!canMeetQuota(conditions, screens, reachable)) {
      lines.push({ severity: "error", code: "quotaImpossible", values: { name }, part });
    }
  }
  for (const { id, name } of cohorts) {
    const isLimited = quotas.some(
      ({ conditions: { cohortIds } }) => cohortIds.length === 0 || cohortIds.includes(id),
    );
    if (reachable.includes(id) && !isLimited) {
      lines.push({ severity: "warning", code: "cohortWithoutQuota", values: { name }, part });
    }
  }
  const places = mostPlaces(content, plan, reachable);
  if (softLaunchCompletes !== null && places < softLaunchCompletes) {
    const values = { places, completes: softLaunchCompletes };
    lines.push({ severity: "warning", code: "quotasBelowSoftLaunch", values, part });
  }
  return lines;
}

/** No more interviews than these find places; infinite where some kind of interview has no limit. */
function mostPlaces(
  { screens }: RevisionContent,
  { quotas }: FieldPlan,
  reachable: readonly string[],
): number {
  const required = screeningQuestions(screens).filter(
    ({ settings, showWhen }) => settings.required && showWhen === null,
  );
  const placesOf = (cohortId: string) => {
    const own = quotas.filter(
      ({ conditions: { cohortIds } }) => cohortIds.length === 0 || cohortIds.includes(cohortId),
    );
    const whole = own.filter(({ conditions }) => conditions.answers.length === 0);
    // Quotas over one question limit the cohort when they leave none of its answers out.
    const divided = required.flatMap(({ key, settings }) => {
      const cells = own.filter(
        ({ conditions: { answers } }) => answers.length === 1 && answers[0].screenKey === key,
      );
      const limited = new Set(cells.flatMap(({ conditions }) => conditions.answers[0].options));
      return settings.options.every(({ id }) => limited.has(id)) ? [sizeOf(cells)] : [];
    });
    return Math.min(Number.POSITIVE_INFINITY, ...whole.map(({ size }) => size), ...divided);
  };
  const open = quotas.filter(
    ({ conditions: { cohortIds, answers } }) => cohortIds.length === 0 && answers.length === 0,
  );
  const byCohort = reachable.reduce((sum, id) => sum + placesOf(id), 0);
  return Math.min(byCohort, ...open.map(({ size }) => size));
}

function sizeOf(quotas: FieldPlan["quotas"]): number {
  return quotas.reduce((sum, { size }) => sum + size, 0);
}
