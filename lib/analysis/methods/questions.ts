import { z } from "zod";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { ChoiceStudy, QuestionAnswers } from "../study-data/choice-study";
import {
  type CohortMeans,
  type CohortShares,
  comparedMeans,
  comparedShares,
  type PartGap,
} from "./compared-parts";
import { defineMethod } from "./method";

/** Every other question by cohort. */
export interface Questions {
  readonly method: "questions";
  readonly seed: number;
  readonly engine: string;
  readonly questions: readonly QuestionFigures[];
}

/** The figures of one question; gaps are adjusted over its parts. */
export interface QuestionFigures {
  readonly key: string;
  readonly label: string;
  readonly measure: QuestionAnswers["measure"];
  readonly parts: QuestionAnswers["parts"];
  /** Chosen: who chose each option. Ranked: who ranked it at all. Null for amounts. */
  readonly shares: { readonly cohorts: CohortShares[]; readonly gaps: PartGap[] } | null;
  /** Amounts. Ranked: the mean place among those who ranked it. Null for what is chosen. */
  readonly means: { readonly cohorts: CohortMeans[]; readonly gaps: PartGap[] } | null;
}

export const questionsMethod = defineMethod({
  name: "questions",
  summary: "every other question by cohort: shares, means and medians with intervals",
  optionsSchema: z.strictObject({
    questions: z
      .array(z.string().min(1).max(200))
      .max(500)
      .default([])
      .describe("keys of the questions; all without it"),
  }),
  needs: ["questions"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { questions: keys }, { seed }) {
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
      questions: asked.map((question) => figuresOf(question, study)),
    };
    return { result, individual: null };
  },
});

function figuresOf(
  { key, label, measure, parts, values, cohort, weight }: QuestionAnswers,
  { cohortNames }: ChoiceStudy,
): QuestionFigures {
  const table = { cohort, weight, parts: parts.map(({ id }) => id), cohortNames };
  const ranked = { ...table, values: values.map((place) => (place === 0 ? Number.NaN : place)) };
  const isChosen = { ...table, values: values.map((value) => Number(value > 0)) };
  return {
    key,
    label,
    measure,
    parts,
    shares: measure === "amount" ? null : comparedShares(isChosen),
    means:
      measure === "chosen"
        ? null
        : comparedMeans(measure === "ranked" ? ranked : { ...table, values }),
  };
}
