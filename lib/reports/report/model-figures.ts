import type { Analysis, AnalysisGap, AnalysisItem } from "@/lib/analysis/methods/analysis";
import type { GapFigures } from "@/lib/maxdiff/compare/compare-estimates";
import type { ItemCounts } from "@/lib/maxdiff/counts/item-tally";
import type { ImportanceScale } from "../schema";
import type { Figure, Problem, ReportItem } from "./table-figures";

/** What a stored run says of importance, for the cohorts that are shown. */
interface ModelFigures {
  readonly cohorts: readonly {
    readonly respondents: number;
    readonly problem: Problem | null;
    /** By item. */
    readonly figures: readonly (Figure | null)[];
    readonly counts: readonly ItemCounts[];
  }[];
  /** Null with one cohort. */
  readonly list: {
    /** Null on a scale of which no error is estimated. */
    readonly margin: number | null;
    readonly global: null;
    readonly unlikeSets: readonly never[];
    readonly items: readonly GapFigures[];
  } | null;
}

const NO_COUNTS: ItemCounts = { shown: 0, best: 0, worst: 0 };

/**
 * The figures of hierarchical Bayes on one scale. Utilities are the means of the population that a
 * cohort stands for, with intervals and verdicts; shares and scores average its respondents' own, of
 * which the run keeps no error: their gaps have no interval, and so no verdict.
 *
 * @param items in the order of the report; one that the run does not know has no figure
 * @param shown indices of the one or two cohorts, in the order of the run
 */
export function modelFigures(
  run: Analysis,
  items: readonly ReportItem[],
  shown: readonly number[],
  scale: ImportanceScale,
): ModelFigures {
  const cohorts = shown.map((index) => {
    const cohort = run.cohorts[index];
    const known = new Map(cohort?.items.map((item) => [item.number, item]));
    const rows = items.map(({ number }) => known.get(number));
    const respondents = cohort?.respondents ?? 0;
    const figures = rows.map((item) => (item ? figureOf(item, scale, respondents) : null));
    const missing = items.filter((_, place) => figures[place] === null).map(({ number }) => number);
    const problem: Problem | null =
      respondents === 0
        ? { kind: "no respondents", items: [] }
        : missing.length > 0
          ? { kind: "not placed", items: missing }
          : null;
    return { respondents, problem, figures, counts: rows.map((item) => item ?? NO_COUNTS) };
  });
  const [from, to] = shown.map((index) => run.cohorts[index]?.name);
  if (from === undefined || to === undefined) return { cohorts, list: null };
  const gaps = new Map(gapsBetween(run, from, to).map((gap) => [gap.number, gap]));
  const [one, other] = cohorts;
  const list = items.map(({ number }, place): GapFigures => {
    const gap = gaps.get(number);
    if (scale === "utility" && gap) return gap;
    const [left, right] = [one.figures[place], other.figures[place]];
    const value = scale !== "utility" && left && right ? right.value - left.value : null;
    return { gap: value, low: null, high: null, pHolm: null, verdict: "cannot tell" };
  });
  const margin = scale === "utility" ? Number(run.diagnostics.margin) : null;
  return { cohorts, list: { margin, global: null, unlikeSets: [], items: list } };
}

function figureOf(item: AnalysisItem, scale: ImportanceScale, n: number): Figure | null {
  const plain = (value: number | null) =>
    value === null ? null : { value, low: null, high: null, n };
  if (scale === "share") return plain(item.share);
  if (scale === "score") return plain(item.score);
  const { utility: value, low, high } = item;
  return value === null ? null : { value, low, high, n };
}

/** A run has each pair of cohorts once: asked for the other way round, its gaps change their sign. */
function gapsBetween({ gaps }: Analysis, from: string, to: string): AnalysisGap[] {
  const minus = (value: number | null) => (value === null ? null : -value);
  return gaps.flatMap((gap) => {
    if (gap.from === from && gap.to === to) return [gap];
    if (gap.from !== to || gap.to !== from) return [];
    return [{ ...gap, from, to, gap: minus(gap.gap), low: minus(gap.high), high: minus(gap.low) }];
  });
}
