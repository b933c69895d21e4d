import type { MonitoringRules } from "@/db/schema/study-content";
import { yieldingToRequests } from "@/db/yielding";
import type { RlhCutoff } from "@/lib/maxdiff/quality/rlh-cutoff";
import { interviewPace } from "@/lib/stats/interview-pace";
import { median } from "@/lib/stats/median";
import type { InterviewTrace } from "./interview-trace";
import type { TextFault } from "./open-text";

/** Fewer timed interviews have no median worth the name. */
export const MIN_TIMED = 20;

/** Why an interview is flagged. Nothing is dropped by it: figures are shown with and without. */
export type Flag =
  | {
      readonly reason: "straight-lining";
      /** The key of the exercise it was seen in. */
      readonly exercise: string;
      readonly role: "best" | "worst";
      readonly share: number;
    }
  /** Their time over the median one, 1 as long as the middle of all. */
  | { readonly reason: "speeding"; readonly pace: number }
  | {
      readonly reason: "fit";
      readonly exercise: string;
      readonly rlh: number;
      readonly cutoff: number;
    }
  | { readonly reason: "gibberish"; readonly fault: TextFault }
  | {
      readonly reason: "duplicate";
      readonly of: "panel id" | "invitation" | "answers" | "text";
      /** Of answers, the exercise whose tasks were all answered alike; null of the others. */
      readonly exercise: string | null;
      /** The number of the first respondent it repeats. */
      readonly first: number;
    };

export const FLAG_REASONS = [
  "straight-lining",
  "speeding",
  "fit",
  "gibberish",
  "duplicate",
] as const satisfies Flag["reason"][];

/** By what the same person is known again; null where nothing tells. Never shown. */
export interface PersonIdentity {
  readonly invitation: string | null;
  readonly panelId: string | null;
}

/** What the answers to one revision are held to. */
export interface QualityRules {
  readonly rules: MonitoringRules;
  /** By the key of each exercise that has one: all that have a design, where the rules ask for it. */
  readonly cutoffs: ReadonlyMap<string, RlhCutoff>;
}

export interface QualityFlags {
  /** By respondent number, in that order: those with one flag or more. */
  readonly flags: ReadonlyMap<number, readonly Flag[]>;
  /** How many complete interviews were checked. */
  readonly checked: number;
  /** Of those, how many answered an exercise whose RLH is not known. */
  readonly withoutRlh: number;
  /** Median pace and the screens' median milliseconds, over all timed complete interviews. */
  readonly pace: number | null;
  readonly medians: ReadonlyMap<string, number>;
}

/**
 * Holds complete interviews to the rules that stood before the first answer. Unfinished ones are not
 * checked: they count nowhere.
 *
 * @param traces in order of number
 * @param rulesOf by the id of the revision that was answered
 * @param knownBy texts that are equal for one person
 */
export async function flagInterviews(
  traces: readonly InterviewTrace[],
  rulesOf: ReadonlyMap<string, QualityRules>,
  knownBy: (trace: InterviewTrace) => PersonIdentity,
): Promise<QualityFlags> {
  const pause = yieldingToRequests();
  const complete = traces.filter(({ state }) => state === "complete");
  const { medians, paces } = await pacesOf(complete, pause);
  const timed = paces.filter((pace) => pace !== null);
  const pace = timed.length < MIN_TIMED ? null : median(timed);
  const repeats = await repeatsIn(complete, knownBy, pause);
  const flags = new Map<number, Flag[]>();
  let withoutRlh = 0;
  for (const [index, trace] of complete.entries()) {
    await pause();
    const quality = rulesOf.get(trace.revisionId);
    if (!quality) continue;
    const { rules } = quality;
    if (rules.fit && hasUnknownRlh(trace, quality)) withoutRlh++;
    const found = [
      ...straightLining(trace, rules),
      ...speeding(paces[index], pace, rules),
      ...contradicting(trace, quality),
      ...(rules.gibberish && trace.textFault
        ? [{ reason: "gibberish" as const, fault: trace.textFault }]
        : []),
      ...(rules.duplicates ? (repeats.get(trace.number) ?? []) : []),
    ];
    if (found.length > 0) flags.set(trace.number, found);
  }
  return { flags, checked: complete.length, withoutRlh, pace, medians };
}

/** Median milliseconds of each screen, and each interview against them. */
async function pacesOf(complete: readonly InterviewTrace[], pause: () => Promise<void>) {
  const byScreen = new Map<string, number[]>();
  for (const { times } of complete) {
    for (const [screen, time] of times) {
      const known = byScreen.get(screen);
      if (known) known.push(time);
      else byScreen.set(screen, [time]);
    }
    await pause();
  }
  const medians = new Map<string, number>();
  for (const [screen, times] of byScreen) {
    medians.set(screen, median(times) ?? 0);
    await pause();
  }
  const paces: (number | null)[] = [];
  for (const { times } of complete) {
    paces.push(interviewPace(times, medians));
    await pause();
  }
  return { medians, paces };
}

/** In any exercise: one threshold for all of them, since a share of the tasks means the same in each. */
function straightLining({ choices }: InterviewTrace, rules: MonitoringRules): Flag[] {
  const { straightLining: least } = rules;
  if (least === null) return [];
  return [...choices].flatMap(([exercise, { positions }]): Flag[] => {
    if (!positions) return [];
    const role = positions.best >= positions.worst ? "best" : "worst";
    const share = positions[role];
    return share >= least ? [{ reason: "straight-lining", exercise, role, share }] : [];
  });
}

/** In any exercise, each against the cut-off of its own design. */
function contradicting({ choices }: InterviewTrace, { rules, cutoffs }: QualityRules): Flag[] {
  if (!rules.fit) return [];
  return [...choices].flatMap(([exercise, { rlh }]): Flag[] => {
    const cutoff = cutoffs.get(exercise)?.cutoff;
    return rlh !== null && cutoff !== undefined && rlh < cutoff
      ? [{ reason: "fit", exercise, rlh, cutoff }]
      : [];
  });
}

function hasUnknownRlh({ choices }: InterviewTrace, { cutoffs }: QualityRules): boolean {
  return [...choices].some(([exercise, { rlh }]) => rlh === null || !cutoffs.has(exercise));
}

function speeding(own: number | null, middle: number | null, rules: MonitoringRules): Flag[] {
  if (own === null || !middle || rules.speeding === null) return [];
  const pace = own / middle;
  return pace < rules.speeding ? [{ reason: "speeding", pace }] : [];
}

/** Who repeats an earlier respondent; who came first is not to blame. */
async function repeatsIn(
  complete: readonly InterviewTrace[],
  knownBy: (trace: InterviewTrace) => PersonIdentity,
  pause: () => Promise<void>,
): Promise<Map<number, Flag[]>> {
  const firstOf = new Map<string, number>();
  const repeats = new Map<number, Flag[]>();
  const see = (
    number: number,
    of: (Flag & { reason: "duplicate" })["of"],
    key: string | null,
    exercise: string | null = null,
  ) => {
    if (key === null) return;
    const name = `${of} ${exercise ?? ""} ${key}`;
    const first = firstOf.get(name);
    if (first === undefined) firstOf.set(name, number);
    else if (first !== number) {
      const flag: Flag = { reason: "duplicate", of, exercise, first };
      repeats.set(number, [...(repeats.get(number) ?? []), flag]);
    }
  };
  for (const trace of complete) {
    const { number, choices, sharedTexts } = trace;
    const { panelId, invitation } = knownBy(trace);
    see(number, "panel id", panelId);
    see(number, "invitation", invitation);
    for (const [exercise, { pattern }] of choices) see(number, "answers", pattern, exercise);
    for (const text of sharedTexts) see(number, "text", text);
    await pause();
  }
  return repeats;
}

/** How many interviews carry a flag of each reason. */
export function countReasons(
  flags: ReadonlyMap<number, readonly Flag[]>,
): Record<Flag["reason"], number> {
  const all = [...flags.values()];
  const counted = FLAG_REASONS.map((reason): [Flag["reason"], number] => [
    reason,
    all.filter((some) => some.some((flag) => flag.reason === reason)).length,
  ]);
  return Object.fromEntries(counted) as Record<Flag["reason"], number>;
}
