import { z } from "zod";
import type { Compute } from "@/lib/compute/compute";
import type { AgreementDifference, CohortAgreement } from "@/lib/maxdiff/checks/repeat-agreement";
import type { ChecksTold } from "@/lib/maxdiff/checks/tell-checks";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import type { ChoiceStudy } from "../study-data/choice-study";
import { fitApart, fitApartOptions } from "./fit-apart";
import { defineMethod } from "./method";

/**
 * What repeated and holdout tasks say; shares are 0 … 1 of tasks, with 95 % intervals that cluster on the
 * respondent.
 */
export interface CheckFigures {
  /** Repeated tasks; empty where nobody was asked any. */
  readonly agreement: readonly ({ readonly name: string } & CohortAgreement)[];
  /** Every pair of cohorts with repeated tasks: `to` minus `from`. */
  readonly differences: readonly {
    readonly from: string;
    readonly to: string;
    readonly parts: AgreementDifference;
  }[];
  /** Null where there were no holdout tasks. */
  readonly holdouts: ChecksTold["holdouts"];
}

/** How alike people answer a task that is asked again, and how well each method names holdouts. */
export interface Agreement extends CheckFigures {
  readonly method: "agreement";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  readonly converged: boolean;
}

export const agreementMethod = defineMethod({
  name: "agreement",
  summary:
    "how alike repeated tasks are answered by cohort, and each method's hits in holdout tasks",
  optionsSchema: z.strictObject(fitApartOptions),
  needs: ["whole tasks", "checks"],
  takes: [],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, hooks) {
    const { likelihood } = options;
    const fits = await fitApart(study.data, options, hooks);
    const told = await checkFigures(study, fits, likelihood, hooks);
    if (!told) throw new Error("A study without checks was not refused.");
    const result: Agreement = {
      method: "agreement",
      likelihood,
      seed: hooks.seed,
      engine: ENGINE,
      converged: fits.every(({ convergence }) => convergence.converged),
      ...told.figures,
    };
    return { result, individual: null };
  },
});

/**
 * What the checks of a study say, by the fits of each cohort alone.
 *
 * @returns the figures by name, and as the engine has them; null for a study without checks
 */
export async function checkFigures(
  { data, checks, cohortNames }: ChoiceStudy,
  fits: readonly HbResult[],
  likelihood: LikelihoodName,
  { seed, compute }: { readonly seed: number; readonly compute: Compute },
): Promise<{ readonly figures: CheckFigures; readonly told: ChecksTold } | null> {
  if (!checks) return null;
  const told = await compute("tell-checks", {
    data,
    checks,
    fits: fits.map(({ utilities, utilitySd }) => ({ utilities, utilitySd })),
    likelihood,
    seed,
  });
  const { agreement, differences, holdouts } = told;
  return {
    told,
    figures: {
      agreement: agreement.flatMap((own, cohort) =>
        own ? [{ name: cohortNames[cohort], ...own }] : [],
      ),
      differences: differences.map(({ from, to, parts }) => ({
        from: cohortNames[from],
        to: cohortNames[to],
        parts,
      })),
      holdouts,
    },
  };
}
