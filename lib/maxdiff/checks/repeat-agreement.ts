import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import type { ChoiceData } from "../choice/choice-data";
import { cohortRespondents } from "../choice/cohort-respondents";
import type { LikelihoodName } from "../choice/likelihood";
import type { HbResult } from "../hb/summarise-chains";
import type { CheckAnswers, RepeatedTask } from "./check-answers";
import { clusteredShare, shareDifference, type TaskShare } from "./clustered-share";
import { alikeProbabilities, pairProbabilities } from "./task-probabilities";

export const AGREEMENT_PARTS = ["best", "worst", "both"] as const;
export type AgreementPart = (typeof AGREEMENT_PARTS)[number];

/** How often a choice was the same when its task was asked again. */
export interface PartAgreement extends TaskShare {
  /** What the cohort's own model expects of two independent answers. */
  readonly expected: number;
  /** What answers at random give. */
  readonly chance: number;
}

/** Agreement of one cohort on its repeated tasks. */
export interface CohortAgreement {
  readonly respondents: number;
  readonly tasks: number;
  readonly parts: Readonly<Record<AgreementPart, PartAgreement>>;
}

/** Agreement of `to` minus that of `from`, by part, with 95 % intervals. */
export type AgreementDifference = Readonly<
  Record<AgreementPart, ReturnType<typeof shareDifference>>
>;

/** People drawn for each repeated task, to average what their model expects. */
const DRAWS = 10;

/**
 * How often each cohort answered a task the same when it was asked again, beside what its own model
 * expects. Two answers of a person with utilities u to a task are alike with probability Σ P(choice | u)²;
 * it is averaged over what the answers leave open of u, taken as normal around the mean with independent
 * errors but for their sum of zero. Measured agreement below that speaks of noise that the model does
 * not see as such, between two times rather than within one; agreement above it of a memory.
 *
 * @param fits of each cohort by itself, its respondents in the order of the data
 * @returns by cohort; null where nobody was asked anything again
 */
export function repeatAgreement({
  data,
  repeats,
  fits,
  likelihood,
  seed,
}: {
  data: ChoiceData;
  repeats: CheckAnswers["repeats"];
  fits: readonly Pick<HbResult, "utilities" | "utilitySd">[];
  likelihood: LikelihoodName;
  seed: number;
}): (CohortAgreement | null)[] {
  return fits.map((fit, cohort) => {
    const places = new Map(
      Array.from(cohortRespondents(data, cohort), (respondent, place) => [respondent, place]),
    );
    const own = repeats.filter(({ respondent }) => places.has(respondent));
    if (own.length === 0) return null;
    const tallies = new Map<number, { best: number; worst: number; both: number; tasks: number }>();
    for (const repeat of own) {
      const tally = tallies.get(repeat.respondent) ?? { best: 0, worst: 0, both: 0, tasks: 0 };
      const best = Number(repeat.best === data.best[repeat.task]);
      const worst = Number(repeat.worst === data.worst[repeat.task]);
      tally.best += best;
      tally.worst += worst;
      tally.both += best * worst;
      tally.tasks++;
      tallies.set(repeat.respondent, tally);
    }
    const placeOf = (respondent: number) => places.get(respondent) ?? 0;
    const expected = expectedOf(data, own, { fit, placeOf, likelihood, seed: seed + cohort });
    const part = (name: AgreementPart): PartAgreement => {
      const hits = [...tallies].map(([respondent, { tasks, ...alike }]) => ({
        weight: data.weight[respondent],
        hits: alike[name],
        tasks,
      }));
      const found = clusteredShare(hits) ?? { share: 0, low: 0, high: 1 };
      return { ...found, expected: expected[name], chance: chanceOf(data, own, name) };
    };
    return {
      respondents: tallies.size,
      tasks: own.length,
      parts: { best: part("best"), worst: part("worst"), both: part("both") },
    };
  });
}

/** Compares two cohorts part by part. */
export function agreementDifference(
  from: CohortAgreement,
  to: CohortAgreement,
): AgreementDifference {
  const of = (part: AgreementPart) => shareDifference(from.parts[part], to.parts[part]);
  return { best: of("best"), worst: of("worst"), both: of("both") };
}

function shownIn({ shown, taskStart }: ChoiceData, task: number): Int32Array {
  return shown.subarray(taskStart[task], taskStart[task + 1]);
}

/** Of k shown: 1 / k for best and worst, 1 / (k (k − 1)) for both; averaged over the tasks. */
function chanceOf(data: ChoiceData, repeats: readonly RepeatedTask[], part: AgreementPart): number {
  let sum = 0;
  for (const { task } of repeats) {
    const { length } = shownIn(data, task);
    sum += part === "both" ? 1 / (length * (length - 1)) : 1 / length;
  }
  return sum / repeats.length;
}

function expectedOf(
  data: ChoiceData,
  repeats: readonly RepeatedTask[],
  {
    fit,
    placeOf,
    likelihood,
    seed,
  }: {
    fit: Pick<HbResult, "utilities" | "utilitySd">;
    placeOf: (respondent: number) => number;
    likelihood: LikelihoodName;
    seed: number;
  },
): Record<AgreementPart, number> {
  const { itemCount } = data;
  const random = seededRandom(seed | 0);
  const total = { best: 0, worst: 0, both: 0 };
  // Errors that sum to zero have (K - 1) / K of the variance of free ones.
  const freed = Math.sqrt(itemCount / (itemCount - 1));
  let weights = 0;
  for (const { respondent, task } of repeats) {
    const shown = shownIn(data, task);
    const own = new Float64Array(shown.length);
    const pairs = new Float64Array(shown.length ** 2);
    const from = placeOf(respondent) * itemCount;
    const weight = data.weight[respondent];
    for (let draw = 0; draw < DRAWS; draw++) {
      for (const [place, item] of shown.entries()) {
        const error = fit.utilitySd[from + item] * freed * standardNormal(random);
        own[place] = fit.utilities[from + item] + error;
      }
      const alike = alikeProbabilities(pairProbabilities(own, likelihood, pairs), shown.length);
      for (const part of AGREEMENT_PARTS) total[part] += weight * alike[part];
    }
    weights += weight * DRAWS;
  }
  return {
    best: total.best / weights,
    worst: total.worst / weights,
    both: total.both / weights,
  };
}
