import type { QuestionOptions } from "@/db/schema/study-content";
import {
  chosenFigures,
  drawOptions,
  fewOptions,
  NOTHING_OF_ITS_OWN,
  onOptions,
  optionIds,
  optionNames,
  severalOptions,
  withOther,
} from "./choosing";
import type { QuestionTypeOf } from "./question-type";

/** Any of the options. */
export interface MultipleQuestion extends QuestionOptions {
  type: "multiple";
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    multiple: MultipleQuestion;
  }
}

const chosen = (_: MultipleQuestion, value: readonly string[]) => value;

/** Any of the options, stored as their ids in the question's order. */
export const multiple: QuestionTypeOf<MultipleQuestion, readonly string[]> = {
  ...NOTHING_OF_ITS_OWN,
  marks: ["other", "exclusive", "leadsOut"],
  gateFaults: fewOptions,
  fields: () => ({ answer: severalOptions }),
  read(question, form, { refuse }) {
    const sent = (form.answer ?? []) as readonly string[];
    // In the question's order, whichever order it was shown in.
    const given = question.options.filter((option) => sent.includes(option.id));
    const exclusive = given.find((option) => option.exclusive);
    if (given.length !== sent.length) refuse("answer", "notOffered");
    else if (given.length === 0 && question.required) refuse("answer", "chooseSome");
    else if (exclusive && given.length > 1) {
      refuse("answer", "exclusiveWithOthers", { option: exclusive.label });
    }
    const ids = given.map(({ id }) => id);
    return withOther(question, form, ids, ids, refuse);
  },
  fill: (_, value) => ({ answer: value }),
  stored: optionIds,
  conditions: onOptions(chosen, false),
  chosen,
  hasCells: true,
  piped: { text: (_, value, { list }) => list(value) },
  isOwnWords: false,
  columns: (key, question) =>
    optionNames(key, question).map(({ id, name }) => ({
      name,
      value: ({ value }) => Number((value as readonly string[]).includes(id)),
    })),
  figures: chosenFigures(chosen, false),
  simulate: (question, random, weights) =>
    drawOptions(question, 1 + random.below(4), random, weights)
      .sort((one, other) => one - other)
      .map((index) => question.options[index].id),
};
