import { z } from "zod";
import { ENGINE } from "@/lib/maxdiff/engine";
import { type QuestionFigures, questionFigures } from "@/lib/maxdiff/questions/question-figures";
import { defineMethod } from "./method";

/** Every other question by cohort. */
export interface Questions {
  readonly method: "questions";
  readonly seed: number;
  readonly engine: string;
  readonly questions: readonly QuestionFigures[];
}

/** The two highest points of a rating. */
export const USUAL_TOP_BOX = 2;

export const questionsMethod = defineMethod({
  name: "questions",
  summary: "every other question by cohort: shares, means, medians, top boxes of ratings, days",
  optionsSchema: z.strictObject({
    questions: z
      .array(z.string().min(1).max(200))
      .max(500)
      .default([])
      .describe("keys of the questions; all without it"),
    topBox: z
      .number()
      .int()
      .min(1)
      .max(10)
      .default(USUAL_TOP_BOX)
      .describe("how many of the highest points are a rating's top box; half of the scale at most"),
  }),
  needs: ["questions"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { questions: keys, topBox }, { seed }) {
    const all = study.questions ?? [];
    const unknown = keys.find((key) => !all.some((question) => question.key === key));
    if (unknown !== undefined) {
      const known = all.map(({ key }) => key).join(", ");
      throw new RangeError(`There is no question ${unknown}. There are: ${known}.`);
    }
    const asked = keys.length === 0 ? all : all.filter(({ key }) => keys.includes(key));
    const result: Questions = {
      method: "questions",
      seed,
      engine: ENGINE,
      questions: questionFigures({ questions: asked, cohortNames: study.cohortNames, topBox }),
    };
    return { result, individual: null };
  },
});
