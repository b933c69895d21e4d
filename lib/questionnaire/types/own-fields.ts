import type { QuestionSettings, QuestionWords } from "@/db/schema/study-content";
import type { en } from "@/lib/i18n/messages/en";

/** What a question of a type has besides its words and its options. */
export type OwnSettings<Question extends QuestionSettings> = Omit<
  Question,
  keyof QuestionWords | "type" | "options" | "optionOrder" | "namesCohort" | "rules"
>;

/** How a researcher is asked for one setting. */
export type OwnField =
  /** A whole number. */
  | { readonly kind: "whole"; readonly least: number }
  /** A number, or none where it is left empty. */
  | { readonly kind: "limit" }
  /** A day as ISO 8601 writes it, or none. */
  | { readonly kind: "day" }
  /** A few words. */
  | { readonly kind: "line"; readonly maxLength: number }
  /** Several, one a line; `question_<name>Hint` says what of. */
  | { readonly kind: "lines" }
  /** Nothing is asked: it is always the same. */
  | { readonly kind: "fixed"; readonly value: string | number };

/** A field for each setting; one that cannot be assigned lacks its words, `question_<name>`. */
export type OwnFields<Question extends QuestionSettings> = {
  readonly [Name in keyof OwnSettings<Question> &
    string]: `question_${Name}` extends keyof typeof en.studio ? OwnField : never;
};

/** The fields of an editor's form, by name. */
export interface SentSettings {
  text(name: string): string;
  number(name: string): number;
  has(name: string, value?: string): boolean;
  rows(name: string): SentSettings[];
}

/** The own settings of a question from its editor's form; the type's schema says what is wrong with them. */
export function sentOwn(
  fields: Readonly<Record<string, OwnField>>,
  values: SentSettings,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      sentOf(`question.${name}`, field, values),
    ]),
  );
}

function sentOf(name: string, field: OwnField, values: SentSettings): unknown {
  switch (field.kind) {
    case "whole":
      return values.number(name);
    case "limit":
      return values.text(name).trim() === "" ? null : values.number(name);
    case "day":
      return values.text(name).trim() || null;
    case "line":
      return values.text(name);
    case "lines":
      return values
        .text(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
    case "fixed":
      return field.value;
  }
}
