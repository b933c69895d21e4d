import type { Compute } from "@/lib/compute/compute";
import type { AnchorLikelihood } from "@/lib/maxdiff/anchor/anchored-data";
import type { ChoiceStudy } from "../study-data/choice-study";

/** Where a cohort's items stand against the anchor, whose own utility is 0. */
export interface AnchoredCohort {
  readonly name: string;
  /** "ok", or why there are no figures. */
  readonly status: string;
  readonly respondents: number;
  readonly dualResponses: number;
  readonly directResponses: number;
  /** One for each item, in the order of the numbers; null where a figure does not exist. */
  readonly items: readonly {
    readonly number: number;
    readonly utility: number | null;
    readonly se: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** The anchored logit of each cohort; null for a study without anchors. */
export async function anchoredItems(
  { data, itemNumbers, cohortNames, anchors }: ChoiceStudy,
  likelihood: AnchorLikelihood,
  compute: Compute,
): Promise<AnchoredCohort[] | null> {
  if (!anchors) return null;
  const fits = await compute("anchored-logit", { data, ...anchors, likelihood });
  return fits.map((fit) => ({
    name: cohortNames[fit.cohort],
    status: fit.status,
    respondents: fit.respondents,
    dualResponses: fit.dualResponses,
    directResponses: fit.directResponses,
    items: itemNumbers.map((number, item) => {
      const found = fit.status === "ok" ? fit.items[item] : null;
      return {
        number,
        utility: found?.utility ?? null,
        se: found?.se ?? null,
        low: found?.low ?? null,
        high: found?.high ?? null,
      };
    }),
  }));
}
