import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { AllocationScreen } from "@/db/schema/screen-settings";
import {
  type AllocationData,
  type AllocationRespondent,
  allocationData,
} from "@/lib/maxdiff/allocation/allocation-data";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { ALLOCATION_FORMATS, allocationPoints } from "./allocation-points";
import { ChoiceCollector } from "./choice-collector";
import { countedInterviews, type Filters } from "./counted-interviews";
import type { CountedRespondent } from "./counted-respondents";
import type { StudyRows } from "./study-rows";

/**
 * The best-worst answers to one exercise and the points of some allocations, laid flat for the
 * estimators in one passage through the respondents. Who was asked the exercise counts in `data`,
 * with or without answers; who did not answer an allocation does not count in it.
 *
 * @param respondents in order; those of no cohort that is named are left out
 * @param cohortIds by cohort index
 * @throws Error naming respondent and value when a stored answer is not one of its task
 */
export async function readAnswers(
  rows: StudyRows,
  input: {
    content: RevisionContent;
    /** Null in a study that has none: nobody has answers then. */
    exercise: RevisionExercise | null;
    cohortIds: readonly (string | null)[];
    respondents: readonly CountedRespondent[];
    filters: Filters;
    allocations: readonly AllocationScreen[];
  },
): Promise<{ data: ChoiceData; allocations: AllocationData[] }> {
  const { content, exercise, cohortIds } = input;
  const cohortOf = new Map(cohortIds.map((id, index) => [id, index]));
  const itemNumbers = (exercise?.items ?? content.items).map(({ number }) => number);
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const collector = new ChoiceCollector(itemNumbers, cohortIds.length);
  const given = input.allocations.map((screen) => ({
    screen,
    respondents: [] as AllocationRespondent[],
  }));
  const interviews = countedInterviews(rows, {
    screens: content.screens,
    respondents: input.respondents.filter(({ cohortId }) => cohortOf.has(cohortId)),
    filters: input.filters,
    tasksEach: exercise?.design?.taskCount ?? 1,
  });
  for await (const some of interviews) {
    const key = exercise?.key ?? "";
    const asked = some.only(({ isAsked }) => isAsked(key));
    const tasksOf = await asked.tasks(["shown", "best", "worst"], key);
    for (const { id, number, cohortId } of asked.respondents) {
      collector.add(number, cohortOf.get(cohortId) ?? 0, tasksOf(id));
    }
    if (given.length === 0) continue;
    const allocationsOf = await some.allocations(["screenKey", "shown", "amounts"]);
    for (const { id, number, cohortId, isAsked } of some.respondents) {
      const own = allocationsOf(id);
      for (const { screen, respondents } of given) {
        const row = own.find(({ screenKey }) => screenKey === screen.key);
        if (!row || !isAsked(screen.key)) continue;
        const points = allocationPoints(screen.settings, indexOf, row, number);
        respondents.push({ cohort: cohortOf.get(cohortId) ?? 0, points });
      }
    }
  }
  return {
    data: collector.data(),
    allocations: given.map(({ screen, respondents }) =>
      allocationData({
        name: screen.key,
        format: ALLOCATION_FORMATS[screen.settings.format],
        itemCount: itemNumbers.length,
        cohortCount: cohortIds.length,
        respondents,
      }),
    ),
  };
}
