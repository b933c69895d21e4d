import type { AllocationData } from "@/lib/maxdiff/allocation/allocation-data";
import type { DirectResponse, DualResponse } from "@/lib/maxdiff/anchor/anchor-answers";
import type { CheckAnswers } from "@/lib/maxdiff/checks/check-answers";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import type { FigurePart, Measure } from "@/lib/questionnaire/types/question-type";

/**
 * One exercise of a study as every method takes it, whether it was read from files or from database
 * rows: the answers for the engine, and what its indices are called outside.
 */
export interface ChoiceStudy {
  /** Best-worst answers of everybody who answered at least one task. */
  readonly data: ChoiceData;
  /** By item index: the items' numbers, ascending. */
  readonly itemNumbers: readonly number[];
  /** By cohort index, for `data` and for every other part below. */
  readonly cohortNames: readonly string[];
  /** By respondent index of `data`. */
  readonly respondentIds: readonly string[];
  /** How many tasks asked for the best or the worst alone, and where the first is; null for none. */
  readonly halfTasks: { readonly count: number; readonly first: string } | null;
  /** What was said of the anchor; null where none was asked for. */
  readonly anchors: {
    /** By task of `data`; null where none was asked. */
    readonly dualResponses: readonly (DualResponse | null)[];
    readonly directResponses: readonly DirectResponse[];
  } | null;
  /** Repeated and holdout tasks, which no estimate takes in; absent where there were none. */
  readonly checks?: CheckAnswers;
  /** Points given to the items, one entry a question; absent where the source has none. */
  readonly allocations?: readonly AllocationAnswers[];
  /** Everything else that was asked, one entry a question; absent where the source has none. */
  readonly questions?: readonly QuestionAnswers[];
}

/** The answers to one allocation over the items. */
export interface AllocationAnswers {
  readonly data: AllocationData;
  /** By row of `data`: whose it is. It may be somebody who answered no task. */
  readonly respondentIds: readonly string[];
}

/**
 * The answers to one question as a table of figures: a row for each of the N respondents who were
 * asked and answered, a column for each of its P parts.
 */
export interface QuestionAnswers {
  readonly key: string;
  readonly label: string;
  /** What a figure says. */
  readonly measure: Measure;
  /** True where each row of what is chosen has one 1. */
  readonly single: boolean;
  /** The names of a rating's points from the lowest; absent where nothing is rated. */
  readonly points?: readonly string[];
  /** Options, rows of a grid, or one part for a plain number or a day. */
  readonly parts: readonly FigurePart[];
  /** N × P, row by row. */
  readonly values: Float64Array;
  /** N cohort indices. */
  readonly cohort: Int32Array;
  /** N weights, finite and not negative; 1 where nothing is weighted. */
  readonly weight: Float64Array;
  /** N: whose row it is. It may be somebody who answered no task. */
  readonly respondentIds: readonly string[];
}
