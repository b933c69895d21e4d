import type { Tables } from "@/db/schema/tables";
import { askedScreens } from "@/lib/questionnaire/conditions";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";

/** Whether somebody is asked the screen of this key. */
export type IsAsked = (screenKey: string) => boolean;

/** What has to be known of a respondent. */
interface Known {
  readonly cohortId: string | null;
  readonly answers: Iterable<StoredAnswer & { readonly screenKey: string }>;
}

/**
 * Who is asked what. An edit can leave answers to screens that are not asked any more: they are kept,
 * count in no figure and stand in no file.
 */
export interface AskedScreens {
  /** Whether it hangs on answers: without conditions everybody is asked everything. */
  readonly looksBack: boolean;
  of(known: Known): IsAsked;
}

/** @param screens the questionnaire in order */
export function askedOf(screens: readonly Tables["screen"]["$inferSelect"][]): AskedScreens {
  if (screens.every(({ showWhen }) => showWhen === null)) {
    return { looksBack: false, of: () => () => true };
  }
  return {
    looksBack: true,
    of: ({ cohortId, answers }) => {
      const byKey = new Map<string, StoredAnswer>();
      for (const answer of answers) byKey.set(answer.screenKey, answer);
      const asked = askedScreens(screens, { answers: byKey, cohortId });
      const keys = new Set(asked.map(({ key }) => key));
      return (screenKey) => keys.has(screenKey);
    },
  };
}
