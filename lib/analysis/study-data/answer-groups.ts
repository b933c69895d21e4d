import type { OptionsScreen } from "@/db/schema/screen-settings";
import { chosenIn } from "@/lib/questionnaire/conditions";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { IsAsked } from "./asked-screens";

/** What has to be known of somebody to say to which group they belong. */
interface Known {
  readonly cohortId: string | null;
  readonly isAsked: IsAsked;
  readonly answers: readonly (StoredAnswer & { readonly screenKey: string })[];
}

/** The groups that are compared with each other: a study's cohorts, or the answers to a question. */
export interface AnswerGroups {
  readonly count: number;
  /** The keys of the questions whose answers tell the groups apart. */
  readonly questions: readonly string[];
  /** The index of somebody's group; null for who belongs to none and is left out. */
  of(known: Known): number | null;
}

/** @param cohortIds by group; null for everybody in a study that has no cohorts */
export function cohortGroups(cohortIds: readonly (string | null)[]): AnswerGroups {
  const indexOf = new Map(cohortIds.map((id, index) => [id, index]));
  return {
    count: cohortIds.length,
    questions: [],
    of: ({ cohortId }) => indexOf.get(cohortId) ?? null,
  };
}

/** A question whose answers are groups: one for each of these options, or who chose one and who did not. */
export interface GroupingQuestion {
  readonly screen: OptionsScreen;
  readonly by:
    | { readonly kind: "options"; readonly ids: readonly string[] }
    | { readonly kind: "chose or not"; readonly id: string };
}

/** The groups that one question makes, or several crossed: the last one's vary fastest. */
export function questionGroups(questions: readonly GroupingQuestion[]): AnswerGroups {
  return {
    count: questions.reduce((count, question) => count * groupCount(question), 1),
    questions: questions.map(({ screen }) => screen.key),
    of: ({ isAsked, answers }) =>
      questions.reduce<number | null>((before, question) => {
        const { key, settings } = question.screen;
        const answer = answers.find(({ screenKey }) => screenKey === key);
        if (before === null || !answer || !isAsked(key)) return null;
        const chosen = chosenIn({ question: settings, value: answer.value });
        const own = groupOf(question, chosen);
        return own === null ? null : before * groupCount(question) + own;
      }, 0),
  };
}

export function groupCount({ by }: GroupingQuestion): number {
  return by.kind === "options" ? by.ids.length : 2;
}

/** Who did not choose is the second of two. */
function groupOf({ by }: GroupingQuestion, chosen: readonly string[]): number | null {
  if (by.kind === "chose or not") return chosen.includes(by.id) ? 0 : 1;
  const index = by.ids.findIndex((id) => chosen.includes(id));
  return index < 0 ? null : index;
}
