import { z } from "zod";
import type { DecisivenessRatio } from "@/lib/maxdiff/causes/decisiveness";
import type { Cause, CauseReason, NamedPair, PairTold } from "@/lib/maxdiff/causes/judge-causes";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { Verdict } from "@/lib/maxdiff/compare/compare-estimates";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { ChoiceStudy } from "../study-data/choice-study";
import { type CheckFigures, checkFigures } from "./agreement";
import { aboveAnchor } from "./anchors";
import { fitApart, fitApartOptions } from "./fit-apart";
import { defineMethod } from "./method";
import { mergedMarginOption, pairOption, utilityMarginOption } from "./options";
import { pairIndices } from "./pair-indices";

/** The instruments that a study can ask for; without one, what it would tell cannot be told. */
export type Instrument = "anchors" | "named-pairs" | "repeated-tasks" | "wordings" | "definitions";

/** The table of causes: one row an item and pair of cohorts. */
export interface Causes {
  readonly method: "causes";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  /** Of gaps, and of the gap of two items taken as one; in logits. */
  readonly margin: number;
  readonly mergedMargin: number;
  /** What was not asked, so that causes rest on the model alone there. */
  readonly notAsked: readonly Instrument[];
  /** Each cohort fitted by itself. */
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    readonly converged: boolean;
    readonly rhatMax: number;
    readonly essBulkMin: number;
  }[];
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    readonly decisiveness: DecisivenessRatio;
    /** Pairs that were named beforehand, and what came of each. */
    readonly named: readonly ToldPair[];
    /** Pairs that nobody named and that look like one thing: exploratory, Holm over all of them. */
    readonly exploratory: readonly ToldPair[];
    /** By analysis: where it finds the cohorts different, as signs by item; null without a figure. */
    readonly strip: readonly {
      readonly analysis: string;
      readonly isRequired: boolean;
      readonly signs: readonly { readonly number: number; readonly sign: -1 | 0 | 1 | null }[];
    }[];
    /** Numbers of the items that serve as the zero of the gaps: those that do not differ. */
    readonly unmoved: readonly number[];
  }[];
  readonly causes: readonly ToldCause[];
  /** What repeated and holdout tasks say; absent where none were asked. */
  readonly checks?: CheckFigures;
}

/** Two items taken as one, by their numbers. */
export interface ToldPair extends Omit<PairTold, "items"> {
  readonly numbers: readonly [number, number];
}

/** Why two cohorts differ on an item; gaps in utility, `to` minus `from`, from the items that do not. */
export interface ToldCause {
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly gap: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pHolm: number | null;
  readonly verdict: Verdict;
  /** Null where no gap is told. */
  readonly cause: Cause | null;
  /** The number of the pair's other item, where the cause is about a pair. */
  readonly with: number | null;
  readonly reasons: readonly CauseReason[];
}

export const causesMethod = defineMethod({
  name: "causes",
  summary: "why the cohorts differ on an item: priority, vocabulary, substitution, answer noise, …",
  optionsSchema: z.strictObject({
    ...fitApartOptions,
    margin: utilityMarginOption,
    mergedMargin: mergedMarginOption,
    synonyms: pairOption.describe(
      "pairs that may be two words for one thing, named beforehand, as item numbers: 3-7,4-5",
    ),
    substitutes: pairOption.describe(
      "pairs that may stand in for each other, named beforehand, as item numbers",
    ),
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: ["anchors", "checks"],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, hooks) {
    const { seed, compute } = hooks;
    const { data, cohortNames, itemNumbers } = study;
    const { likelihood, margin, mergedMargin } = options;
    const pairs: NamedPair[] = (["synonym", "substitute"] as const).flatMap((kind) =>
      pairIndices(options[`${kind}s`], itemNumbers).map((items) => ({ items, kind })),
    );
    const needed = neededShares(study);
    const fits = await fitApart(data, options, hooks);
    const checked = await checkFigures(study, fits, likelihood, hooks);
    const told = await compute("tell-causes", {
      data,
      likelihood,
      fits: fits.map(({ meanDraws, spreadDraws, itemCount, placed }) => ({
        ...{ meanDraws, spreadDraws, itemCount, placed },
      })),
      pairs,
      needed,
      agreement: checked?.told.differences.map(({ from, to, parts: { both } }) => ({
        cohorts: [from, to] as const,
        from: checked.told.agreement[from]?.parts.both.share ?? 0,
        to: checked.told.agreement[to]?.parts.both.share ?? 0,
        ...both,
      })),
      margin,
      mergedMargin,
    });
    const numbered = ({ items: [one, other], ...pair }: PairTold): ToldPair => ({
      numbers: [itemNumbers[one], itemNumbers[other]],
      ...pair,
    });
    const notAsked: Instrument[] = [
      ...(needed ? [] : (["anchors"] as const)),
      ...(pairs.length > 0 ? [] : (["named-pairs"] as const)),
      ...(checked && checked.figures.differences.length > 0 ? [] : (["repeated-tasks"] as const)),
      "wordings",
      "definitions",
    ];
    const result: Causes = {
      method: "causes",
      likelihood,
      seed,
      engine: ENGINE,
      margin,
      mergedMargin,
      notAsked,
      cohorts: fits.map(({ convergence, respondentCount }, cohort) => ({
        name: cohortNames[cohort],
        respondents: respondentCount,
        converged: convergence.converged,
        rhatMax: convergence.rHatMax,
        essBulkMin: convergence.essBulkMin,
      })),
      pairs: told.map(({ from, to, strip, causes: { decisiveness, unmoved, ...own } }) => ({
        from: cohortNames[from],
        to: cohortNames[to],
        decisiveness,
        named: own.named.map(numbered),
        exploratory: own.exploratory.map(numbered),
        strip: strip.map(({ signs, ...mark }) => ({
          ...mark,
          signs: signs.map((sign, item) => ({ number: itemNumbers[item], sign })),
        })),
        unmoved: unmoved.map((item) => itemNumbers[item]),
      })),
      causes: told.flatMap(({ from, to, causes }) =>
        causes.items.map(({ item, reasons, with: other, ...figures }) => ({
          number: itemNumbers[item],
          from: cohortNames[from],
          to: cohortNames[to],
          ...figures,
          with: other === null ? null : itemNumbers[other],
          reasons: reasons.map((reason) =>
            "with" in reason ? { ...reason, with: itemNumbers[reason.with] } : reason,
          ),
        })),
      ),
      ...(checked ? { checks: checked.figures } : {}),
    };
    return { result, individual: null };
  },
});

/** By cohort and item: the part, 0 … 1, who put it above the anchor; null where nobody was asked directly. */
function neededShares(study: ChoiceStudy): (number | null)[][] | null {
  if (!study.anchors || study.anchors.directResponses.length === 0) return null;
  return aboveAnchor(study, study.anchors.directResponses).cohorts.map(({ parts }) =>
    parts.map(({ share }) => (share === null ? null : share / 100)),
  );
}
