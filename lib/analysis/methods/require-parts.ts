import type { ChoiceStudy } from "../study-data/choice-study";
import type { Method, StudyPart } from "./method";

/**
 * Refuses a study that lacks what a method needs, before anything long begins.
 *
 * @throws RangeError naming the part that is missing and what to do
 */
export function requireParts(
  method: Pick<Method, "name" | "needs">,
  study: ChoiceStudy,
  options: { readonly likelihood?: string },
): void {
  const needs = new Set<StudyPart>(method.needs);
  if (options.likelihood === "pair") needs.add("whole tasks");
  for (const part of needs) {
    const missing = whatIsMissing(part, study, method.name);
    if (missing !== null) throw new RangeError(missing);
  }
}

function whatIsMissing(part: StudyPart, study: ChoiceStudy, name: string): string | null {
  switch (part) {
    case "whole tasks":
      return study.halfTasks
        ? `${study.halfTasks.first} has no best or no worst: methods logit and latent-class take that, ` +
            `with the likelihood sequential or tricked; ${name === "logit" || name === "latent-class" ? "the likelihood pair" : name} needs both.`
        : null;
    case "two cohorts": {
      const empty = study.cohortNames.find((_, cohort) => !study.data.cohort.includes(cohort));
      if (study.cohortNames.length < 2) return `${name} compares cohorts: name two or more.`;
      return empty === undefined
        ? null
        : `Nobody in cohort “${empty}” answered a task: leave it out.`;
    }
    case "utilities":
      return null;
    case "anchors":
      return study.anchors ? null : `${name} needs answers about an anchor; none were asked.`;
    case "checks":
      return study.checks
        ? null
        : `${name} needs repeated or holdout tasks; none were asked or answered.`;
    case "allocations":
      return study.allocations?.length
        ? null
        : `${name} needs an allocation over the items; none was asked.`;
    case "questions":
      return study.questions?.length
        ? null
        : `${name} needs further questions; none were asked or answered.`;
  }
}
