import { z } from "zod";
import { significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import { ENGINE } from "@/lib/maxdiff/engine";
import { simulateShares } from "@/lib/maxdiff/shares/simulate-shares";
import { studentQuantile } from "@/lib/stats/distributions";
import { defineMethod } from "./method";
import {
  itemIndices,
  ofCohort,
  type RespondentUtilities,
  respondentUtilities,
} from "./respondent-utilities";

/** How choices would split if only some items were on offer. */
export interface SimulatedShares {
  readonly method: "simulator";
  readonly seed: number;
  readonly engine: string;
  readonly rule: (typeof SIMULATOR_RULES)[number];
  /** Every cohort, then everybody, whose name is null. */
  readonly cohorts: readonly {
    readonly name: string | null;
    readonly respondents: number;
    readonly items: readonly {
      readonly number: number;
      /** The shares of those on offer sum to 100. */
      readonly share: number;
      /** Of the mean over respondents, their utilities taken as given, with its 95 % interval. */
      readonly se: number | null;
      readonly low: number | null;
      readonly high: number | null;
    }[];
  }[];
}

const RULES = {
  "share-of-preference": "share of preference",
  "first-choice": "first choice",
} as const;

/** How a respondent's choice falls among the items on offer. */
export const SIMULATOR_RULES = ["share-of-preference", "first-choice"] as const;

export const simulatorMethod = defineMethod({
  name: "simulator",
  summary:
    "how choices would split if only some items were on offer, by hierarchical Bayes utilities",
  optionsSchema: z.strictObject({
    offered: z
      .array(z.int().min(1))
      .max(200)
      .default([])
      .describe("item numbers on offer; all without it"),
    rule: z
      .enum(SIMULATOR_RULES)
      .default("share-of-preference")
      .describe("each respondent's choice splits by e^u, or goes to the item they like best"),
  }),
  needs: ["whole tasks"],
  takes: ["utilities"],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, hooks) {
    const all = await respondentUtilities(study, hooks);
    const result: SimulatedShares = {
      method: "simulator",
      seed: hooks.seed,
      engine: ENGINE,
      rule: options.rule,
      cohorts: splitChoices(all, study.cohortNames, options),
    };
    return { result, individual: null };
  },
});

/**
 * How choices would split in each cohort, then among everybody, from utilities however they came about.
 *
 * @param offered item numbers; all without any
 * @throws RangeError for a number that is not there, or is there twice
 */
export function splitChoices(
  all: RespondentUtilities,
  cohortNames: readonly string[],
  { offered, rule }: { offered: readonly number[]; rule: SimulatedShares["rule"] },
): SimulatedShares["cohorts"] {
  const { itemNumbers } = all;
  const numbers = offered.length === 0 ? itemNumbers : offered;
  const indices = itemIndices(numbers, itemNumbers);
  const split = (utilities: Float64Array) =>
    simulateShares({
      utilities,
      itemCount: itemNumbers.length,
      offered: indices,
      rule: RULES[rule],
    });
  const present = cohortNames.filter((name) => all.cohorts.includes(name));
  return [...present, undefined].map((name) => {
    const { utilities, cohorts: own } = ofCohort(all, name);
    const shares = split(utilities);
    const squares = new Float64Array(shares.length);
    own.forEach((_, row) => {
      const width = itemNumbers.length;
      const each = split(utilities.subarray(row * width, (row + 1) * width));
      each.forEach((share, place) => {
        squares[place] += (share - shares[place]) ** 2;
      });
    });
    const count = own.length;
    const reach = count < 2 ? null : studentQuantile(1 - significanceLevel, count - 1);
    return {
      name: name ?? null,
      respondents: count,
      items: numbers.map((number, place) => {
        const share = shares[place];
        if (reach === null) return { number, share, se: null, low: null, high: null };
        const se = Math.sqrt(squares[place] / (count - 1) / count);
        return { number, share, se, low: share - reach * se, high: share + reach * se };
      }),
    };
  });
}
