import { z } from "zod";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { CoAppearance } from "@/lib/maxdiff/compare/co-appearance";
import { mergedPairs } from "@/lib/maxdiff/compare/merged-pairs";
import { ENGINE } from "@/lib/maxdiff/engine";
import { quantile } from "@/lib/stats/quantile";
import { defineMethod } from "./method";
import { cohortPairs } from "./method-estimate";
import { likelihoodOption } from "./options";

/**
 * Of the merged gap, in logits. With an error of 0.04 at 950 a cohort a margin of 0.1 refuses a third
 * to a half of true exchanges, this one three in a hundred.
 */
const MERGED_MARGIN = 0.15;
/** Pairs whose residual lies below this part of the others' hold each other back. */
const LOWEST = 0.05;

/** What the pairs of items say of words: which may be two words for one thing. */
export interface Vocabulary {
  readonly method: "vocabulary";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  readonly margin: number;
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    /** "ok", or why the cohort has no utilities and stands in no pair. */
    readonly status: string;
  }[];
  /** Every pair of items for every pair of cohorts; those that look like swaps first. */
  readonly pairs: readonly VocabularyPair[];
  /** Every pair that was shown together, the most negative first: all cohorts taken together. */
  readonly coAppearance: readonly PairResidual[];
}

/** Two items taken as one, beside each by itself. Gaps are utilities, `to` minus `from`. */
export interface VocabularyPair {
  readonly numbers: readonly [number, number];
  readonly from: string;
  readonly to: string;
  /** Whether the pair was named beforehand; everything else is exploratory. */
  readonly named: boolean;
  readonly gaps: readonly [number, number];
  /** Gap of ln((e^u_i + e^u_j) / 2) with its error and 95 % interval. */
  readonly mergedGap: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Gap of u_i − u_j, and its p-value adjusted over all pairs of items. */
  readonly exchange: number;
  readonly exchangePHolm: number;
  /** Opposite gaps, a significant exchange, and a merged gap within the margin or not significant. */
  readonly swap: boolean;
}

/** How two items fare when shown together, against what their utilities promise. */
export interface PairResidual {
  readonly numbers: readonly [number, number];
  readonly named: boolean;
  /** Of all cohorts together, as far as each can tell; null where none can. */
  readonly z: number | null;
  /** Whether z lies below the 5th percentile of the study's other pairs; null where z is. */
  readonly isLow: boolean | null;
  readonly cohorts: readonly {
    readonly name: string;
    readonly tasks: number;
    /** (best + worst) less what is expected, in percentage points. */
    readonly residual: number;
    readonly se: number | null;
  }[];
}

export const vocabularyMethod = defineMethod({
  name: "vocabulary",
  summary:
    "pairs of items that may be two words for one thing: merged gaps, co-appearance residuals",
  optionsSchema: z.strictObject({
    likelihood: likelihoodOption,
    mergedMargin: z
      .number()
      .positive()
      .max(100)
      .default(MERGED_MARGIN)
      .describe("logits; within ± this two items taken as one do not differ"),
    pairs: z
      .array(z.string().regex(/^[1-9]\d{0,8}-[1-9]\d{0,8}$/))
      .max(500)
      .default([])
      .describe("named beforehand, as item numbers: 3-7,4-5; all others are exploratory"),
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { likelihood, mergedMargin: margin, pairs: given }, { seed, compute }) {
    const { data, itemNumbers, cohortNames } = study;
    const named = namedPairs(given, itemNumbers);
    const isNamed = (one: number, other: number) => named.has(`${one}-${other}`);
    const cohorts = await Promise.all(
      cohortNames.map(async (name, cohort) => {
        const respondents = cohortRespondents(data, cohort);
        const fit = await compute("aggregate-logit", { data, respondents, likelihood });
        const together =
          fit.status === "ok"
            ? await compute("co-appearance", {
                data,
                respondents,
                likelihood,
                utilities: fit.utilities,
              })
            : [];
        return { name, respondents, fit, together };
      }),
    );
    const pairs = cohortPairs(cohortNames.length).flatMap(({ from, to }): VocabularyPair[] => {
      const [one, other] = [cohorts[from].fit, cohorts[to].fit];
      if (one.status !== "ok" || other.status !== "ok") return [];
      return mergedPairs(one, other, margin).map(({ items: [first, second], ...pair }) => ({
        numbers: [itemNumbers[first], itemNumbers[second]],
        from: cohortNames[from],
        to: cohortNames[to],
        named: isNamed(first, second),
        ...pair,
      }));
    });
    const result: Vocabulary = {
      method: "vocabulary",
      likelihood,
      seed,
      engine: ENGINE,
      margin,
      cohorts: cohorts.map(({ name, respondents, fit }) => ({
        name,
        respondents: respondents.length,
        status: fit.status,
      })),
      pairs,
      coAppearance: residuals(cohorts.map(({ name, together }) => ({ name, pairs: together }))).map(
        ({ items: [first, second], ...pair }) => ({
          numbers: [itemNumbers[first], itemNumbers[second]] as const,
          named: isNamed(first, second),
          ...pair,
        }),
      ),
    };
    return { result, individual: null };
  },
});

/** The pairs by item index, the lower one first. @throws RangeError for an item that is not there */
function namedPairs(given: readonly string[], itemNumbers: readonly number[]): Set<string> {
  return new Set(
    given.map((text) => {
      const indices = text.split("-").map((number) => itemNumbers.indexOf(Number(number)));
      const [low, high] = indices.sort((one, other) => one - other);
      if (low < 0 || low === high) {
        throw new RangeError(`The pair ${text} is not of two items of the study.`);
      }
      return `${low}-${high}`;
    }),
  );
}

/** The residuals of all cohorts put together; a z of several is their sum over the root of their number. */
function residuals(
  cohorts: readonly { name: string; pairs: readonly CoAppearance[] }[],
): (Omit<PairResidual, "numbers" | "named"> & { items: readonly [number, number] })[] {
  const pairs = new Map<string, { items: readonly [number, number]; zs: number[]; own: Own[] }>();
  for (const { name, pairs: found } of cohorts) {
    for (const { items, tasks, residual, se } of found) {
      const key = items.join("-");
      const pair = pairs.get(key) ?? { items, zs: [], own: [] };
      pairs.set(key, pair);
      pair.own.push({ name, tasks, residual, se });
      if (se !== null) pair.zs.push(residual / se);
    }
  }
  const all = [...pairs.values()].map(({ items, zs, own }) => ({
    items,
    z: zs.length === 0 ? null : zs.reduce((sum, z) => sum + z, 0) / Math.sqrt(zs.length),
    cohorts: own,
  }));
  return all
    .map((pair) => {
      const others = all
        .flatMap((other) => (other === pair || other.z === null ? [] : [other.z]))
        .sort((one, other) => one - other);
      const known = pair.z !== null && others.length > 0;
      return { ...pair, isLow: known ? Number(pair.z) < quantile(others, LOWEST) : null };
    })
    .sort((one, other) => (one.z ?? 0) - (other.z ?? 0));
}

type Own = PairResidual["cohorts"][number];
