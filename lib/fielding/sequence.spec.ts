import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScreenKind } from "@/db/schema/studies";
import { isReached, minutesLeft, nextAfter, type Step, standing, stepsOf } from "./sequence";
import { ALLOCATION, screener } from "./testing";

const SETTINGS = {
  question: screener(["cohort-1", "cohort-2"]),
  exercise: { type: "maxdiff" as const },
  allocation: ALLOCATION,
  anchor: { exercise: "importance", text: "Which are important?", hint: "" },
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
const design = { exercise: "importance", taskCount: 3 };
const steps = stepsOf(screens, design);
const names = (list: readonly Step[]) => list.map((step) => step.name);

describe("the sequence of screens", () => {
  it("puts an exercise's tasks where the exercise stands", () => {
    expect(names(steps)).toEqual(["role", "task-1", "task-2", "task-3", "resources"]);
  });

  it("asks nothing for an exercise that has no design", () => {
    expect(names(stepsOf(screens, null))).toEqual(["role", "resources"]);
  });

  it("keeps a screen apart from an ending that its key is called like", () => {
    expect(names(stepsOf([row("question", "done", 1)], null))).toEqual(["screen-done"]);
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
