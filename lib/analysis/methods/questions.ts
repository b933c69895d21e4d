import { z } from "zod";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { ChoiceStudy, QuestionAnswers } from "../study-data/choice-study";
import {
  type CohortMeans,
  type CohortShares,
  comparedMeans,
  comparedShares,
  type PartGap,
  type PartTable,
} from "./compared-parts";
import { defineMethod } from "./method";
import { cohortPairs } from "./method-estimate";

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
  /** Chosen: who chose each option. Ranked: who ranked it at all. Null for all else. */
  readonly shares: { readonly cohorts: CohortShares[]; readonly gaps: PartGap[] } | null;
  /** Amounts and ratings. Ranked: the mean place among those who ranked it. Null for all else. */
  readonly means: { readonly cohorts: CohortMeans[]; readonly gaps: PartGap[] } | null;
  /** Who rated each row with one of the highest points; null where nothing is rated. */
  readonly topBox: TopBox | null;
  /** Null for what is no day. */
  readonly days: { readonly cohorts: CohortDays[]; readonly gaps: DayGap[] } | null;
}

/** Of those who rated a row, who gave it a point of the top box. */
export interface TopBox {
  /** The names of all points from the lowest. */
  readonly points: readonly string[];
  /** How many of the highest are the top box. */
  readonly boxes: number;
  readonly cohorts: CohortShares[];
  readonly gaps: PartGap[];
  /** How many respondents gave each point, by row, in the order of the points. */
  readonly counts: readonly {
    readonly name: string;
    readonly parts: readonly { readonly part: string; readonly counts: readonly number[] }[];
  }[];
}

/** Days of one cohort as ISO 8601 writes them; null where nobody answered. */
export interface CohortDays {
  readonly name: string;
  readonly answered: number;
  /** The earlier of the two in the middle where an even number answered and half a day lies between. */
  readonly median: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** The median day of cohort `to` minus that of cohort `from`, in days. */
export interface DayGap {
  readonly from: string;
  readonly to: string;
  readonly days: number | null;
}

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
      .default(2)
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
      questions: asked.map((question) => figuresOf(question, study, topBox)),
    };
    return { result, individual: null };
  },
});

function figuresOf(
  question: QuestionAnswers,
  { cohortNames }: ChoiceStudy,
  topBox: number,
): QuestionFigures {
  const { key, label, measure, parts, values, cohort, weight } = question;
  const table = { values, cohort, weight, parts: parts.map(({ id }) => id), cohortNames };
  const place = (value: number) => (value === 0 ? Number.NaN : value);
  const isChosen = { ...table, values: values.map((value) => Number(value > 0)) };
  const none = { shares: null, means: null, topBox: null, days: null };
  const figures = { key, label, measure, parts, ...none };
  switch (measure) {
    case "chosen":
      return { ...figures, shares: comparedShares(isChosen) };
    case "ranked": {
      const means = comparedMeans({ ...table, values: values.map(place) });
      return { ...figures, shares: comparedShares(isChosen), means };
    }
    case "amount":
      return { ...figures, means: comparedMeans(table) };
    case "rating":
      return {
        ...figures,
        means: comparedMeans(table),
        topBox: topBoxOf(table, question.points ?? [], topBox),
      };
    case "day":
      return { ...figures, days: daysOf(table) };
  }
}

function topBoxOf(table: PartTable, points: readonly string[], wished: number): TopBox {
  const boxes = Math.max(1, Math.min(wished, Math.floor(points.length / 2)));
  const isTop = (value: number) =>
    Number.isNaN(value) ? value : Number(value > points.length - boxes);
  const width = table.parts.length;
  return {
    points,
    boxes,
    ...comparedShares({ ...table, values: table.values.map(isTop) }),
    counts: table.cohortNames.map((name, group) => ({
      name,
      parts: table.parts.map((part, index) => {
        const counts = points.map(() => 0);
        table.cohort.forEach((own, respondent) => {
          const value = table.values[respondent * width + index];
          if (own === group && !Number.isNaN(value)) counts[value - 1] += 1;
        });
        return { part, counts };
      }),
    })),
  };
}

function daysOf(table: PartTable): NonNullable<QuestionFigures["days"]> {
  const medians = comparedMeans(table).cohorts.map(({ parts: [day] }) => day);
  return {
    cohorts: table.cohortNames.map((name, group) => {
      let [earliest, latest]: (number | null)[] = [null, null];
      table.values.forEach((day, respondent) => {
        if (table.cohort[respondent] !== group) return;
        earliest = Math.min(earliest ?? day, day);
        latest = Math.max(latest ?? day, day);
      });
      const { answered, median } = medians[group];
      return {
        ...{ name, answered },
        ...{ median: isoDay(median), earliest: isoDay(earliest), latest: isoDay(latest) },
      };
    }),
    gaps: cohortPairs(table.cohortNames.length).map(({ from, to }) => {
      const [one, other] = [medians[from].median, medians[to].median];
      const days = one === null || other === null ? null : other - one;
      return { from: table.cohortNames[from], to: table.cohortNames[to], days };
    }),
  };
}

const DAY = 86_400_000;

function isoDay(days: number | null): string | null {
  return days === null ? null : new Date(Math.floor(days) * DAY).toISOString().slice(0, 10);
}
