import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScreenKind } from "@/db/schema/studies";
import { ALLOCATION, screener } from "../testing";
import { isReached, minutesLeft, nextAfter, type Step, standing, stepsOf } from "./sequence";

const SETTINGS = {
  question: screener(["cohort-1", "cohort-2"]),
  exercise: { type: "maxdiff" as const },
  allocation: ALLOCATION,
  anchor: {
    exercise: "importance",
    text: "Which are important?",
    hint: "",
    yesLabel: "Important",
    noLabel: "Not important",
  },
};

function row(kind: ScreenKind, key: string, position: number) {
  const settings = SETTINGS[kind];
  return { id: key, revisionId: "revision", key, position, kind, settings, showWhen: null };
}

const screens = [
  row("question", "role", 1),
  row("exercise", "importance", 2),
  row("allocation", "resources", 3),
];
const main = { key: "importance", mark: "", taskCount: 3 };
const steps = stepsOf(screens, [main]);
const names = (list: readonly Step[]) => list.map((step) => step.name);

describe("the sequence of screens", () => {
  it("puts an exercise's tasks where the exercise stands", () => {
    expect(names(steps)).toEqual(["role", "task-1", "task-2", "task-3", "resources"]);
  });

  it("names the tasks of a further exercise by its key, and ends each with its anchor", () => {
    const more = [row("anchor", "judged", 3), row("exercise", "genai", 4), row("anchor", "far", 5)];
    const asked = stepsOf(
      [...screens.slice(0, 2), ...more],
      [main, { key: "genai", mark: "genai", taskCount: 2 }],
    );
    const genai = ["genai-task-1", "genai-task-2"];
    const importance = ["task-1", "task-2", "task-3"];
    expect(names(asked)).toEqual(["role", ...importance, "judged", ...genai, "far"]);
  });

  it("gives every screen a name of its own, whatever exercises and keys there are", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
    const kind = fc.constantFrom("question" as const, "exercise" as const, "allocation" as const);
    const screen = fc.record({ key, kind, tasks: fc.integer({ min: 1, max: 12 }) });
    const questionnaire = fc.uniqueArray(screen, { selector: (one) => one.key, maxLength: 12 });
    fc.assert(
      fc.property(questionnaire, fc.nat(), (list, chosen) => {
        const exercises = list.filter((one) => one.kind === "exercise");
        const named = names(
          stepsOf(
            list.map((one, index) => row(one.kind, one.key, index + 1)),
            exercises.map((one, index) => ({
              key: one.key,
              mark: index === chosen % exercises.length ? "" : one.key,
              taskCount: one.tasks,
            })),
          ),
        );
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  it("asks nothing for an exercise that has no design", () => {
    expect(names(stepsOf(screens, []))).toEqual(["role", "resources"]);
  });

  it("keeps a screen apart from an ending that its key is called like", () => {
    expect(names(stepsOf([row("question", "done", 1)], []))).toEqual(["screen-done"]);
  });

  it("stands at the first screen that was not passed, whatever was passed beyond it", () => {
    expect(standing(steps, "screening", new Set())).toBe("role");
    expect(standing(steps, "active", new Set(["role", "task-1", "task-3"]))).toBe("task-2");
  });

  it("stands at the ending that was reached, whatever was passed", () => {
    fc.assert(
      fc.property(fc.subarray(names(steps)), (passed) => {
        expect(standing(steps, "complete", new Set(passed))).toBe("done");
        expect(standing(steps, "screened-out", new Set(passed))).toBe("screened-out");
      }),
    );
  });

  it("has reached the screens it passed in a row and the next one, and no other", () => {
    fc.assert(
      fc.property(fc.nat(steps.length - 1), (count) => {
        const passed = new Set(names(steps).slice(0, count));
        const reached = names(steps).filter((name) => isReached(steps, passed, name));
        expect(reached).toEqual(names(steps).slice(0, count + 1));
      }),
    );
    expect(isReached(steps, new Set(names(steps)), "elsewhere")).toBe(false);
  });

  it("leads from each screen to the one after it, and from the last to the end", () => {
    expect(names(steps).map((name) => nextAfter(steps, name))).toEqual([
      "task-1",
      "task-2",
      "task-3",
      "resources",
      "done",
    ]);
  });

  it("never says that more time is left further on", () => {
    const left = names(steps).map((name) => minutesLeft(steps, name));
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left[0]).toBeGreaterThan(0);
  });
});
