import { setImmediate } from "node:timers/promises";
import { and, eq, gt, lte } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { askedScreens } from "@/lib/questionnaire/conditions";
import type { StoredAnswer } from "@/lib/questionnaire/stored-answer";
import type { CountedRespondent } from "./counted-respondents";

/** Rows read at once: few enough that no other request waits longer than about 20 ms. */
const RESPONDENTS_AT_ONCE = 300;

/** Whether the respondent of this number is asked the screen of this key. */
export type IsAsked = (respondent: number, screenKey: string) => boolean;

/**
 * Which screens each respondent is asked. An edit can leave answers to screens that are not asked
 * any more: they are kept, and count nowhere.
 *
 * @param respondents in order of number
 */
export async function readAsked(
  source: { t: Tables; queries: Queries; studyId: string },
  screens: readonly Tables["screen"]["$inferSelect"][],
  respondents: readonly CountedRespondent[],
): Promise<IsAsked> {
  if (screens.every((screen) => screen.showWhen === null)) return () => true;
  const { t, queries, studyId } = source;
  const asked = new Map<number, ReadonlySet<string>>();
  for (let start = 0; start < respondents.length; start += RESPONDENTS_AT_ONCE) {
    const some = respondents.slice(start, start + RESPONDENTS_AT_ONCE);
    const rows = await queries
      .select({
        number: t.respondent.number,
        screenKey: t.questionAnswer.screenKey,
        value: t.questionAnswer.value,
        otherText: t.questionAnswer.otherText,
      })
      .from(t.questionAnswer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.questionAnswer.respondentId))
      .where(
        and(
          eq(t.respondent.studyId, studyId),
          gt(t.respondent.number, some[0].number - 1),
          lte(t.respondent.number, some[some.length - 1].number),
        ),
      );
    const answersOf = new Map<number, Map<string, StoredAnswer>>();
    for (const { number, screenKey, ...answer } of rows) {
      const answers = answersOf.get(number) ?? new Map<string, StoredAnswer>();
      answersOf.set(number, answers.set(screenKey, answer));
    }
    for (const { number, cohortId } of some) {
      const answers = answersOf.get(number) ?? new Map<string, StoredAnswer>();
      const seen = askedScreens(screens, { answers, cohortId });
      asked.set(number, new Set(seen.map((screen) => screen.key)));
    }
    await setImmediate();
  }
  return (respondent, screenKey) => asked.get(respondent)?.has(screenKey) ?? false;
}
