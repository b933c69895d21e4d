import { z } from "zod";
import type { Compute } from "@/lib/compute/compute";
import type { AnchorLikelihood } from "@/lib/maxdiff/anchor/anchored-data";
import { ENGINE } from "@/lib/maxdiff/engine";
import {
  type CohortShares,
  comparedShares,
  type PartGap,
} from "@/lib/maxdiff/questions/compared-parts";
import type { ChoiceStudy } from "../study-data/choice-study";
import { type AnchoredCohort, anchoredItems } from "./anchored-items";
import { defineMethod } from "./method";

/** Who calls what important at all. To be shown beside the relative figures, not in their place. */
export interface Anchors {
  readonly method: "anchors";
  readonly likelihood: AnchorLikelihood;
  readonly seed: number;
  readonly engine: string;
  /** Where items stand against the anchor, from both kinds of answers; then from each by itself. */
  readonly together: readonly AnchoredCohort[];
  /** Null where this kind was not asked. */
  readonly dual: readonly AnchoredCohort[] | null;
  readonly direct: readonly AnchoredCohort[] | null;
  /**
   * Of those who judged an item directly, the percentage who put it above the anchor; parts are items by
   * number. Null where nobody was asked directly.
   */
  readonly above: { readonly cohorts: CohortShares[]; readonly gaps: PartGap[] } | null;
}

export const anchorsMethod = defineMethod({
  name: "anchors",
  summary: "items against the anchor (dual and direct): who calls what important at all",
  optionsSchema: z.strictObject({
    likelihood: z
      .enum(["sequential", "tricked"])
      .default("sequential")
      .describe("how a best-worst answer is taken to arise"),
  }),
  needs: ["anchors"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { likelihood }, { seed, compute }) {
    const { anchors } = study;
    if (!anchors) throw new RangeError("There are no answers about an anchor.");
    const noDual = anchors.dualResponses.map(() => null);
    const hasDual = anchors.dualResponses.some((said) => said !== null);
    const hasDirect = anchors.directResponses.length > 0;
    const of = (own: NonNullable<ChoiceStudy["anchors"]>) =>
      fitted({ ...study, anchors: own }, likelihood, compute);
    const result: Anchors = {
      method: "anchors",
      likelihood,
      seed,
      engine: ENGINE,
      together: await of(anchors),
      dual: hasDual ? await of({ ...anchors, directResponses: [] }) : null,
      direct: hasDirect ? await of({ ...anchors, dualResponses: noDual }) : null,
      above: hasDirect ? aboveAnchor(study, anchors.directResponses) : null,
    };
    return { result, individual: null };
  },
});

async function fitted(
  study: ChoiceStudy,
  likelihood: AnchorLikelihood,
  compute: Compute,
): Promise<AnchoredCohort[]> {
  return (await anchoredItems(study, likelihood, compute)) ?? [];
}

/** Of those who judged an item directly, the percentage who put it above the anchor, by cohort. */
export function aboveAnchor(
  { data, itemNumbers, cohortNames }: ChoiceStudy,
  responses: NonNullable<ChoiceStudy["anchors"]>["directResponses"],
): NonNullable<Anchors["above"]> {
  const width = itemNumbers.length;
  const values = new Float64Array(data.cohort.length * width).fill(Number.NaN);
  for (const { respondent, item, above } of responses) {
    values[respondent * width + item] = Number(above);
  }
  const parts = itemNumbers.map((number) => String(number));
  return comparedShares({ values, cohort: data.cohort, weight: data.weight, parts, cohortNames });
}
