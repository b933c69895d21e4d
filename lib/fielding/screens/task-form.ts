import { z } from "zod";
import type { ResponseMode, TaskAnchor } from "@/db/schema/fielding";
import { checking, itemsForm, readForm, type SentForm } from "../interview/schema";

/** A task as far as its form is read against it. */
export interface FormTask {
  /** The item numbers of the respondent's own task. */
  readonly shown: readonly number[];
  /** Those that its exercise offers. */
  readonly responseModes: readonly ResponseMode[];
  readonly hasAnchor: boolean;
  readonly words: {
    readonly bestLabel: string;
    readonly worstLabel: string;
    readonly labelOf: (item: number) => string;
  };
}

export const TASK_ANCHORS = ["all", "some", "none"] as const satisfies TaskAnchor[];

const item = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
  .optional();

const taskFields = {
  ...itemsForm,
  best: item,
  /** How the screen asked; not said by one that asked for both at once. */
  asked: z.string().max(20).default("together"),
  /** Said by a screen that asks for the best alone. */
  half: z.literal("1").optional(),
};

const halfTask = z.object(taskFields);

const wholeTask = z.object({
  ...taskFields,
  worst: item,
  anchor: z.string().max(10).optional(),
});

/** A whole task as it was answered. */
export interface AnsweredTask {
  readonly attempt: string;
  readonly shown_at: number;
  readonly opened?: number[];
  readonly best: number;
  readonly worst: number;
  readonly anchor: TaskAnchor | null;
  readonly responseMode: ResponseMode;
}

/**
 * Reads a whole task: best, worst, and the anchor where one is asked.
 *
 * @throws InvalidInput for what this task cannot be answered with
 */
export function readTask(
  { shown, responseModes, hasAnchor, words }: FormTask,
  form: SentForm,
): AnsweredTask {
  const { half: _, best = 0, worst = 0, anchor, asked, ...rest } = readForm(wholeTask, form);
  checking((refuse) => {
    if (best === 0) refuse("best", "choiceMissing", { label: words.bestLabel });
    else if (!shown.includes(best)) refuse("best", "notShown");
    if (worst === 0) refuse("worst", "choiceMissing", { label: words.worstLabel });
    else if (!shown.includes(worst)) refuse("worst", "notShown");
    if (best === worst && shown.includes(best)) {
      const { bestLabel, worstLabel } = words;
      const values = { item: words.labelOf(best), best: bestLabel, worst: worstLabel };
      refuse(`item-${best}`, "bestIsWorst", values);
    }
    if (hasAnchor && anchor === undefined) refuse("anchor", "chooseAnswer");
    else if (anchor !== undefined && !(hasAnchor && isTaskAnchor(anchor))) {
      refuse("anchor", "notOffered");
    }
    if (!responseModes.some((mode) => mode === asked)) refuse("asked", "notOffered");
  });
  return {
    ...rest,
    best,
    worst,
    anchor: anchor !== undefined && isTaskAnchor(anchor) ? anchor : null,
    responseMode: asked === "two-step" ? "two-step" : "together",
  };
}

function isTaskAnchor(anchor: string): anchor is TaskAnchor {
  return (TASK_ANCHORS as readonly string[]).includes(anchor);
}

/**
 * Reads the first half of a task that is asked in two steps: the best, and nothing yet beside it.
 *
 * @throws InvalidInput when no shown item is chosen
 */
export function readHalfTask({ shown, responseModes, words }: FormTask, form: SentForm): void {
  const { best, asked } = readForm(halfTask, form);
  checking((refuse) => {
    if (best === undefined) refuse("best", "choiceMissing", { label: words.bestLabel });
    else if (!shown.includes(best)) refuse("best", "notShown");
    if (asked !== "two-step" || !responseModes.includes("two-step")) refuse("asked", "notOffered");
  });
}
