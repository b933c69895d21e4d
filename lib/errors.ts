import type { z } from "zod";
import type { Messages } from "@/lib/i18n/messages/en";

/** The key of a sentence in the messages' `errors`; what a person reads. */
export type ErrorKey = keyof Messages["errors"];
export type ErrorValues = Record<string, string | number>;

/** One thing wrong with what was sent: where, and the sentence that says what and how to mend it. */
export interface InputIssue {
  /** The field's path, dotted: "items.3.label"; empty for the whole. */
  readonly path: string;
  readonly key: ErrorKey;
  readonly values?: ErrorValues;
}

/** A further sentence of an error: one of the things it is about. */
export interface ErrorDetail {
  readonly key: ErrorKey;
  readonly values?: ErrorValues;
}

/** What was sent cannot be taken. Nothing has changed. Edges show each issue beside its field. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  constructor(readonly issues: readonly InputIssue[]) {
    super(issues.map((issue) => `${issue.path || "input"}: ${issue.key}`).join("; "));
  }
}

/** It does not exist, or not for this actor: the two are never told apart. */
export class NotFound extends Error {
  override readonly name = "NotFound";
  constructor(readonly what: string) {
    super(`No such ${what}.`);
  }
}

/** The actor is known, and their role does not go this far. */
export class Forbidden extends Error {
  override readonly name = "Forbidden";
  constructor(readonly verb: string) {
    super(`Not allowed: ${verb}.`);
  }
}

/** The thing is in a state that does not allow this: a frozen revision, a closed study. */
export class Conflict extends Error {
  override readonly name = "Conflict";
  constructor(
    readonly key: ErrorKey,
    readonly values: ErrorValues = {},
    /** What it is about, thing by thing, where one sentence cannot say it. */
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(`Conflict: ${key}.`);
  }
}

/** Parses at the border. @throws InvalidInput with one issue per fault. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.map(asInputIssue));
}

/**
 * zod's own issues under our keys. A schema names a key of its own with
 * `.refine(…, { params: { key, values } })`.
 */
function asInputIssue(issue: z.core.$ZodIssue): InputIssue {
  const path = issue.path.map(String).join(".");
  switch (issue.code) {
    case "custom": {
      const key = issue.params?.key as ErrorKey | undefined;
      return {
        path,
        key: key ?? "invalid",
        values: issue.params?.values as ErrorValues | undefined,
      };
    }
    case "too_small": {
      const minimum = Number(issue.minimum);
      if (issue.origin === "string") {
        return minimum <= 1
          ? { path, key: "required" }
          : { path, key: "tooShort", values: { minimum } };
      }
      if (issue.origin === "array") return { path, key: "tooFew", values: { minimum } };
      return { path, key: "tooLow", values: { minimum } };
    }
    case "too_big": {
      const maximum = Number(issue.maximum);
      if (issue.origin === "string") return { path, key: "tooLong", values: { maximum } };
      if (issue.origin === "array") return { path, key: "tooMany", values: { maximum } };
      return { path, key: "tooHigh", values: { maximum } };
    }
    case "invalid_type":
      if (issue.input === undefined || issue.input === null) return { path, key: "required" };
      if (issue.expected === "int" && Number.isFinite(issue.input)) {
        return { path, key: "wholeNumber" };
      }
      if (issue.expected === "number" || issue.expected === "int")
        return { path, key: "notANumber" };
      return { path, key: "invalid" };
    case "unrecognized_keys":
      return { path: path || issue.keys.join(", "), key: "unknownField" };
    default:
      return { path, key: "invalid" };
  }
}
