import { comparableRevisions } from "@/db/queries/comparable-revisions";
import { launchedContent } from "@/db/queries/launched-revision";
import type { RevisionContent } from "@/db/queries/revision-content";
import { exercisesOf, mainExercise, type RevisionExercise } from "@/db/queries/revision-exercises";
import { cohortGroups } from "./answer-groups";
import type { ChoiceStudy } from "./choice-study";
import { type CountedRespondent, readRespondents } from "./counted-respondents";
import { AnswersReader } from "./read-answers";
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
 * Reads one exercise of a launched study in one passage through its respondents: complete ones of its
 * newest revision and of those before it that asked the same, without tests, in order of their number.
 *
 * @param exercise its key; the main one without it
 * @returns null for a study that was never launched or has no such exercise
 */
export async function readStoredStudy(
  rows: StudyRows,
  exercise: string | undefined,
): Promise<StoredStudy | null> {
  const content = await launchedContent(rows, rows.studyId);
  const asked = content && exerciseOf(content, exercise);
  if (!content || !asked) return null;
  const { cohorts } = content;
  const itemNumbers = asked.items.map(({ number }) => number).sort((a, b) => a - b);
  const reader = new AnswersReader(rows, {
    content,
    exercise: asked,
    itemNumbers,
    groups: cohortGroups(cohorts.length > 0 ? cohorts.map(({ id }) => id) : [null]),
    filters: {},
    wanted: "everything",
  });
  const dataState = await readCounted(rows, content, (page) => reader.add(page));
  return {
    study: {
      ...reader.answers(),
      itemNumbers,
      cohortNames: cohorts.length > 0 ? cohorts.map(({ name }) => name) : [EVERYBODY],
      halfTasks: null,
    },
    dataState,
  };
}

/**
 * SHA-256 over who counts: id, cohort and when last saved, in order of number. Every save moves
 * its respondent's moment, so any answer that is added, changed or erased changes it, at the cost of
 * one row a respondent. Null for a study that was never launched.
 */
export async function readDataState(rows: StudyRows): Promise<string | null> {
  const content = await launchedContent(rows, rows.studyId);
  return content && readCounted(rows, content, async () => undefined);
}

/** @returns the state of the data, once each page of those who count was taken */
async function readCounted(
  rows: StudyRows,
  content: RevisionContent,
  take: (page: readonly CountedRespondent[]) => Promise<void>,
): Promise<string> {
  const comparable = await comparableRevisions(rows, content);
  const revisions = new Set(comparable.map(({ revision }) => revision.id));
  return (await readRespondents(rows, revisions, take)).dataState;
}

function exerciseOf(content: RevisionContent, key: string | undefined): RevisionExercise | null {
  if (key === undefined) return mainExercise(content);
  return exercisesOf(content).find((exercise) => exercise.key === key) ?? null;
}
