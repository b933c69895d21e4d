import type { RevisionContent } from "@/db/queries/revision-content";
import { allocationsBeside, type RevisionExercise } from "@/db/queries/revision-exercises";
import { isAnchor, isQuestion } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import {
  type AllocationRespondent,
  allocationData,
} from "@/lib/maxdiff/allocation/allocation-data";
import type { DirectResponse, DualResponse } from "@/lib/maxdiff/anchor/anchor-answers";
import type { HoldoutTask, RepeatedTask } from "@/lib/maxdiff/checks/check-answers";
import { ALLOCATION_FORMATS, allocationPoints } from "./allocation-points";
import type { AnswerGroups } from "./answer-groups";
import { ChoiceCollector, itemIndex } from "./choice-collector";
import type { ChoiceStudy } from "./choice-study";
import { countedInterviews, type Filters } from "./counted-interviews";
import type { CountedRespondent } from "./counted-respondents";
import { QuestionCollector } from "./question-collector";
import type { StudyRows } from "./study-rows";

/** What of an exercise is read. */
export interface AnswersQuery {
  readonly content: RevisionContent;
  /** Null in a study that has none: nobody has answers then. */
  readonly exercise: RevisionExercise | null;
  /** By item index. */
  readonly itemNumbers: readonly number[];
  /** What is called a cohort in all that comes out; those of none are left out. */
  readonly groups: AnswerGroups;
  readonly filters: Filters;
  /**
   * What a report takes: choices, allocations and questions, choices of whoever was asked the exercise,
   * with or without answers. Or what any method may take: anchors besides, and in `data` whoever
   * answered a task.
   */
  readonly wanted: "report" | "everything";
}

type Answers = Required<
  Pick<ChoiceStudy, "data" | "respondentIds" | "anchors" | "allocations" | "questions">
> &
  Pick<ChoiceStudy, "checks">;

const CHECK_COLUMNS = ["kind", "number", "taskNumber", "shown", "best", "worst"] as const;
type StoredCheck = Pick<Tables["checkAnswer"]["$inferSelect"], (typeof CHECK_COLUMNS)[number]>;

/**
 * The answers to one exercise, laid flat for the estimators while respondents are handed in, some at a
 * time in their order. Who did not answer an allocation or a question does not count in it.
 */
export class AnswersReader {
  readonly #rows: StudyRows;
  readonly #query: AnswersQuery;
  readonly #indexOf: ReadonlyMap<number, number>;
  readonly #choices: ChoiceCollector;
  readonly #respondentIds: string[] = [];
  readonly #dualResponses: (DualResponse | null)[] = [];
  readonly #directResponses: DirectResponse[] = [];
  readonly #checks: { repeats: RepeatedTask[]; holdouts: HoldoutTask[] } = {
    repeats: [],
    holdouts: [],
  };
  /** The key of the screen that asks for each item whether it is above the anchor. */
  readonly #directAnchor: string | undefined;
  readonly #allocations;
  readonly #questions: readonly QuestionCollector[];

  constructor(rows: StudyRows, query: AnswersQuery) {
    const { content, exercise, itemNumbers, groups, wanted } = query;
    this.#rows = rows;
    this.#query = query;
    this.#indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
    this.#choices = new ChoiceCollector(itemNumbers, groups.count);
    this.#allocations = allocationsBeside(content, exercise).map((screen) => ({
      screen,
      respondents: [] as AllocationRespondent[],
      respondentIds: [] as string[],
    }));
    this.#directAnchor = (wanted === "everything" ? content.screens : [])
      .filter(isAnchor)
      .find(({ settings }) => settings.exercise === exercise?.key)?.key;
    this.#questions = content.screens
      .filter(isQuestion)
      .flatMap((screen) => QuestionCollector.of(screen) ?? []);
  }

  /**
   * Reads what these answered, where they pass the filters.
   *
   * @throws Error naming respondent and value when a stored answer is not one of its task
   */
  async add(respondents: readonly CountedRespondent[]): Promise<void> {
    const { content, exercise, groups, filters, wanted } = this.#query;
    const isEverything = wanted === "everything";
    const key = exercise?.key ?? "";
    const interviews = countedInterviews(this.#rows, {
      screens: content.screens,
      respondents,
      filters,
      questions: [...groups.questions, ...this.#questions.map((question) => question.key)],
      tasksEach: exercise?.design?.taskCount ?? 1,
    });
    const columns = [
      "shown",
      "best",
      "worst",
      ...(isEverything ? (["anchor", "taskNumber"] as const) : []),
    ] as const;
    const readsAmounts = this.#allocations.length > 0 || this.#directAnchor !== undefined;
    for await (const counted of interviews) {
      const some = counted.map((respondent) => {
        const cohort = groups.of(respondent);
        return cohort === null ? null : { ...respondent, cohort };
      });
      const asked = some.only(({ isAsked }) => isAsked(key));
      const tasksOf = await asked.tasks(columns, key);
      const checksOf = isEverything ? await asked.checks(CHECK_COLUMNS, key) : () => [];
      const amountsOf = readsAmounts
        ? await some.allocations(["screenKey", "shown", "amounts"])
        : () => [];
      for (const respondent of some.respondents) {
        const { id, number, externalId, cohort, isAsked } = respondent;
        for (const question of this.#questions) {
          const answer = respondent.answers.find(({ screenKey }) => screenKey === question.key);
          if (answer && isAsked(question.key)) question.add({ externalId, cohort, answer });
        }
        const amounts = amountsOf(id).filter(({ screenKey }) => isAsked(screenKey));
        for (const { screen, ...given } of this.#allocations) {
          const row = amounts.find(({ screenKey }) => screenKey === screen.key);
          if (!row) continue;
          const points = allocationPoints(screen.settings, this.#indexOf, row, number);
          given.respondents.push({ cohort, points });
          given.respondentIds.push(externalId);
        }
        const tasks = isAsked(key) ? tasksOf(id) : [];
        if (isEverything ? tasks.length === 0 : !isAsked(key)) continue;
        this.#addChecks(respondent, tasks, checksOf(id));
        this.#choices.add(number, cohort, tasks);
        this.#respondentIds.push(externalId);
        if (!isEverything) continue;
        for (const { anchor } of tasks) this.#dualResponses.push(anchor);
        const direct = amounts.find(({ screenKey }) => screenKey === this.#directAnchor);
        if (direct) this.#addDirect(this.#respondentIds.length - 1, direct);
      }
    }
  }

  /** Those of a respondent whose tasks are added next. A repetition of a task without an answer is none. */
  #addChecks(
    { number }: Pick<CountedRespondent, "number">,
    tasks: readonly { readonly taskNumber?: number }[],
    checks: readonly StoredCheck[],
  ): void {
    const respondent = this.#respondentIds.length;
    const firstTask = this.#choices.taskCount;
    const index = (item: number) => itemIndex(this.#indexOf, item, number);
    for (const { kind, number: place, taskNumber, shown, best, worst } of checks) {
      const chosen = { respondent, best: index(best), worst: index(worst) };
      if (kind === "holdout") {
        this.#checks.holdouts.push({ ...chosen, number: place, shown: shown.map(index) });
        continue;
      }
      const at = tasks.findIndex((task) => task.taskNumber === taskNumber);
      if (at >= 0) this.#checks.repeats.push({ ...chosen, task: firstTask + at });
    }
  }

  #addDirect(
    respondent: number,
    { shown, amounts }: { shown: readonly number[]; amounts: readonly number[] },
  ): void {
    for (const [place, number] of shown.entries()) {
      const above = amounts[place];
      const item = this.#indexOf.get(number);
      if (item === undefined || (above !== 0 && above !== 1)) continue;
      this.#directResponses.push({ respondent, item, above: above === 1 });
    }
  }

  /** All that was handed in, in its order; nobody is weighted. */
  answers(): Answers {
    const { itemNumbers, groups } = this.#query;
    const dualResponses = this.#dualResponses;
    const directResponses = this.#directResponses;
    const hasAnchors = directResponses.length > 0 || dualResponses.some((said) => said !== null);
    return {
      data: this.#choices.data(),
      respondentIds: this.#respondentIds,
      anchors: hasAnchors ? { dualResponses, directResponses } : null,
      ...(this.#checks.repeats.length + this.#checks.holdouts.length > 0
        ? { checks: this.#checks }
        : {}),
      allocations: this.#allocations.map(({ screen, respondents, respondentIds }) => ({
        data: allocationData({
          name: screen.key,
          format: ALLOCATION_FORMATS[screen.settings.format],
          itemCount: itemNumbers.length,
          cohortCount: groups.count,
          respondents,
        }),
        respondentIds,
      })),
      questions: this.#questions.map((question) => question.answers()),
    };
  }
}
