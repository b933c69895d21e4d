import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { type LikelihoodName, likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { centreCovarianceOn, centreOn } from "@/lib/maxdiff/compare/centre-on";
import { coAppearance } from "@/lib/maxdiff/compare/co-appearance";
import type { CohortEstimate } from "@/lib/maxdiff/compare/cohort-estimate";
import { compareEstimates, type Gap, judgeRawGaps } from "@/lib/maxdiff/compare/compare-estimates";
import { countsUtilities } from "@/lib/maxdiff/compare/counts-utilities";
import { logitEstimate } from "@/lib/maxdiff/compare/logit-estimate";
import { mergedPairs } from "@/lib/maxdiff/compare/merged-pairs";
import { sharedResiduals } from "@/lib/maxdiff/compare/shared-residuals";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { aggregateLogit, type LogitEstimate } from "@/lib/maxdiff/logit/aggregate-logit";
import {
  type CohortFit,
  type GapCauses,
  judgeCauses,
  type MeasuredAgreement,
  type NamedPair,
  type NeededShares,
} from "./judge-causes";
import { type StripMark, stripSign } from "./strip";
import { summaryOfDraws } from "./unmoved-items";

/**
 * The causes of the gaps of every pair of cohorts, with all that the rule asks for besides the fits:
 * counts and the logit under each likelihood for the strip, co-appearance for the pairs.
 *
 * @param fits hierarchical Bayes of each cohort alone, in the order of the cohorts
 * @param agreement on repeated tasks, of the pairs of cohorts that were asked some
 * @param needed by cohort: the part who put each item above the anchor; null where nobody was asked
 * @param margin of gaps in logits, above 0; mergedMargin of the gap of two items taken as one
 */
export function tellCauses(input: {
  data: ChoiceData;
  likelihood: LikelihoodName;
  fits: readonly CohortFit[];
  pairs: readonly NamedPair[];
  needed: readonly (readonly (number | null)[])[] | null;
  agreement?: readonly (MeasuredAgreement & { readonly cohorts: readonly [number, number] })[];
  margin: number;
  mergedMargin: number;
}): { from: number; to: number; causes: GapCauses; strip: StripMark[] }[] {
  const { data, likelihood, fits, pairs, needed, agreement = [], margin, mergedMargin } = input;
  const members = fits.map((_, cohort) => cohortRespondents(data, cohort));
  const logits = new Map(
    likelihoodNames.map((name) => [
      name,
      members.map((respondents) => aggregateLogit({ data, respondents, likelihood: name })),
    ]),
  );
  const counts = members.map((respondents) => countsUtilities(cohortCounts(data, respondents)));
  const residuals = new Map(
    sharedResiduals(
      members.map((respondents, cohort) => {
        const fit = logits.get(likelihood)?.[cohort];
        return fit?.status === "ok"
          ? coAppearance({ data, respondents, likelihood, utilities: fit.utilities })
          : [];
      }),
    ).map(({ items, z, isLow }) => [items.join("-"), { z, isLow }]),
  );
  const residualOf = (one: number, other: number) => {
    const found = residuals.get(`${Math.min(one, other)}-${Math.max(one, other)}`);
    return found && found.z !== null && found.isLow !== null
      ? { z: found.z, isLow: found.isLow }
      : undefined;
  };
  const mergedGapOf =
    (from: number, to: number) => (items: readonly [number, number], unmoved: Uint8Array) => {
      const [one, other] = [from, to].map((cohort) => logits.get(likelihood)?.[cohort]);
      if (one?.status !== "ok" || other?.status !== "ok") return null;
      const pair = mergedPairs(zeroedOn(one, unmoved), zeroedOn(other, unmoved), mergedMargin).find(
        (found) => found.items.every((item) => items.includes(item)),
      );
      return pair ? { gap: pair.mergedGap, low: pair.low, high: pair.high } : null;
    };
  return fits.flatMap((_, from) =>
    fits.slice(from + 1).map((_, later) => {
      const to = from + 1 + later;
      const strip: StripMark[] = [
        mark("counts", false, gapsOf(counts[from], counts[to], margin), data.itemCount),
        ...likelihoodNames.map((name) => {
          const [one, other] = [from, to].map((cohort) => {
            const fit = logits.get(name)?.[cohort];
            return fit?.status === "ok" ? logitEstimate(fit) : null;
          });
          return mark(`logit ${name}`, true, gapsOf(one, other, margin), data.itemCount);
        }),
        mark("hb", true, gapsOfDraws(fits[from], fits[to], margin), data.itemCount),
      ];
      const causes = judgeCauses({
        fits: [fits[from], fits[to]],
        pairs,
        residualOf,
        mergedGapOf: mergedGapOf(from, to),
        strip,
        agreement:
          agreement.find(({ cohorts }) => cohorts[0] === from && cohorts[1] === to) ?? null,
        needed: needed && ({ from: needed[from], to: needed[to] } satisfies NeededShares),
        margin,
        mergedMargin,
      });
      return { from, to, causes, strip };
    }),
  );
}

/** A logit whose zero is the mean of the given items. */
function zeroedOn(fit: LogitEstimate, items: Uint8Array): LogitEstimate {
  return {
    ...fit,
    utilities: centreOn(fit.utilities, items),
    robustCovariance: centreCovarianceOn(fit.robustCovariance, items),
  };
}

function gapsOf(one: CohortEstimate | null, other: CohortEstimate | null, margin: number) {
  return one && other ? compareEstimates(one, other, margin).items : null;
}

/** Zero-centred, as the report shows them. */
function gapsOfDraws(
  from: Pick<HbResult, "meanDraws" | "itemCount">,
  to: Pick<HbResult, "meanDraws" | "itemCount">,
  margin: number,
): Gap[] {
  const { itemCount } = from;
  const length = Math.min(from.meanDraws.length, to.meanDraws.length) / itemCount;
  return judgeRawGaps(
    Array.from({ length: itemCount }, (_, item) =>
      summaryOfDraws(
        Float64Array.from(
          { length },
          (_, d) => to.meanDraws[d * itemCount + item] - from.meanDraws[d * itemCount + item],
        ),
      ),
    ),
    margin,
  );
}

function mark(
  analysis: string,
  isRequired: boolean,
  gaps: readonly Gap[] | null,
  itemCount: number,
): StripMark {
  const signs = Array.from({ length: itemCount }, (_, item) => stripSign(gaps?.[item]));
  return { analysis, isRequired, signs };
}
