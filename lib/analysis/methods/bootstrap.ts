import { z } from "zod";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { BootstrapGap } from "@/lib/maxdiff/compare/bootstrap-gaps";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { ENGINE } from "@/lib/maxdiff/engine";
import { defineMethod } from "./method";
import { likelihoodOption } from "./options";

/** How far gaps move when respondents are drawn anew: a check of the robust errors. */
export interface Bootstrap {
  readonly method: "bootstrap";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    /** "ok", or why there are no intervals. */
    readonly status: string;
    readonly replicates: number;
    /** Replicates without finite utilities, left out. */
    readonly failed: number;
    readonly net: readonly BootstrapInterval[];
    readonly utility: readonly BootstrapInterval[];
    readonly share: readonly BootstrapInterval[];
  }[];
}

/** A gap's spread, of the item that has this number. */
interface BootstrapInterval extends Omit<BootstrapGap, "item"> {
  readonly number: number;
}

export const bootstrapMethod = defineMethod({
  name: "bootstrap",
  summary: "intervals of the gaps in net count, utility and share from respondents drawn anew",
  optionsSchema: z.strictObject({
    likelihood: likelihoodOption,
    replicates: z.int().min(100).max(10_000).default(400),
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: [],
  givesIndividual: false,
  takesLong: true,
  async run(study, { likelihood, replicates }, { seed, compute, onProgress }) {
    const { data, itemNumbers, cohortNames } = study;
    const wanted = cohortPairs(cohortNames.length);
    const named = (gaps: readonly BootstrapGap[]) =>
      gaps.map(({ item, ...gap }) => ({ number: itemNumbers[item], ...gap }));
    const pairs: Bootstrap["pairs"][number][] = [];
    for (const { from, to } of wanted) {
      const found = await compute("bootstrap-gaps", {
        data,
        likelihood,
        from,
        to,
        replicates,
        seed,
      });
      pairs.push({
        ...found,
        from: cohortNames[from],
        to: cohortNames[to],
        net: named(found.net),
        utility: named(found.utility),
        share: named(found.share),
      });
      onProgress({ fraction: pairs.length / wanted.length });
    }
    const result: Bootstrap = { method: "bootstrap", likelihood, seed, engine: ENGINE, pairs };
    return { result, individual: null };
  },
});
