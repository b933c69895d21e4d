import type { z } from "zod";
import type {
  AnswerValue,
  QuestionOption,
  QuestionSettings,
  ShowCondition,
} from "@/db/schema/study-content";
import type { ErrorKey, ErrorValues, InputIssue } from "@/lib/errors";
import type { en } from "@/lib/i18n/messages/en";
import type { Random } from "@/lib/stats/random";
import type { OwnFields, OwnSettings } from "./own-fields";
import type { StoredAnswer } from "./stored-answer";

/** Notes what is wrong with a sent answer: the field, the sentence and its values. */
export type Refuse = (path: string, key: ErrorKey, values?: ErrorValues) => void;

/** A form's fields as they were sent or stored: what a screen is filled with. */
export type Filled = Readonly<Record<string, readonly string[]>>;

/** The fields of a sent form, each read by the schema that its type gives for it. */
export type SentFields = Readonly<Record<string, unknown>>;

/** How a sent answer is to be read. */
export interface Reading {
  /** Of the screen that was answered, whose way of writing counts. */
  readonly language: string;
  readonly refuse: Refuse;
  /** False while points are only to be rescaled. */
  readonly mustAddUp: boolean;
}

/** What an option can do besides being chosen and keeping its place among mixed ones. */
export type OptionMark = "other" | "exclusive" | "leadsOut";

/** A condition on the answer to one question. */
export type AnswerCondition = Exclude<ShowCondition, { kind: "cohort" }>;

/** Something in an answer that a condition can be about. */
export interface ConditionTarget {
  /** A part of the question: the id of a row; null for the whole answer. */
  readonly row: string | null;
  /** What the part is called; empty for the whole. */
  readonly label: string;
  readonly kind: AnswerCondition["kind"];
  /** What can be chosen; empty where a bound is given. */
  readonly options: readonly QuestionOption[];
}

/** How answers of a type serve conditions. */
export interface Conditions<Question extends QuestionSettings, Value extends AnswerValue> {
  targets(question: Question): ConditionTarget[];
  meets(question: Question, value: Value, condition: AnswerCondition): boolean;
  /** False for conditions that no one answer meets together. */
  canMeet(question: Question, conditions: readonly AnswerCondition[]): boolean;
  /** unusable: its answers are of another kind; option: what it names is not there. */
  fault(question: Question, condition: AnswerCondition): "unusable" | "option" | null;
}

/** How answers of a type become words of a later text. */
export interface Piped<Question extends QuestionSettings, Value extends AnswerValue> {
  /** @param list the words of options, each its label or what was typed beside it, as a list */
  text(
    question: Question,
    value: Value,
    language: { readonly locale: string; list(ids: readonly string[]): string },
  ): string;
}

/** One column of a question's answers in files. */
export interface QuestionColumn {
  readonly name: string;
  readonly value: (answer: StoredAnswer) => string | number;
  /** True for a respondent's own words, which are never taken for a code of ours. */
  readonly isOwnWords?: boolean;
}

/** The codes of a type's own faults are those that have words: `gate_question…`. */
type FaultCode<Key> = Key extends `gate_${infer Code extends `question${string}`}` ? Code : never;

/** What keeps a question from being launched. */
export interface GateFault {
  readonly code: FaultCode<keyof typeof en.studio>;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Something of a question that answers give a figure for: an option, a row, or the whole of it. */
export interface FigurePart {
  readonly id: string;
  readonly label: string;
}

/** What the figures of a question say. */
export type Measure =
  /** 1 where the part (an option) was chosen, else 0. */
  | "chosen"
  /** The part's place from 1 on; 0 where it was not among those ranked. */
  | "ranked"
  /** A number: points, a quantity. NaN where this part was left unanswered. */
  | "amount"
  /** A point of a scale, 1 the lowest. NaN where this part was left unanswered. */
  | "rating"
  /** A day, in days since 1 January 1970. */
  | "day";

/** How answers become figures: one for each part, told by cohort. */
export interface Figures<Question extends QuestionSettings, Value extends AnswerValue> {
  readonly measure: Measure;
  /** True where each answer chooses one part. */
  readonly single?: boolean;
  /** @param key the question's */
  parts(question: Question, key: string): readonly FigurePart[];
  /** The names of a scale's points from the lowest, for ratings. */
  points?(question: Question): readonly string[];
  /** By part. */
  of(question: Question, value: Value): readonly number[];
}

/**
 * All that is particular to one type of question: what its editor sends, how its form is read and
 * filled again, how its answers are stored, and what conditions, texts, quotas and files make of them.
 */
export interface QuestionTypeOf<Question extends QuestionSettings, Value extends AnswerValue> {
  /** What its options can do; null for a type that is not answered by options. */
  readonly marks: readonly OptionMark[] | null;
  /** The settings that are its own, as an editor sends them; `line` is the schema of a researcher's words. */
  ownSettings(line: z.ZodString): z.ZodRawShape;
  /** What a new one begins with in its editor. */
  readonly blank: OwnSettings<Question>;
  /** Settings that no editor sends. */
  readonly fixed?: Partial<Question>;
  /** How its editor asks for its own settings, in order. */
  readonly ownFields: OwnFields<Question>;
  /** What of an edited question no respondent could answer, by path under "question". */
  impossible(question: OwnSettings<Question> & { options?: readonly unknown[] }): InputIssue[];
  gateFaults(question: Question): GateFault[];
  /** The paths in its settings of words that respondents read, besides text, hint and options. */
  ownTexts(question: Question): readonly string[];

  /** The schema of each of its form's fields; `typed` is that of what a respondent types. */
  fields(question: Question, typed: z.ZodType): z.ZodRawShape;
  /** The answer that was sent; null where nothing was answered, or something was refused. */
  read(question: Question, form: SentFields, reading: Reading): StoredAnswer | null;
  /** The fields of its form, besides what was typed beside "other". */
  fill(question: Question, value: Value, language: string): Filled;
  /** What its answers are as JSON. */
  stored(question: Question): z.ZodType<Value>;

  /** Null for a type that no condition can be about. */
  readonly conditions: Conditions<Question, Value> | null;
  /** The ids of the options that an answer chose: what leads out, and what quotas count. */
  chosen(question: Question, value: Value): readonly string[];
  /** True where quotas and the filters of a report can be about its options. */
  readonly hasCells: boolean;
  /** Null for a type that cannot be put into a sentence. */
  readonly piped: Piped<Question, Value> | null;
  /** True where the answer is in the respondent's own words. */
  readonly isOwnWords: boolean;
  /** The columns of its answers in files, named for it, in a fixed order. */
  columns(key: string, question: Question): QuestionColumn[];
  /** Null for a type that is reported by no figures. */
  readonly figures: Figures<Question, Value> | null;
  /** A possible answer. @param weights by the place of an option; evenly where there are none */
  simulate(question: Question, random: Random, weights?: readonly number[]): Value;
}
