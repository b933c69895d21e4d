import { fractionalLogit } from "@/lib/maxdiff/allocation/fractional-logit";
import { anchoredLogit } from "@/lib/maxdiff/anchor/anchored-logit";
import { tellCauses } from "@/lib/maxdiff/causes/tell-causes";
import { tellChecks } from "@/lib/maxdiff/checks/tell-checks";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { bootstrapGaps } from "@/lib/maxdiff/compare/bootstrap-gaps";
import { coAppearance } from "@/lib/maxdiff/compare/co-appearance";
import { compareCohorts } from "@/lib/maxdiff/compare/compare-cohorts";
import { compareScaleAdjusted } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { diagnoseDesign } from "@/lib/maxdiff/design/diagnose-design";
import { type DesignRequest, generateDesign } from "@/lib/maxdiff/design/generate-design";
import { estimateHb } from "@/lib/maxdiff/hb/estimate-hb";
import type { HbChain } from "@/lib/maxdiff/hb/hb-chain";
import { hbConvergence, type JudgedDraws } from "@/lib/maxdiff/hb/hb-convergence";
import { hbModel } from "@/lib/maxdiff/hb/hb-model";
import type { HbOptions } from "@/lib/maxdiff/hb/hb-options";
import { runChain } from "@/lib/maxdiff/hb/run-chain";
import { summariseChains } from "@/lib/maxdiff/hb/summarise-chains";
import { latentClass } from "@/lib/maxdiff/latent-class/latent-class";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import type { PowerPlan } from "@/lib/maxdiff/power/power-plan";
import { type StudyBatch, simulateStudies } from "@/lib/maxdiff/power/simulate-studies";
import { ownRlh, rlhCutoff } from "@/lib/maxdiff/quality/rlh-cutoff";
import { questionFigures } from "@/lib/maxdiff/questions/question-figures";
import { turf } from "@/lib/maxdiff/turf/turf";
import { seededRandom } from "@/lib/stats/random";

/**
 * The engine functions that can run in a worker, by name. Input and output are plain data; a task
 * that takes long tells how far it is.
 */
export const tasks = {
  "generate-design": (
    request: Omit<DesignRequest, "onProgress">,
    onProgress: (fraction: number) => void,
  ) => {
    const design = generateDesign({ ...request, onProgress });
    return { design, diagnostics: diagnoseDesign(design, request) };
  },
  "aggregate-logit": (input: Parameters<typeof aggregateLogit>[0]) => aggregateLogit(input),
  "anchored-logit": (input: Parameters<typeof anchoredLogit>[0]) => anchoredLogit(input),
  "compare-scale-adjusted": (input: Parameters<typeof compareScaleAdjusted>[0]) =>
    compareScaleAdjusted(input),
  "bootstrap-gaps": ({
    seed,
    ...input
  }: Omit<Parameters<typeof bootstrapGaps>[0], "random"> & { seed: number }) =>
    bootstrapGaps({ ...input, random: seededRandom(seed) }),
  "co-appearance": (input: Parameters<typeof coAppearance>[0]) => coAppearance(input),
  "tell-checks": (input: Parameters<typeof tellChecks>[0]) => tellChecks(input),
  "tell-causes": (input: Parameters<typeof tellCauses>[0]) => tellCauses(input),
  "fractional-logit": (input: Parameters<typeof fractionalLogit>[0]) => fractionalLogit(input),
  /** All chains of a study in one thread: for several studies side by side. */
  "estimate-hb": (
    { data, options }: { data: ChoiceData; options: Partial<HbOptions> },
    onProgress: (fraction: number) => void,
  ) =>
    estimateHb({
      data,
      options,
      onProgress: ({ iteration, nextLookAt }) => onProgress(iteration / nextLookAt),
    }),
  "compare-cohorts": (input: Parameters<typeof compareCohorts>[0]) => compareCohorts(input),
  /** By cohort, and of all of them together. */
  "question-figures": (input: Parameters<typeof questionFigures>[0]) => ({
    cohorts: questionFigures(input),
    total: questionFigures({
      ...input,
      questions: input.questions.map((question) => ({
        ...question,
        cohort: new Int32Array(question.cohort.length),
      })),
      cohortNames: [""],
    }),
  }),
  "run-hb-chain": (
    { data, options, chain, until }: HbInput & { chain: number | HbChain; until: number },
    onProgress: (fraction: number) => void,
  ) => {
    const from = typeof chain === "number" ? 0 : chain.iteration;
    const all = options.warmup + until - from;
    const onIteration = (iteration: number) => onProgress((iteration - from) / all);
    return runChain({ model: hbModel(data, options), chain, until, onIteration });
  },
  "judge-hb-convergence": ({ data, options, chains }: HbInput & { chains: JudgedDraws[] }) =>
    hbConvergence(hbModel(data, options), chains),
  "summarise-hb-chains": ({ data, options, chains }: HbInput & { chains: HbChain[] }) =>
    summariseChains(hbModel(data, options), chains),
  "fit-latent-class": ({
    seed,
    ...input
  }: Omit<Parameters<typeof latentClass>[0], "random"> & { seed: number }) =>
    latentClass({ ...input, random: seededRandom(seed) }),
  "own-rlh": ({ data, likelihood }: { data: ChoiceData; likelihood: LikelihoodName }) =>
    ownRlh(data, likelihood),
  "rlh-cutoff": (input: Parameters<typeof rlhCutoff>[0]) => rlhCutoff(input),
  turf: (input: Parameters<typeof turf>[0]) => turf(input),
  "simulate-studies": (
    { plan, batch }: { plan: PowerPlan; batch: StudyBatch },
    onProgress: (fraction: number) => void,
  ) => {
    let done = 0;
    return simulateStudies(plan, batch, () => onProgress(++done / batch.count));
  },
};

/** A study, for each thread to make its own model of. */
interface HbInput {
  readonly data: ChoiceData;
  readonly options: HbOptions;
}

export type Tasks = typeof tasks;
