import type { z } from "zod";
import type { IndividualUtilities } from "@/db/schema/work";
import type { Compute } from "@/lib/compute/compute";
import type { ChoiceStudy } from "../study-data/choice-study";

/**
 * What of a study a method reads beside best-worst answers.
 *
 * - whole tasks: a best and a worst in every task
 * - two cohorts: at least two, each with somebody who answered
 * - anchors, checks, allocations, questions: the part of the study of this name
 * - utilities: those of respondents, estimated where no earlier run has them at hand
 */
export type StudyPart =
  | "whole tasks"
  | "two cohorts"
  | "anchors"
  | "checks"
  | "allocations"
  | "questions"
  | "utilities";

/** Where a run stands, as plain JSON. */
export interface MethodProgress {
  /** 0 … 1. */
  readonly fraction: number;
  /**
   * Of methods that stop by themselves: what the last look found, null before the first. Absent for
   * the others.
   */
  readonly convergence?: { readonly rHatMax: number; readonly essBulkMin: number } | null;
}

/** What a run is given beside study and options. */
export interface MethodHooks {
  /** A 32-bit whole number: the same seed gives the same result. */
  readonly seed: number;
  /** Ends the run; its reason is what the run then throws. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MethodProgress) => void;
  /**
   * Utilities of every respondent where they are at hand; what needs them estimates them by
   * hierarchical Bayes otherwise.
   */
  readonly individual?: IndividualUtilities;
  /** Where engine functions of a second or so are run; longer ones take threads in any case. */
  readonly compute: Compute;
}

/** What a run gives. */
export interface MethodOutcome<Result> {
  /** Plain JSON, null for a figure that does not exist; NaN never leaves. */
  readonly result: Result;
  /** Utilities of every respondent, kept apart from the result: fewer people may read them. */
  readonly individual: IndividualUtilities | null;
}

/**
 * A method of analysis. Its file and its line in `list.ts` are all that the terminal
 * (`analyse --method NAME`, with the options of the schema) and the stored runs need of it.
 */
export interface Method<
  Name extends string = string,
  Schema extends z.ZodObject = z.ZodObject,
  Result = unknown,
> {
  readonly name: Name;
  /** A line for lists of methods. */
  readonly summary: string;
  /** Strict, a default for everything that is not left out on purpose, a description for each. */
  readonly optionsSchema: Schema;
  /** Refused, with a reason, without these. */
  readonly needs: readonly StudyPart[];
  /** Made use of where the study has it. */
  readonly takes: readonly StudyPart[];
  /** Whether it gives utilities of every respondent. */
  readonly givesIndividual: boolean;
  /** Whether it takes long enough to be waited for; the others are there at once. */
  readonly takesLong: boolean;
  /**
   * @throws RangeError naming what of the data or the options is not possible; the signal's reason
   */
  run(
    study: ChoiceStudy,
    options: z.output<Schema>,
    hooks: MethodHooks,
  ): Promise<MethodOutcome<Result>>;
}

/** Keeps the types of a method's name, options and result. */
export function defineMethod<const Name extends string, Schema extends z.ZodObject, Result>(
  method: Method<Name, Schema, Result>,
): Method<Name, Schema, Result> {
  return method;
}
