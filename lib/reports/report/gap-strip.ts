import type { Analysis } from "@/lib/analysis/methods/analysis";
import type { Causes } from "@/lib/analysis/methods/causes";
import { type StripSign, stripSign } from "@/lib/maxdiff/causes/strip";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import type { ReportItem } from "./table-figures";

/** An analysis that the gaps of a study can be held against, in the order in which they are shown. */
export const STRIP_ANALYSES = [
  { name: "counts", isRequired: false },
  { name: "logit sequential", isRequired: true },
  { name: "logit tricked", isRequired: true },
  { name: "logit pair", isRequired: true },
  { name: "hb", isRequired: true },
] as const;
export type StripAnalysis = (typeof STRIP_ANALYSES)[number]["name"];

/** By analysis, the sign that it gives to each item, by number; an analysis that has not run is not there. */
export type GapStrip = ReadonlyMap<StripAnalysis, ReadonlyMap<number, StripSign>>;

/**
 * What every analysis that has run says of the gaps of two cohorts: net counts and the sequential logit
 * of the comparison, the other likelihoods of the causes, hierarchical Bayes of its own run or else of the
 * causes. Runs of earlier answers say nothing of these.
 *
 * @param shown indices of the two cohorts, which all of them have in one order
 * @param items in the order of the comparison
 */
export function gapStrip(
  shown: readonly number[],
  items: readonly ReportItem[],
  found: { comparison: CohortComparison; model: Analysis | null; causes: Causes | null },
): GapStrip | null {
  const [from, to] = shown;
  if (to === undefined) return null;
  const strip = new Map<StripAnalysis, ReadonlyMap<number, StripSign>>();
  const compared = (name: StripAnalysis, scale: "net" | "utility") => {
    const list = found.comparison.gaps.find(
      (gaps) => gaps.from === from && gaps.to === to && gaps.scale === scale,
    );
    const signs = items.map(({ number }, item) => [number, stripSign(list?.items[item])] as const);
    strip.set(name, new Map(signs));
  };
  compared("counts", "net");
  compared("logit sequential", "utility");
  const { causes, model } = found;
  if (causes) {
    const names = shown.map((index) => causes.cohorts[index]?.name);
    for (const pair of causes.pairs) {
      if (!names.includes(pair.from) || !names.includes(pair.to)) continue;
      const turn = pair.from === names[0] ? 1 : -1;
      for (const { analysis, signs } of pair.strip) {
        const known = STRIP_ANALYSES.find(({ name }) => name === analysis);
        if (!known || strip.has(known.name)) continue;
        strip.set(known.name, signsOf(signs, turn));
      }
    }
  }
  if (model) {
    const names = shown.map((index) => model.cohorts[index]?.name);
    const own = model.gaps.filter((gap) => names.includes(gap.from) && names.includes(gap.to));
    const turn = own[0]?.from === names[0] ? 1 : -1;
    const signs = own.map((gap) => ({ number: gap.number, sign: stripSign(gap) }));
    strip.set("hb", signsOf(signs, turn));
  }
  return strip;
}

/** @param turn -1 where the cohorts stand the other way round */
function signsOf(
  signs: readonly { number: number; sign: StripSign }[],
  turn: 1 | -1,
): ReadonlyMap<number, StripSign> {
  return new Map(
    signs.map(({ number, sign }) => [
      number,
      sign === null || sign === 0 ? sign : sign === turn ? 1 : -1,
    ]),
  );
}
