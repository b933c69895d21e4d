import type { Tables } from "@/db/schema/tables";
import { chosenIn } from "@/lib/questionnaire/conditions";
import { isFilter } from "@/lib/questionnaire/screening";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import { askedOf, type IsAsked } from "./asked-screens";
import type { CountedRespondent } from "./counted-respondents";
import { type Interviews, interviewsOf, type StudyRows } from "./study-rows";

/** By the key of a question: the option ids that count. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** A respondent who counts, which screens they were asked, and what they answered. */
export interface CountedInterview extends CountedRespondent {
  readonly isAsked: IsAsked;
  /** Of the questions that were wanted, and of others that were read to know who counts. */
  readonly answers: readonly (StoredAnswer & { readonly screenKey: string })[];
}

/** Answers read at once: few enough that no other request waits longer than about 20 ms. */
const ANSWERS_AT_ONCE = 2_000;

/**
 * Those of the respondents whose answers hold every filter, some at a time, in their order. One of the
 * options that count has to be chosen; who was not asked does not pass.
 *
 * @param screens of the revision, in order
 * @param questions the keys of those whose answers are wanted
 * @param tasksEach the tasks that one interview has
 */
export async function* countedInterviews(
  rows: StudyRows,
  input: {
    screens: readonly Tables["screen"]["$inferSelect"][];
    respondents: readonly CountedRespondent[];
    filters: Filters;
    questions: readonly string[];
    tasksEach: number;
  },
): AsyncGenerator<Interviews<CountedInterview>, void> {
  const { screens, filters } = input;
  const asked = askedOf(screens);
  const filtering = screens.filter(isFilter).filter(({ key }) => filters[key]);
  const size = Math.max(1, Math.floor(ANSWERS_AT_ONCE / Math.max(1, input.tasksEach)));
  const keys = asked.looksBack
    ? undefined
    : [...new Set([...filtering.map(({ key }) => key), ...input.questions])];
  for (const some of interviewsOf(rows, input.respondents, size)) {
    if (keys?.length === 0) {
      const isAsked = asked.of({ cohortId: null, answers: [] });
      yield some.map((respondent) => ({ ...respondent, isAsked, answers: [] }));
      continue;
    }
    const answersOf = await some.questions(["screenKey", "value", "otherText"], keys);
    yield some.map((respondent) => {
      const answers = answersOf(respondent.id);
      const isAsked = asked.of({ cohortId: respondent.cohortId, answers });
      const passes = filtering.every(({ key, settings }) => {
        const answer = answers.find(({ screenKey }) => screenKey === key);
        if (!answer || !isAsked(key)) return false;
        const chosen = chosenIn({ question: settings, value: answer.value });
        return chosen.some((id) => filters[key].includes(id));
      });
      return passes ? { ...respondent, isAsked, answers } : null;
    });
  }
}
