import { type FieldMoment, hasLeft } from "@/db/queries/interview-counts";
import type { RevisionContent } from "@/db/queries/revision-content";
import { checkName, checksOf, exercisesOf, taskName } from "@/db/queries/revision-exercises";
import { isExercise } from "@/db/schema/screen-settings";
import { yieldingToRequests } from "@/db/yielding";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { tasksInOrder } from "@/lib/maxdiff/design/check-tasks";
import { type Forecast, forecastFinish } from "@/lib/stats/forecast-finish";
import { median } from "@/lib/stats/median";
import type { InterviewTrace } from "./interview-trace";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Longer fieldwork is drawn by the day. */
const LONGEST_BY_HOUR = 72 * HOUR;
/** Completes from before this do not speak for those to come. */
const FORECAST_WINDOW = 7 * DAY;

/** One screen of the way, as far as people came. */
export interface ScreenFigures {
  readonly name: string;
  /** What it asks: the question's words, or the title of the task's exercise. */
  readonly title: string;
  /** Its place among the tasks of its exercise, repeated and holdout tasks included. */
  readonly task: number | null;
  /** Had answered the screen before it, or a later one; those turned away are not in it. */
  readonly reached: number;
  readonly answered: number;
  /** Unfinished, and this is where they stopped. */
  readonly left: number;
  readonly underWay: number;
  readonly medianSeconds: number | null;
}

/**
 * How far people came, screen by screen. Who was screened out or found their quota full did not leave
 * and is not in the figures.
 */
export async function screenFigures(
  content: RevisionContent,
  traces: readonly InterviewTrace[],
  moment: FieldMoment,
): Promise<ScreenFigures[]> {
  const pause = yieldingToRequests();
  const going = traces.filter(({ state }) => state !== "screened-out" && state !== "over-quota");
  const passed = new Set<string>();
  for (const { times } of going) {
    for (const name of times.keys()) passed.add(name);
    await pause();
  }
  const steps = stepsInOrder(content, passed);
  const placeOf = new Map(steps.map(({ name }, index) => [name, index]));
  const stopped = () => new Array<number>(steps.length + 1).fill(0);
  const times = steps.map(() => [] as number[]);
  const answered = new Array<number>(steps.length).fill(0);
  // By how many screens they had passed.
  const left = stopped();
  const underWay = stopped();
  for (const trace of going) {
    const isComplete = trace.state === "complete";
    let next = 0;
    for (const [name, time] of trace.times) {
      const place = placeOf.get(name);
      if (place === undefined) continue;
      answered[place]++;
      if (isComplete) times[place].push(time / 1_000);
      next = Math.max(next, place + 1);
    }
    if (!isComplete) (hasLeft(trace, moment) ? left : underWay)[next]++;
    await pause();
  }
  const figures: ScreenFigures[] = [];
  let before = 0;
  for (const [place, { name, title, task }] of steps.entries()) {
    figures.push({
      name,
      title,
      task,
      reached: going.length - before,
      answered: answered[place],
      left: left[place],
      underWay: underWay[place],
      medianSeconds: median(times[place]),
    });
    before += left[place] + underWay[place];
    await pause();
  }
  return figures;
}

interface Step {
  readonly name: string;
  readonly title: string;
  readonly task: number | null;
}

/** The screens in the order of the questionnaire, by the names that posts carry. */
function stepsInOrder(content: RevisionContent, passed: ReadonlySet<string>): Step[] {
  const exercises = exercisesOf(content);
  const steps: Step[] = [];
  for (const screen of content.screens) {
    if (isExercise(screen)) {
      const exercise = exercises.find(({ key }) => key === screen.key);
      if (!exercise) continue;
      const order = tasksInOrder(exercise.design?.taskCount ?? 0, checksOf(exercise.settings));
      for (const [index, { check, number }] of order.entries()) {
        const name = check ? checkName(exercise, check, number) : taskName(exercise, number);
        steps.push({ name, title: exerciseTitle(exercise), task: index + 1 });
      }
    } else {
      const name = passed.has(`screen-${screen.key}`) ? `screen-${screen.key}` : screen.key;
      const { settings } = screen;
      const title = "text" in settings ? settings.text : "";
      steps.push({ name, title: title || screen.key, task: null });
    }
  }
  return steps;
}

/** Completes and starts of one stretch of fieldwork. */
export interface Stretch {
  readonly from: number;
  readonly started: number;
  readonly complete: number;
  /** False for one that is under way or that the field ended in: it is no drop from the one before. */
  readonly isWhole: boolean;
}

/**
 * The fieldwork hour by hour, or day by day when it is longer than three days.
 *
 * @param ended null while it goes on
 */
export function stretchesOf(
  traces: readonly Pick<InterviewTrace, "startedAt" | "state" | "finishedAt" | "lastSavedAt">[],
  ended: number | null,
  now: number,
): { unit: "hour" | "day"; stretches: Stretch[] } {
  if (traces.length === 0) return { unit: "hour", stretches: [] };
  const end = ended ?? now;
  const first = traces.reduce((least, { startedAt }) => Math.min(least, startedAt), end);
  const unit = end - first > LONGEST_BY_HOUR ? "day" : "hour";
  const length = unit === "day" ? DAY : HOUR;
  const origin = Math.floor(first / length);
  const count = Math.floor(end / length) - origin + 1;
  const started = new Array<number>(count).fill(0);
  const complete = new Array<number>(count).fill(0);
  const at = (moment: number) => Math.min(count - 1, Math.floor(moment / length) - origin);
  for (const trace of traces) {
    started[at(trace.startedAt)]++;
    if (trace.state === "complete") complete[at(trace.finishedAt ?? trace.lastSavedAt)]++;
  }
  return {
    unit,
    stretches: started.map((value, index) => ({
      from: (origin + index) * length,
      started: value,
      complete: complete[index],
      isWhole: (origin + index + 1) * length <= end,
    })),
  };
}

/** When a count will be full, as moments; or why that cannot be told. */
export type Finish =
  | { readonly kind: "reached" }
  | { readonly kind: "too few" }
  | { readonly kind: "not in the field" }
  | {
      readonly kind: "expected";
      readonly at: number;
      readonly earliest: number;
      readonly latest: number;
      readonly perHour: number;
    };

/**
 * Forecasts when the missing completes will have come, from those of the last days: whole days once
 * there is one, so that nights count as they come; hours before.
 *
 * @param completedAt moments of the completes that count towards the size
 * @param since when the fieldwork began
 */
export function finishOf(input: {
  completedAt: readonly number[];
  size: number;
  since: number;
  now: number;
  isInField: boolean;
}): Finish {
  const { completedAt, size, now, isInField } = input;
  const missing = size - completedAt.length;
  if (missing <= 0) return { kind: "reached" };
  if (!isInField) return { kind: "not in the field" };
  const age = Math.min(now - input.since, FORECAST_WINDOW);
  const wholeDays = Math.floor(age / DAY);
  // Three days or more speak by the day, whose ups and downs already hold the nights.
  const part = wholeDays >= 3 ? DAY : HOUR;
  const parts = wholeDays >= 1 ? (wholeDays * DAY) / part : Math.floor(age / HOUR);
  if (parts < 1) return { kind: "too few" };
  const events = new Array<number>(parts).fill(0);
  for (const moment of completedAt) {
    const ago = Math.floor((now - moment) / part);
    if (ago >= 0 && ago < parts) events[parts - 1 - ago]++;
  }
  const forecast: Forecast | null = forecastFinish(events, part, missing);
  if (!forecast) return { kind: "too few" };
  return {
    kind: "expected",
    at: now + forecast.expected,
    earliest: now + forecast.earliest,
    latest: now + forecast.latest,
    perHour: forecast.rate * HOUR,
  };
}
