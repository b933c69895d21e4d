import { comparableRevisions } from "@/db/queries/comparable-revisions";
import { launchedContent } from "@/db/queries/launched-revision";
import type { RevisionContent } from "@/db/queries/revision-content";
import {
  allocationsBeside,
  exercisesOf,
  mainExercise,
  type RevisionExercise,
} from "@/db/queries/revision-exercises";
import { isAnchor, isQuestion } from "@/db/schema/screen-settings";
import {
  type AllocationRespondent,
  allocationData,
} from "@/lib/maxdiff/allocation/allocation-data";
import type { DirectResponse, DualResponse } from "@/lib/maxdiff/anchor/anchor-answers";
import { type ChoiceRespondent, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { ALLOCATION_FORMATS, allocationPoints } from "./allocation-points";
import type { ChoiceStudy } from "./choice-study";
import { countedInterviews } from "./counted-interviews";
import { type CountedRespondent, readRespondents } from "./counted-respondents";
import { QuestionCollector } from "./question-collector";
import type { StudyRows } from "./study-rows";

/** A study's answers as methods take them, and what of the database they were made from. */
export interface StoredStudy {
  readonly study: ChoiceStudy;
  /** As of `readDataState`. */
  readonly dataState: string;
}

/** Everybody in a study that has no cohorts. */
const EVERYBODY = "All respondents";

/**
 * Reads one exercise of a launched study: complete respondents of its newest revision and of those
 * before it that asked the same, without tests, in order of their number.
 *
 * @param exercise its key; the main one without it
 * @returns null for a study that was never launched or has no such exercise
 */
export async function readStoredStudy(
  rows: StudyRows,
  exercise: string | undefined,
): Promise<StoredStudy | null> {
  const counted = await countedRespondents(rows);
  const asked = counted && exerciseOf(counted.content, exercise);
  if (!counted || !asked) return null;
  const { content, respondents, dataState } = counted;
  return { study: await readAnswers(rows, content, asked, respondents), dataState };
}

/**
 * SHA-256 over who counts: id, cohort and when last saved, in order of number. Every save moves
 * its respondent's moment, so any answer that is added, changed or erased changes it, at the cost of
 * one row a respondent. Null for a study that was never launched.
 */
export async function readDataState(rows: StudyRows): Promise<string | null> {
  return (await countedRespondents(rows))?.dataState ?? null;
}

async function countedRespondents(rows: StudyRows) {
  const content = await launchedContent(rows, rows.studyId);
  if (!content) return null;
  const comparable = await comparableRevisions(rows, content);
  const revisions = new Set(comparable.map(({ revision }) => revision.id));
  const { counted, dataState } = await readRespondents(rows, revisions);
  return { content, respondents: counted, dataState };
}

function exerciseOf(content: RevisionContent, key: string | undefined): RevisionExercise | null {
  if (key === undefined) return mainExercise(content);
  return exercisesOf(content).find((exercise) => exercise.key === key) ?? null;
}

async function readAnswers(
  rows: StudyRows,
  content: RevisionContent,
  exercise: RevisionExercise,
  respondents: readonly CountedRespondent[],
): Promise<ChoiceStudy> {
  const { cohorts, screens } = content;
  const cohortIds: (string | null)[] = cohorts.length > 0 ? cohorts.map(({ id }) => id) : [null];
  const cohortNames = cohorts.length > 0 ? cohorts.map(({ name }) => name) : [EVERYBODY];
  const itemNumbers = exercise.items.map(({ number }) => number).sort((a, b) => a - b);
  const itemIndex = new Map(itemNumbers.map((number, index) => [number, index]));
  const index = (number: number) => itemIndex.get(number) ?? -1;
  const anchorScreen = screens
    .filter(isAnchor)
    .find(({ settings }) => settings.exercise === exercise.key);
  const questions = screens
    .filter(isQuestion)
    .flatMap((screen) => QuestionCollector.of(screen) ?? []);
  const answered: ChoiceRespondent[] = [];
  const respondentIds: string[] = [];
  const dualResponses: (DualResponse | null)[] = [];
  const directResponses: DirectResponse[] = [];
  const allocations = allocationsBeside(content, exercise).map((screen) => ({
    screen,
    respondents: [] as AllocationRespondent[],
    respondentIds: [] as string[],
  }));
  const interviews = countedInterviews(rows, {
    screens,
    respondents,
    filters: {},
    tasksEach: exercise.design?.taskCount ?? 1,
  });
  for await (const some of interviews) {
    const tasksOf = await some.tasks(["shown", "best", "worst", "anchor"], exercise.key);
    const answersOf = await some.questions(["screenKey", "value", "otherText"]);
    const amountsOf = await some.allocations(["screenKey", "shown", "amounts"]);
    for (const { id, number, externalId, cohortId, isAsked } of some.respondents) {
      const cohort = cohortIds.indexOf(cohorts.length > 0 ? cohortId : null);
      if (cohort < 0) continue;
      const answers = answersOf(id);
      for (const question of questions) {
        const answer = answers.find(({ screenKey }) => screenKey === question.key);
        if (answer && isAsked(question.key)) question.add({ externalId, cohort, answer });
      }
      const amounts = amountsOf(id).filter(({ screenKey }) => isAsked(screenKey));
      for (const { screen, ...own } of allocations) {
        const row = amounts.find(({ screenKey }) => screenKey === screen.key);
        if (!row) continue;
        own.respondents.push({
          cohort,
          points: allocationPoints(screen.settings, itemIndex, row, number),
        });
        own.respondentIds.push(externalId);
      }
      const tasks = isAsked(exercise.key) ? tasksOf(id) : [];
      if (tasks.length === 0) continue;
      const respondent = answered.length;
      answered.push({
        cohort,
        tasks: tasks.map(({ shown, best, worst }) => ({
          shown: shown.map(index),
          best: index(best),
          worst: index(worst),
        })),
      });
      respondentIds.push(externalId);
      for (const { anchor } of tasks) dualResponses.push(anchor);
      const direct = amounts.find(({ screenKey }) => screenKey === anchorScreen?.key);
      direct?.shown.forEach((number, place) => {
        const above = direct.amounts[place];
        if (above === 0 || above === 1) {
          directResponses.push({ respondent, item: index(number), above: above === 1 });
        }
      });
    }
  }
  const hasAnchors = directResponses.length > 0 || dualResponses.some((said) => said !== null);
  const size = { itemCount: itemNumbers.length, cohortCount: cohortNames.length };
  return {
    data: choiceData({ ...size, respondents: answered }),
    itemNumbers,
    cohortNames,
    respondentIds,
    halfTasks: null,
    anchors: hasAnchors ? { dualResponses, directResponses } : null,
    allocations: allocations.map(({ screen, ...own }) => ({
      data: allocationData({
        ...size,
        name: screen.key,
        format: ALLOCATION_FORMATS[screen.settings.format],
        respondents: own.respondents,
      }),
      respondentIds: own.respondentIds,
    })),
    questions: questions.map((question) => question.answers()),
  };
}
