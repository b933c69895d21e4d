import { z } from "zod";
import { inWorker } from "@/lib/compute/in-worker";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { ReachRule } from "@/lib/maxdiff/turf/turf";
import { defineMethod, type MethodHooks } from "./method";
import {
  itemIndices,
  ofCohort,
  type RespondentUtilities,
  respondentUtilities,
} from "./respondent-utilities";

/** The portfolios that reach most respondents. Field names are fixed: other programs read them. */
export type Turf = {
  readonly engine: string;
  /** Null for everybody. */
  readonly cohort: string | null;
  readonly respondents: number;
  readonly sizes: readonly {
    readonly size: number;
    /** Whether every portfolio was looked at. */
    readonly exhaustive: boolean;
    readonly possible: number;
    readonly portfolios: readonly {
      readonly items: readonly number[];
      /** Percentage of respondents. */
      readonly reach: number;
      readonly frequency: number;
    }[];
  }[];
} & ReachRule;

const numbers = z.array(z.int().min(1)).max(200);

const turfOptions = z.strictObject({
  size: numbers.min(1).default([1, 2, 3]).describe("items in a portfolio, several sizes: 1,2,3"),
  reach: z
    .enum(["weighted", "threshold", "first-choice"])
    .default("weighted")
    .describe(
      "the probability of choosing an item of the portfolio over N - 1 average ones; that of any one item passes the threshold; the most preferred item is in it",
    ),
  perTask: z.int().min(2).max(200).default(4).describe("the N of those probabilities"),
  threshold: z.number().min(0).max(1).default(0.5).describe("for reach by threshold"),
  only: z.string().max(500).optional().describe("respondents of this cohort alone"),
  include: numbers.default([]).describe("item numbers that every portfolio holds"),
  exclude: numbers.default([]).describe("item numbers that none holds"),
  top: z.int().min(1).max(1_000).default(10).describe("portfolios of each size"),
});

export const turfMethod = defineMethod({
  name: "turf",
  summary: "portfolios of items that reach most respondents, by their hierarchical Bayes utilities",
  optionsSchema: turfOptions,
  needs: ["whole tasks"],
  takes: ["utilities"],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, hooks) {
    const result = await findPortfolios(await respondentUtilities(study, hooks), options, hooks);
    return { result, individual: null };
  },
});

/**
 * The best portfolios of each size, from utilities however they came about.
 *
 * @throws RangeError for an item or a cohort that is not there, or a size that does not fit
 */
export async function findPortfolios(
  all: RespondentUtilities,
  options: z.output<typeof turfOptions>,
  { signal }: Pick<MethodHooks, "signal">,
): Promise<Turf> {
  const { itemNumbers, cohorts, utilities } = ofCohort(all, options.only);
  const rule = ruleOf(options);
  const constraints = {
    include: itemIndices(options.include, itemNumbers),
    exclude: itemIndices(options.exclude, itemNumbers),
  };
  const sizes: Turf["sizes"][number][] = [];
  for (const size of options.size) {
    const { portfolios, ...search } = await inWorker(
      "turf",
      {
        utilities,
        itemCount: itemNumbers.length,
        itemNumbers,
        rule,
        size,
        keep: options.top,
        ...constraints,
      },
      { signal },
    );
    const named = portfolios.map(({ items, ...reached }) => ({
      items: items.map((item) => itemNumbers[item]),
      ...reached,
    }));
    sizes.push({ size, ...search, portfolios: named });
  }
  const cohort = options.only ?? null;
  return { engine: ENGINE, ...rule, cohort, respondents: cohorts.length, sizes };
}

function ruleOf({
  reach,
  perTask: itemsPerTask,
  threshold,
}: z.output<typeof turfOptions>): ReachRule {
  switch (reach) {
    case "weighted":
      return { rule: "weighted", itemsPerTask };
    case "threshold":
      return { rule: "threshold", itemsPerTask, threshold };
    case "first-choice":
      return { rule: "first choice" };
  }
}
