import type { RevisionContent } from "@/db/queries/revision-content";
import { checkName, exercisesOf, taskName } from "@/db/queries/revision-exercises";
import { isQuestion } from "@/db/schema/screen-settings";
import { askedOf } from "@/lib/analysis/study-data/asked-screens";
import { typeOf } from "@/lib/questionnaire/types/list";
import { digest } from "./digest";
import type { InterviewRows, TracedRow } from "./interview-rows";
import { sharedTextKey, type TextFault, textFault } from "./open-text";
import { screenTimes } from "./screen-times";
import { type TracedChoices, tracedChoices } from "./traced-choices";

/** One interview as the monitoring of fieldwork sees it: times, tallies and digests, no words. */
export interface InterviewTrace extends TracedRow {
  /** By the name of each screen in the order they were first passed: milliseconds, server-side. */
  readonly times: ReadonlyMap<string, number>;
  /** By the key of each exercise they were asked and answered; empty before the interview is complete. */
  readonly choices: ReadonlyMap<string, TracedChoices>;
  readonly textFault: TextFault | null;
  /** Digests of long texts: equal ones were the same words. */
  readonly sharedTexts: readonly string[];
}

/** What traces need of a revision, put together once for all who answered it. */
export function tracedRevision(content: RevisionContent) {
  const exercises = exercisesOf(content).map((exercise) => ({
    key: exercise.key,
    mark: exercise.mark,
    indexOf: new Map(
      exercise.items
        .map(({ number }) => number)
        .sort((one, other) => one - other)
        .map((number, index) => [number, index]),
    ),
  }));
  const open = content.screens.filter(
    (screen) => isQuestion(screen) && typeOf(screen.settings).isOwnWords,
  );
  return {
    exercises,
    asked: askedOf(content.screens),
    /** The keys of questions that are answered in one's own words. */
    open: new Set(open.map(({ key }) => key)),
  };
}

type TracedRevision = ReturnType<typeof tracedRevision>;

/** What of an interview's rows counts: nothing that an edit has left to screens they are not asked. */
export function traceInterview(
  { respondent, posts, tasks, checks, questions, allocations }: InterviewRows,
  { asked, exercises, open }: TracedRevision,
): InterviewTrace {
  const isAsked = asked.of({ cohortId: respondent.cohortId, answers: questions });
  const texts = questions
    .filter(({ screenKey }) => isAsked(screenKey))
    .flatMap(({ screenKey, value, otherText }) => [
      ...(open.has(screenKey) ? [String(value)] : []),
      ...(otherText ? [otherText] : []),
    ]);
  // Answers that nobody posted (simulated ones) were timed all the same.
  const timed = () => {
    const markOf = (exercise: string) =>
      exercises.find(({ key }) => key === exercise) ?? { mark: exercise };
    const named = tasks.map(({ exercise, taskNumber, ...times }) => ({
      screenKey: taskName(markOf(exercise), taskNumber),
      ...times,
    }));
    const checked = checks.map(({ exercise, kind, number, ...times }) => ({
      screenKey: checkName(markOf(exercise), kind, number),
      ...times,
    }));
    return [...questions, ...named, ...checked, ...allocations]
      .flatMap(({ screenKey, shownAt, answeredAt: receivedAt }) =>
        receivedAt === null ? [] : [{ screenKey, shownAt, receivedAt }],
      )
      .sort((one, other) => one.receivedAt - other.receivedAt);
  };
  return {
    ...respondent,
    times: screenTimes(respondent.startedAt, posts.length > 0 ? posts : timed()),
    choices: tracedChoices(
      respondent,
      exercises.filter(({ key }) => isAsked(key)),
      tasks,
    ),
    textFault: texts.reduce<TextFault | null>((fault, text) => fault ?? textFault(text), null),
    sharedTexts: texts.flatMap((text) => {
      const key = sharedTextKey(text);
      return key === null ? [] : [digest(key)];
    }),
  };
}
