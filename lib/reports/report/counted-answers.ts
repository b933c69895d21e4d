import { setImmediate } from "node:timers/promises";
import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { AllocationScreen, FilterScreen } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import {
  type AllocationData,
  type AllocationFormat,
  type AllocationRespondent,
  allocationData,
} from "@/lib/maxdiff/allocation/allocation-data";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { chosenOptions } from "@/lib/questionnaire/stored-answer";
import type { IsAsked } from "./asked-of";
import type { CountedRespondent } from "./counted-respondents";

/** Rows read at once: few enough that no other request waits longer than about 20 ms. */
const ROWS_AT_ONCE = 2_000;

interface Source {
  readonly t: Tables;
  readonly queries: Queries;
  readonly studyId: string;
}

/** By the key of a question: the option ids that count. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/**
 * Those of the respondents whose answers hold every filter: one of the options that count was
 * chosen. Who was not asked does not pass.
 */
export async function whoPass(
  source: Source,
  respondents: readonly CountedRespondent[],
  {
    filters,
    questions,
    isAsked,
  }: { filters: Filters; questions: readonly FilterScreen[]; isAsked: IsAsked },
): Promise<CountedRespondent[]> {
  const { t, queries, studyId } = source;
  let left = [...respondents];
  for (const { key, settings } of questions) {
    const wanted = filters[key];
    if (!wanted) continue;
    const passing = new Set<number>();
    for (const [after, upTo] of ranges(left, ROWS_AT_ONCE)) {
      const rows = await queries
        .select({ number: t.respondent.number, value: t.questionAnswer.value })
        .from(t.respondent)
        .innerJoin(
          t.questionAnswer,
          and(
            eq(t.questionAnswer.respondentId, t.respondent.id),
            eq(t.questionAnswer.screenKey, key),
          ),
        )
        .where(
          and(
            eq(t.respondent.studyId, studyId),
            gt(t.respondent.number, after),
            lte(t.respondent.number, upTo),
          ),
        );
      for (const { number, value } of rows) {
        const holds = chosenOptions(settings, value).some((id) => wanted.includes(id));
        if (holds && isAsked(number, key)) passing.add(number);
      }
      await setImmediate();
    }
    left = left.filter(({ number }) => passing.has(number));
  }
  return left;
}

/**
 * The best-worst answers of these respondents, laid flat for the estimators.
 *
 * @param cohortIndex 0-based, one per respondent
 * @throws Error naming respondent and value when a stored answer is not one of its task
 */
export async function readChoiceData(
  source: Source,
  input: {
    respondents: readonly CountedRespondent[];
    cohortIndex: Int32Array;
    cohortCount: number;
    itemNumbers: readonly number[];
    exercise: string;
    tasksEach: number;
  },
): Promise<ChoiceData> {
  const { t, queries, studyId } = source;
  const { respondents, itemNumbers } = input;
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const respondentStart = new Int32Array(respondents.length + 1);
  const taskStart = [0];
  const shown: number[] = [];
  const best: number[] = [];
  const worst: number[] = [];

  const position = new Map(respondents.map(({ number }, index) => [number, index]));
  const atOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / Math.max(1, input.tasksEach)));
  for (const [after, upTo] of ranges(respondents, atOnce)) {
    const rows = await queries
      .select({
        number: t.respondent.number,
        shown: t.answer.shown,
        best: t.answer.best,
        worst: t.answer.worst,
      })
      .from(t.respondent)
      .innerJoin(
        t.answer,
        and(eq(t.answer.respondentId, t.respondent.id), eq(t.answer.exercise, input.exercise)),
      )
      .where(
        and(
          eq(t.respondent.studyId, studyId),
          gt(t.respondent.number, after),
          lte(t.respondent.number, upTo),
        ),
      )
      .orderBy(asc(t.respondent.number), asc(t.answer.taskNumber));
    for (const row of rows) {
      const r = position.get(row.number);
      if (r === undefined) continue;
      const first = shown.length;
      for (const number of row.shown) shown.push(itemIndex(indexOf, number, row.number));
      const bestIndex = itemIndex(indexOf, row.best, row.number);
      const worstIndex = itemIndex(indexOf, row.worst, row.number);
      if (
        bestIndex === worstIndex ||
        shown.indexOf(bestIndex, first) < 0 ||
        shown.indexOf(worstIndex, first) < 0
      ) {
        throw new Error(
          `Respondent ${row.number}: best ${row.best} and worst ${row.worst} of ${row.shown}.`,
        );
      }
      best.push(bestIndex);
      worst.push(worstIndex);
      taskStart.push(shown.length);
      respondentStart[r + 1]++;
    }
    await setImmediate();
  }
  for (let r = 0; r < respondents.length; r++) respondentStart[r + 1] += respondentStart[r];
  return {
    itemCount: itemNumbers.length,
    cohortCount: input.cohortCount,
    respondentStart,
    cohort: input.cohortIndex,
    weight: new Float64Array(respondents.length).fill(1),
    taskStart: new Int32Array(taskStart),
    shown: new Int32Array(shown),
    best: new Int32Array(best),
    worst: new Int32Array(worst),
  };
}

const FORMATS: Record<AllocationScreen["settings"]["format"], AllocationFormat> = {
  "constant-sum": "constant-sum",
  percentage: "percentage",
  "top-n": "top",
};

/**
 * The answers of these respondents to one allocation question, on 0 to 100 whatever total was asked
 * for. Who did not answer it does not count in it.
 */
export async function readAllocation(
  source: Source,
  input: {
    respondents: readonly CountedRespondent[];
    cohortIndex: Int32Array;
    cohortCount: number;
    itemNumbers: readonly number[];
    screen: AllocationScreen;
  },
): Promise<AllocationData> {
  const { t, queries, studyId } = source;
  const { respondents, itemNumbers, screen } = input;
  const { format, total } = screen.settings;
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const position = new Map(respondents.map(({ number }, index) => [number, index]));
  const answered: AllocationRespondent[] = [];
  for (const [after, upTo] of ranges(respondents, ROWS_AT_ONCE / 4)) {
    const rows = await queries
      .select({
        number: t.respondent.number,
        shown: t.allocation.shown,
        amounts: t.allocation.amounts,
      })
      .from(t.respondent)
      .innerJoin(
        t.allocation,
        and(eq(t.allocation.respondentId, t.respondent.id), eq(t.allocation.screenKey, screen.key)),
      )
      .where(
        and(
          eq(t.respondent.studyId, studyId),
          gt(t.respondent.number, after),
          lte(t.respondent.number, upTo),
        ),
      )
      .orderBy(asc(t.respondent.number));
    for (const row of rows) {
      const r = position.get(row.number);
      if (r === undefined) continue;
      // An item that was not offered got nothing, except where each item was asked by itself.
      const points = new Array<number | null>(itemNumbers.length).fill(
        format === "percentage" ? null : 0,
      );
      row.shown.forEach((number, place) => {
        const amount = row.amounts[place] ?? null;
        points[itemIndex(indexOf, number, row.number)] =
          amount === null ? null : onHundred(format, amount, total);
      });
      answered.push({ cohort: input.cohortIndex[r], points });
    }
    await setImmediate();
  }
  return allocationData({
    name: screen.key,
    format: FORMATS[format],
    itemCount: itemNumbers.length,
    cohortCount: input.cohortCount,
    respondents: answered,
  });
}

function onHundred(
  format: AllocationScreen["settings"]["format"],
  amount: number,
  total: number,
): number {
  if (format === "constant-sum") return (100 * amount) / total;
  return format === "top-n" ? 100 * amount : amount;
}

function itemIndex(
  indexOf: ReadonlyMap<number, number>,
  number: number,
  respondent: number,
): number {
  const index = indexOf.get(number);
  if (index === undefined) {
    throw new Error(`Respondent ${respondent}: item ${number} is not in the revision.`);
  }
  return index;
}

/** Ranges of respondent numbers (after, up to] that hold at most `size` of these respondents each. */
function* ranges(
  respondents: readonly CountedRespondent[],
  size: number,
): Generator<[after: number, upTo: number]> {
  for (let start = 0; start < respondents.length; start += size) {
    const end = Math.min(start + size, respondents.length) - 1;
    yield [respondents[start].number - 1, respondents[end].number];
  }
}
