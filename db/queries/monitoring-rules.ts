import type { MonitoringRules } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";

/**
 * The rules a new study begins with, and by which answers are read that came before any were set.
 * Fit asks for half of the random answerers, not the custom of 19 in 20: on 13 tasks of 4 the custom
 * would flag 44 % of sincere respondents with moderate preferences, this flags 7 %.
 */
export const USUAL_RULES: MonitoringRules = {
  straightLining: 0.8,
  speeding: 0.5,
  fit: { randomCaught: 0.5 },
  gibberish: true,
  duplicates: true,
  looks: [50, 100, 200, 400, 800],
};

/** The rules that answers to a revision are held to. */
export function rulesOf(
  revision: Pick<Tables["revision"]["$inferSelect"], "monitoring">,
): MonitoringRules {
  return revision.monitoring ?? USUAL_RULES;
}
