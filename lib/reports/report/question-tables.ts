import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { defaultTopMargin } from "@/lib/maxdiff/compare/margins";
import { type ColumnGap, columnsBelow } from "@/lib/maxdiff/compare/significance-letters";
import type { CohortMeans, CohortShares, PartGap } from "@/lib/maxdiff/questions/compared-parts";
import type { QuestionFigures } from "@/lib/maxdiff/questions/question-figures";
import { LEAST_SHOWN } from "../schema";
import type { FoundGap, ReportCohort } from "./gap-table";
import { hiddenCells } from "./minimum-cell";
import { DECIMALS, type Figure, rounded, roundedOrNull } from "./table-figures";

/** What a figure of a question says. */
export type QuestionScale = "share" | "ranked" | "place" | "amount" | "rating" | "top-box" | "day";

/** Figures in columns, one a cohort, as the chart, the table and a file show them, rounded once. */
export interface ColumnTable {
  /** Unique in the report; names its files. */
  readonly key: string;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Gaps whose whole interval is within ± margin count as none; null where none is stated. */
  readonly margin: number | null;
  readonly columns: readonly TableColumn[];
  /** Of all columns together. */
  readonly total: { readonly respondents: number | null };
  readonly rows: readonly ColumnRow[];
}

/** One thing that the figures of a question say. */
export interface QuestionTable extends ColumnTable {
  /** The question's own key, and its words. */
  readonly question: string;
  readonly text: string;
  readonly scale: QuestionScale;
  /** The names of a rating's points from the lowest, and how many of the highest are its top box. */
  readonly points: readonly string[];
  readonly boxes: number;
}

/** A column of a table. */
interface TableColumn extends ReportCohort {
  /** The most who said something of a row; null where that is not shown either. */
  readonly respondents: number | null;
}

/** A figure; "few" where so few people are behind it that it is not shown, null where nobody is. */
export type ColumnCell = ColumnFigure | "few" | null;

export interface ColumnFigure extends Figure {
  /** Of amounts; null elsewhere. */
  readonly median: number | null;
}

export interface ColumnRow {
  readonly key: string;
  readonly label: string;
  /** By column. A day is its number since 1 January 1970. */
  readonly cells: readonly ColumnCell[];
  readonly total: ColumnCell;
  /** Of two columns, the second minus the first; null with more, or where a figure is missing. */
  readonly gap: FoundGap | null;
  /** With more than two columns: by column those (0-based) that it is higher than. */
  readonly below: readonly (readonly number[])[];
}

/** The tables of every question: one for each thing that its figures say. */
export function questionTables(input: {
  cohorts: readonly QuestionFigures[];
  total: readonly QuestionFigures[];
  columns: readonly ReportCohort[];
}): QuestionTable[] {
  return input.cohorts.flatMap((question, index) => {
    const total = input.total[index];
    const of = (scale: QuestionScale, own: Pick<Source, "cohorts" | "total" | "gaps">) =>
      build(question, scale, input.columns, own);
    const tables: QuestionTable[] = [];
    if (question.shares && total.shares) {
      const scale = question.measure === "ranked" ? "ranked" : "share";
      tables.push(of(scale, ofShares(question.shares, total.shares)));
    }
    if (question.topBox && total.topBox) {
      tables.push(of("top-box", ofShares(question.topBox, total.topBox)));
    }
    if (question.means && total.means) {
      const scale =
        question.measure === "ranked"
          ? "place"
          : question.measure === "rating"
            ? "rating"
            : "amount";
      tables.push(of(scale, ofMeans(question.means, total.means)));
    }
    if (question.days && total.days) {
      const [whole] = total.days.cohorts;
      tables.push(
        of("day", {
          cohorts: question.days.cohorts.map((day) => [dayCell(day)]),
          total: [dayCell(whole)],
          gaps: [],
        }),
      );
    }
    return tables;
  });
}

interface Found {
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly median: number | null;
}

interface Source {
  /** By cohort and part. */
  readonly cohorts: readonly (readonly Found[])[];
  /** By part. */
  readonly total: readonly Found[];
  readonly gaps: readonly PartGap[];
}

function ofShares(
  { cohorts, gaps }: { cohorts: readonly CohortShares[]; gaps: readonly PartGap[] },
  total: { cohorts: readonly CohortShares[] },
): Source {
  const found = ({ parts }: CohortShares) =>
    parts.map(
      ({ answered: n, share: value, low, high }): Found => ({ n, value, low, high, median: null }),
    );
  return { cohorts: cohorts.map(found), total: found(total.cohorts[0]), gaps };
}

function ofMeans(
  { cohorts, gaps }: { cohorts: readonly CohortMeans[]; gaps: readonly PartGap[] },
  total: { cohorts: readonly CohortMeans[] },
): Source {
  const found = ({ parts }: CohortMeans) =>
    parts.map(
      ({ answered: n, mean: value, low, high, median }): Found => ({ n, value, low, high, median }),
    );
  return { cohorts: cohorts.map(found), total: found(total.cohorts[0]), gaps };
}

const DAY = 86_400_000;

function dayCell({ answered, median }: { answered: number; median: string | null }): Found {
  const value = median === null ? null : Date.parse(median) / DAY;
  return { n: answered, value, low: null, high: null, median: null };
}

const PERCENT: readonly QuestionScale[] = ["share", "ranked", "top-box"];

function build(
  question: QuestionFigures,
  scale: QuestionScale,
  columns: readonly ReportCohort[],
  source: Source,
): QuestionTable {
  const isPercent = PERCENT.includes(scale);
  const points = question.topBox?.points ?? [];
  const margin = isPercent ? defaultTopMargin : null;
  const most = (found: readonly Found[]) => Math.max(0, ...found.map(({ n }) => n));
  const sizes = source.cohorts.map(most);
  const isHidden = hiddenCells(sizes, LEAST_SHOWN);
  const suffix = scale === "place" || scale === "top-box" ? `-${scale}` : "";
  return {
    key: `question-${question.key}${suffix}`,
    question: question.key,
    text: question.label,
    scale,
    lowest: isPercent ? 0 : scale === "place" || scale === "rating" ? 1 : null,
    highest: isPercent
      ? 100
      : scale === "rating"
        ? points.length
        : scale === "place"
          ? question.parts.length
          : null,
    points,
    boxes: question.topBox?.boxes ?? 0,
    margin,
    columns: columns.map((column, index) => ({
      ...column,
      respondents: isHidden.cells[index] ? null : sizes[index],
    })),
    total: { respondents: isHidden.total ? null : most(source.total) },
    rows: question.parts.map(({ id, label }, part) => {
      const found = source.cohorts.map((cohort) => cohort[part]);
      const hidden = hiddenCells(
        found.map(({ n }) => n),
        LEAST_SHOWN,
      );
      const gaps = placedGaps(source.gaps, id, columns.length).filter(
        ({ from, to }) => !hidden.cells[from] && !hidden.cells[to],
      );
      return {
        key: id,
        label,
        cells: found.map((own, index) => cell(own, scale, hidden.cells[index])),
        total: cell(source.total[part], scale, hidden.total),
        gap: columns.length === 2 && gaps[0] ? foundGap(gaps[0], margin) : null,
        below: columns.length > 2 ? columnsBelow(gaps, columns.length) : [],
      };
    }),
  };
}

function cell(
  { n, value, low, high, median }: Found,
  scale: QuestionScale,
  isHidden: boolean,
): ColumnCell {
  if (isHidden) return "few";
  if (value === null) return null;
  return {
    n,
    value: rounded(value),
    low: roundedOrNull(low),
    high: roundedOrNull(high),
    median: scale === "amount" ? roundedOrNull(median) : null,
  };
}

/** A gap whose cohorts are told by their places. */
type PlacedGap = Omit<PartGap, "from" | "to"> & ColumnGap;

/** The gaps of one part: the engine lists every pair of cohorts, the earlier one first. */
function placedGaps(gaps: readonly PartGap[], part: string, cohortCount: number): PlacedGap[] {
  const own = gaps.filter((gap) => gap.part === part);
  return own.length === 0
    ? []
    : cohortPairs(cohortCount).map((pair, index) => ({ ...own[index], ...pair }));
}

function foundGap(found: PlacedGap, margin: number | null): FoundGap | null {
  const { gap, low, high, pHolm, significant } = found;
  if (gap === null) return null;
  const isSame = margin !== null && low !== null && high !== null && low > -margin && high < margin;
  return {
    gap: rounded(gap),
    low: roundedOrNull(low),
    high: roundedOrNull(high),
    pHolm: pHolm === null ? null : Number(pHolm.toPrecision(DECIMALS)),
    verdict: isSame ? "same" : significant ? "different" : "cannot tell",
  };
}
