import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import {
  type CohortMeans,
  type CohortShares,
  comparedMeans,
  comparedShares,
  type PartGap,
  type PartTable,
} from "./compared-parts";

/** An option, a row of a grid, or the whole of a question. */
interface QuestionPart {
  readonly id: string;
  readonly label: string;
}

/** What a figure of a question says; a type of question names one of them. */
type Measure = "chosen" | "ranked" | "amount" | "rating" | "day";

/** The answers to one question: a row for each of N respondents, a column for each of P parts. */
export interface AnsweredQuestion {
  readonly key: string;
  readonly label: string;
  readonly measure: Measure;
  readonly parts: readonly QuestionPart[];
  /** The names of a rating's points from the lowest; absent where nothing is rated. */
  readonly points?: readonly string[];
  /** N × P; NaN where nothing was said of a part. */
  readonly values: Float64Array;
  /** N cohort indices. */
  readonly cohort: Int32Array;
  /** N, finite and not negative. */
  readonly weight: Float64Array;
}

/** The figures of one question; gaps are adjusted over its parts. */
export interface QuestionFigures {
  readonly key: string;
  readonly label: string;
  readonly measure: Measure;
  readonly parts: readonly QuestionPart[];
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

/**
 * The figures of questions by cohort, with the differences of every pair of cohorts.
 *
 * @param input.topBox how many of the highest points are a rating's top box; half of the scale at most
 */
export function questionFigures(input: {
  questions: readonly AnsweredQuestion[];
  cohortNames: readonly string[];
  topBox: number;
}): QuestionFigures[] {
  return input.questions.map((question) => figuresOf(question, input.cohortNames, input.topBox));
}

function figuresOf(
  question: AnsweredQuestion,
  cohortNames: readonly string[],
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
