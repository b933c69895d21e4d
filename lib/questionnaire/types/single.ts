import { z } from "zod";
import type { SingleQuestion } from "@/db/schema/study-content";
import { drawIndex } from "@/lib/stats/draw-index";
import {
  chosenFigures,
  fewOptions,
  NOTHING_OF_ITS_OWN,
  oneOption,
  onOptions,
  withOther,
} from "./choosing";
import type { QuestionTypeOf } from "./question-type";

const chosen = (_: SingleQuestion, value: string) => [value];

/** One of the options, stored as its id. */
export const single: QuestionTypeOf<SingleQuestion, string> = {
  ...NOTHING_OF_ITS_OWN,
  marks: ["other", "leadsOut"],
  fixed: { namesCohort: false },
  gateFaults: fewOptions,
  fields: () => ({ answer: oneOption }),
  read(question, form, { refuse }) {
    const { required, namesCohort, options } = question;
    const given = options.find(({ id }) => id === form.answer);
    if (form.answer === undefined) {
      if (required || namesCohort) refuse("answer", "chooseAnswer");
    } else if (!given) refuse("answer", "notOffered");
    return withOther(question, form, given ? [given.id] : [], given?.id ?? "", refuse);
  },
  fill: (_, value) => ({ answer: [value] }),
  stored: ({ options }) => z.enum(options.map(({ id }) => id)),
  conditions: onOptions(chosen, true),
  chosen,
  hasCells: true,
  piped: { text: (_, value, { list }) => list([value]) },
  isOwnWords: false,
  columns: (key) => [{ name: key, value: ({ value }) => String(value) }],
  figures: chosenFigures(chosen, true),
  simulate: ({ options }, random, weights = []) =>
    options[
      drawIndex(
        random,
        options.map((_, index) => weights[index] ?? 1),
      )
    ].id,
};
