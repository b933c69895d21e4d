import { z } from "zod";
import type { Asking, TaskAnchor } from "@/db/schema/fielding";
import { itemsForm, refusing } from "./schema";

/** What a task asks, as far as its form is read against it. */
export interface AskedTask {
  /** The item numbers of the respondent's own task. */
  readonly shown: readonly number[];
  /** The ways its exercise can be asked. */
  readonly ways: readonly Asking[];
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

// Put together once: that costs many times what reading a form does.
const wholeTask = z.strictObject({
  ...taskFields,
  worst: item,
  anchor: z.string().max(10).optional(),
});

/** Reads a whole task: best, worst, and the anchor where one is asked. */
export function taskForm({ shown, ways, hasAnchor, words }: AskedTask) {
  const asAsked = z
    .custom<z.output<typeof wholeTask>>()
    .superRefine(
      refusing(({ best, worst, anchor, asked }, refuse) => {
        if (best === undefined) refuse("best", "choiceMissing", { label: words.bestLabel });
        else if (!shown.includes(best)) refuse("best", "notShown");
        if (worst === undefined) refuse("worst", "choiceMissing", { label: words.worstLabel });
        else if (!shown.includes(worst)) refuse("worst", "notShown");
        if (best !== undefined && best === worst && shown.includes(best)) {
          const { bestLabel, worstLabel } = words;
          const values = { item: words.labelOf(best), best: bestLabel, worst: worstLabel };
          refuse(`item-${best}`, "bestIsWorst", values);
        }
        if (hasAnchor && anchor === undefined) refuse("anchor", "chooseAnswer");
        else if (anchor !== undefined && !(hasAnchor && isTaskAnchor(anchor))) {
          refuse("anchor", "notOffered");
        }
        if (!ways.some((way) => way === asked)) refuse("asked", "notOffered");
      }),
    )
    .transform(({ half: _, best = 0, worst = 0, anchor, asked, ...rest }) => ({
      ...rest,
      best,
      worst,
      anchor: anchor !== undefined && isTaskAnchor(anchor) ? anchor : null,
      asked: asked === "two-step" ? ("two-step" as const) : ("together" as const),
    }));
  return wholeTask.pipe(asAsked);
}

function isTaskAnchor(anchor: string): anchor is TaskAnchor {
  return (TASK_ANCHORS as readonly string[]).includes(anchor);
}

/** Reads the first half of a task that is asked in two steps: the best, and nothing yet beside it. */
export function halfTaskForm({ shown, ways, words }: AskedTask) {
  return z.strictObject(taskFields).superRefine(
    refusing(({ best, asked }, refuse) => {
      if (best === undefined) refuse("best", "choiceMissing", { label: words.bestLabel });
      else if (!shown.includes(best)) refuse("best", "notShown");
      if (asked !== "two-step" || !ways.includes("two-step")) refuse("asked", "notOffered");
    }),
  );
}
