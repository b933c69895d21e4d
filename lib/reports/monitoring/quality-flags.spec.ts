import { describe, expect, it } from "vitest";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import type { ChoiceTask } from "@/lib/maxdiff/choice/choice-data";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { positionShares } from "@/lib/maxdiff/quality/position-shares";
import { ownRlh, rlhCutoff } from "@/lib/maxdiff/quality/rlh-cutoff";
import { simulateTask } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import type { InterviewTrace } from "./interview-trace";
import { sharedTextKey, textFault } from "./open-text";
import { type Flag, flagInterviews } from "./quality-flags";
import type { TracedChoices } from "./traced-choices";

const REVISION = "revision";
const random = seededRandom(31);
const versions = thirteenItemDesign(60, random);
const cutoff = rlhCutoff({ itemCount: 13, versions, likelihood: "sequential", randomCaught: 0.8 });
const rules = { ...USUAL_RULES, fit: { randomCaught: 0.8 } };
const rulesOf = new Map([[REVISION, { rules, cutoffs: new Map([["main", cutoff]]) }]]);

interface Person {
  version: number;
  tasks: ChoiceTask[];
  speed: number;
  text: string;
  panelId: string | null;
}

function sincere(spread: number): Person {
  const version = random.below(versions.length);
  const utilities = Float64Array.from({ length: 13 }, () => spread * standardNormal(random));
  return {
    version,
    tasks: versions[version].map((shown) => simulateTask(shown, utilities, random)),
    speed: Math.exp(0.15 * standardNormal(random)),
    text: "Give the people who decide the numbers they need.".slice(0, 10 + random.below(20)),
    panelId: null,
  };
}

function choicesOf(version: number, itemCount: number, tasks: ChoiceTask[]): TracedChoices {
  const data = choiceData({ itemCount, cohortCount: 1, respondents: [{ cohort: 0, tasks }] });
  return {
    tasks: null,
    rlh: ownRlh(data, "sequential")[0],
    positions: positionShares(
      tasks.map(({ shown, best, worst }) => ({
        best: shown.indexOf(best),
        worst: shown.indexOf(worst),
      })),
    ),
    tally: { difference: new Int16Array(itemCount), shown: new Int16Array(itemCount) },
    pattern: JSON.stringify([version, tasks.map(({ best, worst }) => [best, worst])]),
  };
}

function traceOf({ version, tasks, speed, text, panelId }: Person, index: number): InterviewTrace {
  const screens = ["role", ...tasks.map((_, task) => `task-${task + 1}`), "should"];
  const shared = sharedTextKey(text);
  return {
    id: `id-${index + 1}`,
    number: index + 1,
    externalId: String(index + 1),
    revisionId: REVISION,
    sourceId: "source",
    state: "complete",
    exit: "complete",
    cohortId: null,
    startedAt: 0,
    lastSavedAt: 1,
    finishedAt: 1,
    releasedAt: null,
    panelId,
    contactId: null,
    times: new Map(
      screens.map((name) => [name, 14_000 * speed * Math.exp(0.4 * standardNormal(random))]),
    ),
    choices: new Map([["main", choicesOf(version, 13, tasks)]]),
    textFault: textFault(text),
    sharedTexts: shared ? [shared] : [],
  };
}

const nobody = () => ({ invitation: null, panelId: null });

/** In percent, how many of a group carry a flag of the reason. */
function rate(
  flags: ReadonlyMap<number, readonly Flag[]>,
  from: number,
  to: number,
  reason: string,
) {
  let found = 0;
  for (let number = from + 1; number <= to; number++) {
    if (flags.get(number)?.some((flag) => flag.reason === reason)) found++;
  }
  return (100 * found) / (to - from);
}

describe("judging interviews", () => {
  it("finds who was planted among sincere respondents, and leaves those nearly all alone", async () => {
    const good = Array.from({ length: 800 }, () => sincere(1.5));
    const atRandom = Array.from({ length: 60 }, () => ({ ...sincere(0) }));
    const lined = Array.from({ length: 40 }, () => {
      const person = sincere(1.5);
      const tasks = person.tasks.map(({ shown }) => ({
        shown,
        best: shown[0],
        worst: shown[random.next() < 0.9 ? 3 : 1],
      }));
      return { ...person, tasks };
    });
    const fast = Array.from({ length: 40 }, () => ({ ...sincere(1.5), speed: 0.3 }));
    const mashing = Array.from({ length: 20 }, () => ({
      ...sincere(1.5),
      text: "asdfghjk sdfghj",
    }));
    const again = good.slice(0, 20).map((person) => ({ ...person }));
    const twice = [sincere(1.5), sincere(1.5)].map((person) => ({ ...person, panelId: "pid-1" }));
    const groups = [good, atRandom, lined, fast, mashing, again, twice];
    const traces = groups.flat().map(traceOf);
    const { flags, checked, withoutRlh } = await flagInterviews(traces, rulesOf, ({ panelId }) => ({
      invitation: null,
      panelId,
    }));
    expect([checked, withoutRlh]).toEqual([traces.length, 0]);
    const starts = groups.map((_, index) => groups.slice(0, index).flat().length);
    const of = (group: number, reason: string) =>
      rate(flags, starts[group], starts[group] + groups[group].length, reason);
    const table = {
      "straight-lining": [of(2, "straight-lining"), of(0, "straight-lining")],
      speeding: [of(3, "speeding"), of(0, "speeding")],
      fit: [of(1, "fit"), of(0, "fit")],
      gibberish: [of(4, "gibberish"), of(0, "gibberish")],
      "duplicate answers": [of(5, "duplicate"), of(0, "duplicate")],
    };
    for (const [reason, [caught, falsely]] of Object.entries(table)) {
      process.stdout.write(
        `Flags, ${reason}: ${caught.toFixed(1)} % of those planted, ${falsely.toFixed(1)} % of 800 sincere.\n`,
      );
    }
    expect(table["straight-lining"][0]).toBe(100);
    expect(table["straight-lining"][1]).toBe(0);
    expect(table.speeding[0]).toBe(100);
    expect(table.speeding[1]).toBe(0);
    // 80 % of 60: 4 standard errors are 21 points. Sincere at spread 1.5: 4 % by the simulation.
    expect(table.fit[0]).toBeGreaterThan(59);
    expect(table.fit[1]).toBeLessThan(8);
    expect(table.gibberish).toEqual([100, 0]);
    expect(table["duplicate answers"]).toEqual([100, 0]);
    const last = traces.length;
    expect(flags.get(last)).toContainEqual({
      reason: "duplicate",
      of: "panel id",
      exercise: null,
      first: last - 1,
    });
    expect(flags.get(last - 1)?.some(({ reason }) => reason === "duplicate") ?? false).toBe(false);
  });

  it("flags nobody for a rule that is off, nobody unfinished, and no speeders among a few", async () => {
    const traces = Array.from({ length: 30 }, () => ({ ...sincere(0), text: "aaaaaaaa" })).map(
      traceOf,
    );
    const off = {
      ...USUAL_RULES,
      straightLining: null,
      speeding: null,
      fit: null,
      gibberish: false,
      duplicates: false,
    };
    const none = new Map([[REVISION, { rules: off, cutoffs: new Map() }]]);
    expect(
      (await flagInterviews(traces, none, () => ({ invitation: "one person", panelId: null })))
        .flags.size,
    ).toBe(0);
    const unfinished = traces.map((trace) => ({ ...trace, state: "active" as const }));
    expect(await flagInterviews(unfinished, rulesOf, nobody)).toMatchObject({ checked: 0 });
    const few = traces
      .slice(0, 19)
      .map((trace, index) => (index === 0 ? { ...trace, times: new Map([["role", 1]]) } : trace));
    expect((await flagInterviews(few, rulesOf, nobody)).pace).toBeNull();
  });

  it("tells whom a second invitation repeats, and says which RLH is still to come", async () => {
    const traces = [sincere(3), sincere(3)].map(traceOf);
    const { flags } = await flagInterviews(traces, rulesOf, () => ({
      invitation: "somebody@example.org",
      panelId: null,
    }));
    expect(flags.get(2)).toContainEqual({
      reason: "duplicate",
      of: "invitation",
      exercise: null,
      first: 1,
    });
    const open = traces.map((trace) => ({
      ...trace,
      choices: new Map([...trace.choices].map(([key, own]) => [key, { ...own, rlh: null }])),
    }));
    expect(await flagInterviews(open, rulesOf, nobody)).toMatchObject({
      checked: 2,
      withoutRlh: 2,
    });
  });
});

describe("judging interviews of several exercises", () => {
  /** Seven items, each in three tasks of three: shorter, and easier to answer without contradiction. */
  const circle = Array.from({ length: 7 }, (_, task) => [0, 1, 3].map((step) => (task + step) % 7));
  const short = rlhCutoff({
    itemCount: 7,
    versions: [circle],
    likelihood: "sequential",
    randomCaught: 0.8,
  });
  const cutoffs = new Map([
    ["main", cutoff],
    ["mirror", cutoff],
    ["short", short],
  ]);
  const several = new Map([[REVISION, { rules, cutoffs }]]);
  const strong = Float64Array.from({ length: 13 }, (_, item) => 3 * (6 - item));
  const clear = (shown: readonly number[]) => ({
    shown: [...shown],
    best: Math.min(...shown),
    worst: Math.max(...shown),
  });
  /** Somebody of clear opinions in all three exercises, but for what is put in their place. */
  const person = (index: number, instead: Record<string, TracedChoices> = {}): InterviewTrace => {
    const version = index % versions.length;
    const tasks = versions[version].map((shown) => simulateTask(shown, strong, random));
    const other = (version + 30) % versions.length;
    return {
      ...traceOf({ version, tasks, speed: 1, text: "", panelId: null }, index),
      choices: new Map(
        Object.entries({
          main: choicesOf(version, 13, tasks),
          mirror: choicesOf(other, 13, versions[other].map(clear)),
          short: choicesOf(0, 7, circle.map(clear)),
          ...instead,
        }).map(([key, own]) => [
          key,
          // Clear opinions are alike; only the copied exercise below is to be a repeat.
          key in instead ? own : { ...own, pattern: `${key} ${index}` },
        ]),
      ),
    };
  };
  const lined = (key: string, index: number) => {
    const tasks = key === "short" ? circle : versions[index % versions.length];
    return choicesOf(
      index,
      key === "short" ? 7 : 13,
      tasks.map((shown) => ({ shown: [...shown], best: shown[0], worst: shown[2] })),
    );
  };

  it("flags whoever fails in any one of them, and says in which", async () => {
    const traces = [
      person(0),
      person(1, { mirror: lined("mirror", 1) }),
      person(2, { short: lined("short", 2) }),
      person(3, { main: lined("main", 3), mirror: lined("mirror", 3) }),
    ];
    const { flags } = await flagInterviews(traces, several, nobody);
    const lining = (number: number) =>
      (flags.get(number) ?? []).flatMap((flag) =>
        flag.reason === "straight-lining" ? [flag.exercise] : [],
      );
    expect(flags.has(1)).toBe(false);
    expect([lining(2), lining(3), lining(4)]).toEqual([["mirror"], ["short"], ["main", "mirror"]]);
  });

  it("holds each RLH to the cut-off of its own design", async () => {
    expect(short.cutoff).not.toBeCloseTo(cutoff.cutoff, 2);
    const between = (short.cutoff + cutoff.cutoff) / 2;
    const [low, high] = short.cutoff < cutoff.cutoff ? ["short", "main"] : ["main", "short"];
    const at = (key: string) => {
      const whole = person(0).choices.get(key);
      if (!whole) throw new Error(key);
      return { [key]: { ...whole, rlh: between, pattern: null } };
    };
    const traces = [person(0, at(low)), person(1, at(high))];
    const { flags } = await flagInterviews(traces, several, nobody);
    expect(flags.has(1)).toBe(false);
    expect(flags.get(2)).toMatchObject([{ reason: "fit", exercise: high, rlh: between }]);
    const unknown = new Map([[REVISION, { rules, cutoffs: new Map([["main", cutoff]]) }]]);
    expect((await flagInterviews(traces, unknown, nobody)).withoutRlh).toBe(2);
  });

  it("finds the copy of one exercise among answers that are otherwise one's own", async () => {
    const copied = { ...lined("mirror", 5), positions: null, rlh: 1 };
    const traces = [person(0, { mirror: copied }), person(1, { mirror: copied }), person(2)];
    const { flags } = await flagInterviews(traces, several, nobody);
    expect([...flags]).toEqual([
      [2, [{ reason: "duplicate", of: "answers", exercise: "mirror", first: 1 }]],
    ]);
    // The same choices in another exercise are nobody's copy.
    const elsewhere = [person(0, { mirror: copied }), person(1, { short: copied })];
    expect((await flagInterviews(elsewhere, several, nobody)).flags.size).toBe(0);
  });
});
