import { v7 as uuid } from "uuid";
import type { RevisionContent } from "@/db/queries/revision-content";
import { checksOf } from "@/db/queries/revision-exercises";
import {
  type AllocationScreen,
  isAllocation,
  isExercise,
  isQuestion,
  optionsOf,
} from "@/db/schema/screen-settings";
import type { AnswerValue, QuestionSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { drawRepeated, inOtherPlaces, tasksInOrder } from "@/lib/maxdiff/design/check-tasks";
import { share, simulateAlikeTask } from "@/lib/maxdiff/simulate/simulate-alike-task";
import { simulateAllocation } from "@/lib/maxdiff/simulate/simulate-allocation";
import { typeOf } from "@/lib/questionnaire/types/list";
import { type Random, seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import {
  ANSWER_WEIGHTS,
  COHORTS,
  FIELDWORK_DAYS,
  FIELDWORK_START,
  ONE_THING,
  REPEATS_SEED,
  SCREENED_OUT,
  SEED,
  SPREAD,
} from "./truth";

type Row<Name extends keyof Tables> = Tables[Name]["$inferInsert"];

/** Who wrote the rows that no form was posted for. */
const ATTEMPT = "simulated";
const DAY = 86_400_000;

/** Median seconds on a screen; tasks get quicker as people learn them. */
const SECONDS = { question: 8, firstTask: 24, laterTask: 13, allocation: 70 };

interface Study {
  readonly studyId: string;
  readonly sourceId: string;
  readonly content: RevisionContent;
  readonly design: Row<"design">;
  readonly versions: readonly { readonly number: number; readonly tasks: number[][] }[];
}

/** Somebody who will start: how far they come, and what they have on their mind. */
interface Person {
  readonly cohortId: string | null;
  /** How many screens they answer; Infinity for all. */
  readonly stopsAfter: number;
  readonly version: number;
  readonly utilities: Float64Array;
  readonly points: Readonly<Record<AllocationScreen["settings"]["tense"], readonly number[]>>;
}

/**
 * The rows of a whole fieldwork with simulated respondents: complete, unfinished and screened-out
 * interviews in order of arrival, with the times that people take. The same study gives the same
 * answers every time.
 *
 * @throws Error when the study is not the one whose truth is known
 */
export function simulatedFieldwork(study: Study) {
  const random = seededRandom(SEED);
  const people = random.shuffle([
    ...study.content.cohorts.flatMap((cohort) => cohortPeople(study, cohort, random)),
    ...Array.from({ length: SCREENED_OUT }, () => screenedOutPerson()),
  ]);
  const starts = people.map(() => startTime(random)).sort((a, b) => a - b);
  const rows = {
    respondents: [] as Row<"respondent">[],
    givenVersions: [] as Row<"givenVersion">[],
    answers: [] as Row<"answer">[],
    checkAnswers: [] as Row<"checkAnswer">[],
    questionAnswers: [] as Row<"questionAnswer">[],
    allocations: [] as Row<"allocation">[],
    versionFills: [] as Row<"versionFill">[],
  };
  people.forEach((person, index) => {
    interview(study, person, index + 1, starts[index], random, rows);
  });
  rows.versionFills = versionFills(study, people);
  return rows;
}

function cohortPeople(
  { content, versions }: Study,
  cohort: { readonly id: string; readonly name: string },
  random: Random,
): Person[] {
  const truth = COHORTS[cohort.name];
  if (!truth || truth.utilities.length !== content.items.length) {
    throw new Error(`Nothing is known of ${cohort.name} and ${content.items.length} items.`);
  }
  const count = truth.complete + truth.unfinished;
  const dealt = random.shuffle(
    Array.from({ length: count }, (_, index) => index % versions.length),
  );
  const pointsOf = (tense: "now" | "should") => {
    const { points } = simulateAllocation({
      name: tense,
      format: "constant-sum",
      itemCount: content.items.length,
      cohorts: [{ respondents: count, means: truth[tense] }],
      random,
    });
    return (index: number) =>
      Array.from(points.subarray(index * content.items.length, (index + 1) * content.items.length));
  };
  const now = pointsOf("now");
  const should = pointsOf("should");
  return dealt.map((version, index) => ({
    cohortId: cohort.id,
    // Whoever gives up does so somewhere among the tasks.
    stopsAfter: index < truth.complete ? Number.POSITIVE_INFINITY : 4 + random.below(11),
    version,
    utilities: personUtilities(truth.utilities, random),
    points: { now: now(index), should: should(index) },
  }));
}

function personUtilities(means: readonly number[], random: Random): Float64Array {
  const taste = Float64Array.from(means, () => standardNormal(random));
  share(taste, ONE_THING.words, ONE_THING.sharedTaste, random);
  return taste.map((own, item) => means[item] + SPREAD * own);
}

function screenedOutPerson(): Person {
  return {
    cohortId: null,
    stopsAfter: 1,
    version: 0,
    utilities: new Float64Array(),
    points: { now: [], should: [] },
  };
}

/** Some day of the fieldwork, by day, most of them around its middle. */
function startTime(random: Random): number {
  const hours = (random.next() + random.next()) * 6;
  return FIELDWORK_START + random.below(FIELDWORK_DAYS) * DAY + Math.floor(hours * 3_600_000);
}

function interview(
  study: Study,
  person: Person,
  number: number,
  startedAt: number,
  random: Random,
  rows: ReturnType<typeof simulatedFieldwork>,
): void {
  const { content, studyId, sourceId, design } = study;
  const { number: versionNumber, tasks } = study.versions[person.version];
  const respondentId = uuid();
  const itemNumbers = content.items.map((item) => item.number);
  let clock = startedAt;
  let answered = 0;
  const isLeft = () => answered >= person.stopsAfter;
  const answer = (medianSeconds: number, drawn = random) => {
    answered++;
    const shownAt = clock;
    clock += Math.round(1_000 * medianSeconds * Math.exp(0.4 * standardNormal(drawn)));
    const answeredAt = clock;
    return { respondentId, locale: "en", shownAt, answeredAt, attemptId: ATTEMPT };
  };
  for (const screen of content.screens) {
    if (isLeft()) break;
    if (isQuestion(screen)) {
      const { settings, key } = screen;
      // Questions that came into the template later leave the other answers as they were.
      const drawn = settings.type === "single" ? random : seededRandom(SEED + number);
      rows.questionAnswers.push({
        ...answer(SECONDS.question, drawn),
        screenKey: key,
        value: simulatedAnswer(key, settings, person, drawn),
        shown: optionsOf(settings).map((option) => option.id),
      });
    } else if (isAllocation(screen)) {
      rows.allocations.push({
        ...answer(SECONDS.allocation),
        screenKey: screen.key,
        shown: itemNumbers,
        amounts: [...person.points[screen.settings.tense]],
      });
    } else {
      // Repetitions came into the template later: they leave the other answers as they were.
      const drawn = seededRandom(REPEATS_SEED + number);
      const { repeats } = isExercise(screen) ? checksOf(screen.settings) : { repeats: 0 };
      const repeated = drawRepeated(tasks.length, repeats, drawn);
      for (const task of tasksInOrder(tasks.length, { repeats })) {
        if (isLeft()) break;
        const choose = (shown: readonly number[], source: Random) => {
          const { best, worst } = simulateAlikeTask(
            {
              shown: shown.map((item) => itemNumbers.indexOf(item)),
              utilities: person.utilities,
              ...ONE_THING,
            },
            source,
          );
          return { shown: [...shown], best: itemNumbers[best], worst: itemNumbers[worst] };
        };
        if (task.check === "repeat") {
          const taskNumber = repeated[task.number - 1];
          const shown = inOtherPlaces(tasks[taskNumber - 1], drawn);
          const told = answer(SECONDS.laterTask, drawn);
          // Whoever gives up does so after so many tasks of the design.
          answered--;
          rows.checkAnswers.push({
            ...told,
            ...choose(shown, drawn),
            ...{ exercise: screen.key, kind: "repeat", number: task.number },
            ...{ taskNumber, versionNumber },
          });
          continue;
        }
        const index = task.number - 1;
        const learnt = index / (tasks.length - 1);
        const seconds = SECONDS.firstTask + learnt * (SECONDS.laterTask - SECONDS.firstTask);
        const choice = choose(tasks[index], random);
        rows.answers.push({
          ...answer(seconds),
          ...choice,
          exercise: screen.key,
          taskNumber: task.number,
          versionNumber,
        });
      }
    }
  }
  const isScreenedOut = person.cohortId === null;
  const isFinished = isScreenedOut || !isLeft();
  rows.respondents.push({
    id: respondentId,
    studyId,
    revisionId: design.revisionId,
    sourceId,
    number,
    // In every file that names a respondent the id says what they are.
    externalId: `synthetic-${String(number).padStart(4, "0")}`,
    state: isScreenedOut ? "screened-out" : isFinished ? "complete" : "active",
    cohortId: person.cohortId,
    locale: "en",
    startedAt,
    lastSavedAt: clock,
    finishedAt: isFinished ? clock : null,
  });
  if (!isScreenedOut) {
    rows.givenVersions.push({ respondentId, exercise: design.exercise, versionNumber });
  }
}

/** As likely as the template says; of the question that names the cohort, one that leads where they belong. */
function simulatedAnswer(
  key: string,
  question: QuestionSettings,
  person: Person,
  random: Random,
): AnswerValue {
  const namesCohort = question.type === "single" && question.namesCohort;
  const weights = optionsOf(question).map(({ outcome }, index) => {
    const leadsTo = outcome?.kind === "cohort" ? outcome.cohortId : null;
    if (namesCohort && leadsTo !== person.cohortId) return 0;
    return ANSWER_WEIGHTS[key]?.[index] ?? 1;
  });
  return typeOf(question).simulate(question, random, weights);
}

function versionFills(
  { content, design, versions }: Study,
  people: readonly Person[],
): Row<"versionFill">[] {
  return content.cohorts.flatMap(({ id: cohortId }) =>
    versions.map(({ number: versionNumber }, version) => ({
      designId: design.id,
      cohortId,
      versionNumber,
      assigned: people.filter(
        (person) => person.cohortId === cohortId && person.version === version,
      ).length,
    })),
  );
}
