import { MANY_TASKS } from "@/lib/questionnaire/limits";
import { EXERCISE, type StudyPlan } from "./study-plan";

/** The most showings of an item that a respondent is asked for without being tired by them. */
const VIEWS_PER_ITEM = 3;
/** Items in a task of a list too long for all of it to be seen three times. */
const SPARSE_ITEMS = 5;

/** A study with its exercise and the usual words, to which items are given or added. */
export function blankPlan(title: string, items: StudyPlan["items"], seed: number): StudyPlan {
  return {
    texts: {
      welcomeTitle: title,
      welcomeText:
        "Thank you for taking part. You will see short lists and choose what matters most and what matters least to you. There are no right or wrong answers.",
      choiceQuestion: "Which of these matters most to you, and which matters least?",
      bestLabel: "Most important",
      worstLabel: "Least important",
      thanksText: "Thank you. Your answers have been saved.",
      screenedOutText:
        "Thank you for your interest. This study is for people in other roles, so there are no more questions for you.",
    },
    designSettings: {
      ...recommendedSize(items.length),
      versionCount: 300,
      seed,
      prohibitedPairs: [],
    },
    items,
    cohorts: [],
    screens: [{ kind: "exercise", key: EXERCISE }],
  };
}

/**
 * Items per task and tasks for K items: 4 items a task and never more than half the list (3 where
 * the list is shorter than that allows), and as many tasks as show each item three times. A list for
 * which that is more than MANY_TASKS is asked sparsely, 5 items a task: each respondent sees an item
 * less often, at least once, and cohorts are compared over respondents (Chrzan and Peitz, Best-worst
 * scaling with many items, Journal of Choice Modelling 30, 2019).
 */
export function recommendedSize(itemCount: number): { itemsPerTask: number; taskCount: number } {
  const itemsPerTask = Math.max(3, Math.min(4, Math.floor(itemCount / 2)));
  const taskCount = Math.max(1, Math.ceil((VIEWS_PER_ITEM * itemCount) / itemsPerTask));
  if (taskCount <= MANY_TASKS) return { itemsPerTask, taskCount };
  const inFives = Math.ceil((VIEWS_PER_ITEM * itemCount) / SPARSE_ITEMS);
  const once = Math.ceil(itemCount / SPARSE_ITEMS);
  return { itemsPerTask: SPARSE_ITEMS, taskCount: Math.max(once, Math.min(MANY_TASKS, inFives)) };
}
