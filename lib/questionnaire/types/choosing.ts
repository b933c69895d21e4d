import { z } from "zod";
import type { AnswerValue, OptionsQuestion } from "@/db/schema/study-content";
import { drawIndex } from "@/lib/stats/draw-index";
import type { Random } from "@/lib/stats/random";
import type {
  AnswerCondition,
  Conditions,
  Figures,
  GateFault,
  Refuse,
  SentFields,
} from "./question-type";
import type { StoredAnswer } from "./stored-answer";

/** What is typed beside "other, please say": a few words. */
export const MAX_OTHER_TEXT = 200;

/** The field of an answer that is one option, or several. */
export const oneOption = z.string().optional();
export const severalOptions = z
  .union([z.string().transform((one) => [one]), z.array(z.string()).max(1_000)])
  .optional();

/** Ids of options, each once. */
export const optionIds = ({ options }: OptionsQuestion) =>
  z
    .array(z.enum(options.map(({ id }) => id)))
    .min(1)
    .refine((ids) => new Set(ids).size === ids.length);

/** The chosen ids with the text beside "other": needed when it is chosen, refused when it is not. */
export function withOther(
  { options }: OptionsQuestion,
  form: SentFields,
  chosen: readonly string[],
  value: AnswerValue,
  refuse: Refuse,
): StoredAnswer | null {
  const other = options.find((option) => option.other);
  const text = String(form.other ?? "");
  const isChosen = other !== undefined && chosen.includes(other.id);
  if (text.length > MAX_OTHER_TEXT) refuse("other", "tooLong", { maximum: MAX_OTHER_TEXT });
  else if (isChosen && text === "") refuse("other", "otherMissing");
  else if (other && !isChosen && text !== "") {
    refuse("other", "otherNotChosen", { option: other.label });
  }
  if (chosen.length === 0) return null;
  return { value, otherText: isChosen ? text : null };
}

/** Conditions on which options were chosen. */
export function onOptions<Question extends OptionsQuestion, Value extends AnswerValue>(
  chosen: (question: Question, value: Value) => readonly string[],
  /** True where an answer is one option. */
  isOne: boolean,
): Conditions<Question, Value> {
  return {
    targets: ({ options }) =>
      options.length === 0 ? [] : [{ row: null, label: "", kind: "answer", options }],
    meets(question, value, condition) {
      if (condition.kind !== "answer") return false;
      const isAny = chosen(question, value).some((id) => condition.options.includes(id));
      return isAny === (condition.is === "one-of");
    },
    canMeet: ({ options }, conditions) => canChoose(options, conditions, isOne),
    fault({ options }, condition) {
      if (condition.kind !== "answer" || options.length === 0) return "unusable";
      const ids = options.map(({ id }) => id);
      return condition.options.every((id) => ids.includes(id)) ? null : "option";
    },
  };
}

function canChoose(
  options: OptionsQuestion["options"],
  conditions: readonly AnswerCondition[],
  isOne: boolean,
): boolean {
  // Whoever is led out of the study sees no further screen.
  const possible = options
    .filter(({ outcome }) => outcome?.kind !== "screened-out")
    .map(({ id }) => id);
  const chosenBy = (is: "one-of" | "none-of") =>
    conditions.flatMap((one) => (one.kind === "answer" && one.is === is ? [one.options] : []));
  const excluded = chosenBy("none-of").flat();
  const left = possible.filter((id) => !excluded.includes(id));
  const wanted = chosenBy("one-of");
  if (isOne) return left.some((id) => wanted.every((ids) => ids.includes(id)));
  return left.length > 0 && wanted.every((ids) => ids.some((id) => left.includes(id)));
}

/** Options are the parts of what is reported. */
export function optionParts({ options }: OptionsQuestion) {
  return options.map(({ id, label }) => ({ id, label }));
}

/** Who chose each option. */
export function chosenFigures<Question extends OptionsQuestion, Value extends AnswerValue>(
  chosen: (question: Question, value: Value) => readonly string[],
  single: boolean,
): Figures<Question, Value> {
  return {
    measure: "chosen",
    single,
    parts: optionParts,
    of(question, value) {
      const ids = chosen(question, value);
      return question.options.map(({ id }) => Number(ids.includes(id)));
    },
  };
}

/** Every question of options has two to choose from. */
export function fewOptions({ options }: OptionsQuestion): GateFault[] {
  return options.length < 2 ? [{ code: "questionOptions" }] : [];
}

/** The columns of what was chosen, 1 or 0 for each option. @param key the question's */
export function optionNames(key: string, { options }: OptionsQuestion) {
  return options.map(({ id }) => ({ id, name: `${key}_${id}` }));
}

/** Different options, drawn one after the other; their places. */
export function drawOptions(
  { options }: OptionsQuestion,
  count: number,
  random: Random,
  weights: readonly number[] = [],
): number[] {
  const left = options.map((_, index) => weights[index] ?? 1);
  const drawn: number[] = [];
  while (drawn.length < Math.min(count, options.length)) {
    drawn.push(drawIndex(random, left));
    left[drawn[drawn.length - 1]] = 0;
  }
  return drawn;
}

/** Types whose settings are their words and options alone. */
export const NOTHING_OF_ITS_OWN = {
  ownSettings: () => ({}),
  blank: {},
  ownFields: {},
  impossible: () => [],
  ownTexts: () => [],
} as const satisfies Record<string, unknown>;
