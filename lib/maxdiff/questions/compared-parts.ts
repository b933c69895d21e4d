import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { type Gap, significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import { chiSquareUpperTail, studentQuantile, studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import { wilson } from "@/lib/stats/wilson";

/** A table of figures, a row a respondent and a column a part, to be compared between cohorts. */
export interface PartTable {
  /** N × P; NaN where a respondent said nothing of a part. */
  readonly values: Float64Array;
  /** N. */
  readonly cohort: Int32Array;
  /** N, finite and not negative. */
  readonly weight: Float64Array;
  /** Ids of the P parts. */
  readonly parts: readonly string[];
  readonly cohortNames: readonly string[];
}

/** Percentages of one cohort. */
export interface CohortShares {
  readonly name: string;
  readonly parts: readonly {
    readonly part: string;
    /** Respondents of weight above 0 who said something of it, … */
    readonly answered: number;
    /** … and how many unweighted ones say as much, (Σ w)² / Σ w². */
    readonly effective: number;
    /** 0 … 100 with its 95 % interval (Wilson); null where nobody said anything. */
    readonly share: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** Means of one cohort. */
export interface CohortMeans {
  readonly name: string;
  readonly parts: readonly {
    readonly part: string;
    readonly answered: number;
    readonly effective: number;
    /** With its error and 95 % interval (Student); errors need two respondents who differ. */
    readonly mean: number | null;
    readonly se: number | null;
    readonly low: number | null;
    readonly high: number | null;
    /** Half of the weight lies at or below it. */
    readonly median: number | null;
  }[];
}

/** One part's figure in cohort `to` minus that in cohort `from`, adjusted over the parts of the table. */
export interface PartGap extends Pick<Gap, "gap" | "low" | "high" | "p" | "pHolm" | "significant"> {
  readonly part: string;
  readonly from: string;
  readonly to: string;
}

const LEVEL = 1 - significanceLevel;
/** 1.96: what Student's quantile tends to. */

/**
 * Percentages of 1 among 1 and 0, by cohort, and their differences in percentage points.
 *
 * Intervals are Wilson's, those of a difference Newcombe's; p-values are Pearson's chi-square without
 * correction. With weights the effective number of respondents stands in for their number.
 *
 * Sources: E. B. Wilson (1927), JASA 22, 209-212; R. G. Newcombe (1998), Statistics in Medicine 17,
 * 873-890, method 10; L. Kish (1965), Survey Sampling, for the effective number.
 */
export function comparedShares(table: PartTable): { cohorts: CohortShares[]; gaps: PartGap[] } {
  const found = table.cohortNames.map((_, cohort) =>
    table.parts.map((_, part) => {
      const { effective, answered, mean } = moments(table, cohort, part);
      return { answered, effective, ...intervalOf(mean, effective), mean };
    }),
  );
  return {
    cohorts: table.cohortNames.map((name, cohort) => ({
      name,
      parts: table.parts.map((part, index) => {
        const { answered, effective, mean, low, high } = found[cohort][index];
        return {
          part,
          answered,
          effective,
          share: hundred(mean),
          low: hundred(low),
          high: hundred(high),
        };
      }),
    })),
    gaps: gapsOf(table, (from, to, part) => {
      const [one, other] = [found[from][part], found[to][part]];
      if (one.mean === null || other.mean === null) return UNKNOWN;
      const below = Math.hypot(other.mean - Number(other.low), Number(one.high) - one.mean);
      const above = Math.hypot(Number(other.high) - other.mean, one.mean - Number(one.low));
      const gap = other.mean - one.mean;
      const pooled =
        (one.effective * one.mean + other.effective * other.mean) /
        (one.effective + other.effective);
      const variance = pooled * (1 - pooled) * (1 / one.effective + 1 / other.effective);
      return {
        gap: 100 * gap,
        low: 100 * (gap - below),
        high: 100 * (gap + above),
        // All or nobody in both: nothing speaks of a difference.
        p: variance > 0 ? chiSquareUpperTail(gap ** 2 / variance, 1) : 1,
      };
    }),
  };
}

/**
 * Means by cohort with their differences: Student's t with Welch's degrees of freedom. With weights
 * each error is that of a weighted mean, clustered on the respondent.
 */
export function comparedMeans(table: PartTable): { cohorts: CohortMeans[]; gaps: PartGap[] } {
  const found = table.cohortNames.map((_, cohort) =>
    table.parts.map((_, part) => moments(table, cohort, part)),
  );
  return {
    cohorts: table.cohortNames.map((name, cohort) => ({
      name,
      parts: table.parts.map((part, index) => {
        const { answered, effective, mean, se, median } = found[cohort][index];
        const half = se === null ? null : se * studentQuantile(LEVEL, answered - 1);
        return {
          part,
          answered,
          effective,
          mean,
          se,
          low: mean === null || half === null ? null : mean - half,
          high: mean === null || half === null ? null : mean + half,
          median,
        };
      }),
    })),
    gaps: gapsOf(table, (from, to, part) => {
      const [one, other] = [found[from][part], found[to][part]];
      if (one.mean === null || other.mean === null) return UNKNOWN;
      const gap = other.mean - one.mean;
      if (one.se === null || other.se === null) return { ...UNKNOWN, gap };
      const variance = one.se ** 2 + other.se ** 2;
      const degrees =
        variance ** 2 / (one.se ** 4 / (one.answered - 1) + other.se ** 4 / (other.answered - 1));
      const half = Math.sqrt(variance) * studentQuantile(LEVEL, degrees);
      return {
        gap,
        low: gap - half,
        high: gap + half,
        p: studentTwoSided(gap / Math.sqrt(variance), degrees),
      };
    }),
  };
}

type RawPartGap = Pick<PartGap, "gap" | "low" | "high" | "p">;
const UNKNOWN: RawPartGap = { gap: null, low: null, high: null, p: null };

function gapsOf(
  { cohortNames, parts }: PartTable,
  gapOf: (from: number, to: number, part: number) => RawPartGap,
): PartGap[] {
  return cohortPairs(cohortNames.length).flatMap(({ from, to }) => {
    const raw = parts.map((_, part) => gapOf(from, to, part));
    const adjusted = holm(raw.map(({ p }) => p));
    return raw.map((gap, part) => {
      const pHolm = adjusted[part];
      const significant = pHolm !== null && pHolm < significanceLevel;
      const names = { part: parts[part], from: cohortNames[from], to: cohortNames[to] };
      return { ...names, ...gap, pHolm, significant };
    });
  });
}

/** Of one part in one cohort; the error is that of the weighted mean, with n / (n − 1). */
function moments({ values, cohort, weight, parts }: PartTable, group: number, part: number) {
  const own: { value: number; weight: number }[] = [];
  cohort.forEach((each, respondent) => {
    const value = values[respondent * parts.length + part];
    if (each !== group || weight[respondent] === 0 || Number.isNaN(value)) return;
    own.push({ value, weight: weight[respondent] });
  });
  const answered = own.length;
  const total = own.reduce((sum, one) => sum + one.weight, 0);
  const squares = own.reduce((sum, one) => sum + one.weight ** 2, 0);
  if (answered === 0) return { answered, effective: 0, mean: null, se: null, median: null };
  const mean = own.reduce((sum, one) => sum + one.weight * one.value, 0) / total;
  const spread = own.reduce((sum, one) => sum + (one.weight * (one.value - mean)) ** 2, 0);
  const se = answered < 2 ? 0 : Math.sqrt((spread * answered) / (answered - 1)) / total;
  own.sort((one, other) => one.value - other.value);
  let below = 0;
  const middle = own.findIndex((one) => {
    below += one.weight;
    return below >= total / 2;
  });
  const isBetween = below === total / 2 && middle + 1 < answered;
  const median = isBetween ? (own[middle].value + own[middle + 1].value) / 2 : own[middle].value;
  return { answered, effective: total ** 2 / squares, mean, se: se > 0 ? se : null, median };
}

function intervalOf(
  share: number | null,
  respondents: number,
): { low: number | null; high: number | null } {
  return share === null ? { low: null, high: null } : wilson(share, respondents);
}

function hundred(part: number | null): number | null {
  return part === null ? null : 100 * part;
}
