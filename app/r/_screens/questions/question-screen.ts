import type { ReactNode } from "react";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Counting } from "../running-total";
import type { Fault, ViewOf } from "../screen";
import type { Words } from "../words";

/** What the fields of a question need to draw themselves. */
export interface QuestionFields<Question extends QuestionSettings> {
  readonly view: ViewOf<"question">;
  readonly question: Question;
  readonly faults: readonly Fault[];
  /** The ids of what is said about the whole question: its hint, and what is wrong with it. */
  readonly about: string | undefined;
  /** True where something is wrong with the whole. */
  readonly isWrong: boolean;
}

/** How a type of question looks to respondents. */
export interface QuestionScreenOf<Question extends QuestionSettings> {
  /** What a message about the whole question is called by, in paths and ids. */
  readonly whole: string;
  /**
   * The class of the group that its fields stand in: the style sheet's or, where they have a layout of
   * their own, one of `<type>.css` beside this. Null for one field that the question itself labels.
   */
  readonly group: string | null;
  /** What the interview says besides the study's own hint; empty for nothing. */
  hint(question: Question, say: Words["say"], locale: string): string;
  /** The id of the first input: where a message about the whole leads. */
  firstField(question: Question, locale: string): string;
  /** True for a path that is the id of an input. */
  isField(path: string): boolean;
  /** What is counted while it is filled in; null for nothing. */
  counting(question: Question): Counting | null;
  /** True where one answer may exclude the others. */
  readonly goesAlone: boolean;
  Fields(props: QuestionFields<Question>): ReactNode;
}

/** Of most types. */
export const NOTHING_TO_ADD = {
  hint: () => "",
  counting: () => null,
  goesAlone: false,
} as const;
