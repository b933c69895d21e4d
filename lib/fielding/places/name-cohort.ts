import type { Tables } from "@/db/schema/tables";
import { InvalidInput } from "@/lib/errors";
import { cohortDeciders, cohortOutcome } from "@/lib/questionnaire/cohort-outcome";
import type { StoredAnswers } from "@/lib/questionnaire/types/stored-answer";
import type { Interview } from "../interview/interview";
import type { Step } from "../interview/sequence";

/**
 * What an answer changes of the respondent's cohort: nothing, unless it is one of those that decide
 * it and the question that names the cohort has been answered.
 *
 * @param answers with the one that is being saved
 * @throws InvalidInput for an edit that would change the cohort once a version was given within it
 */
export function nameCohort(
  { content, respondent, versions }: Pick<Interview, "content" | "respondent" | "versions">,
  step: Step,
  answers: StoredAnswers,
): Partial<Tables["respondent"]["$inferSelect"]> {
  if (step.kind !== "question" || !cohortDeciders(content.screens).has(step.screen.key)) return {};
  const outcome = cohortOutcome(content.screens, answers);
  if (outcome === null) return {};
  const cohortId = outcome.kind === "cohort" ? outcome.cohortId : null;
  if (versions.size > 0 && cohortId !== respondent.cohortId) {
    throw new InvalidInput([{ path: "answer", key: "cohortStays" }]);
  }
  return cohortId === null ? { state: "screened-out", cohortId } : { state: "active", cohortId };
}
