import type { Random } from "@/lib/stats/random";

/**
 * Check tasks: asked among the tasks of a design and kept out of every estimate. A repeated task is one
 * of the respondent's own, later, with its items in other places: how often the choice is the same is
 * how consistent a cohort is. A holdout task is the same set of items for everybody: how often a
 * method's utilities name the choice made in it is how well they predict.
 */
type CheckKind = "repeat" | "holdout";

/** As many as repeated tasks a respondent can be asked. */
export const MOST_REPEATS = 3;
/** As many as holdout tasks an exercise can have. */
export const MOST_HOLDOUTS = 6;

/** So many other tasks of the design lie between a task and its repetition, at least. */
const OTHERS_BETWEEN = 3;

/** A task of a design, or a check, by its number among its kind: 1, 2, 3 … */
export interface OrderedTask {
  /** Null for a task of the design. */
  readonly check: CheckKind | null;
  readonly number: number;
}

/** The fewest tasks of a design that can be followed by so many repeated ones. */
export function tasksForRepeats(repeats: number): number {
  return repeats === 0 ? 0 : repeats + OTHERS_BETWEEN;
}

/**
 * The tasks of an exercise in the order in which everybody meets them: holdouts spread over all of it,
 * repetitions over its second half. None of them is last, unless the design has very few tasks.
 *
 * @param taskCount tasks of the design
 * @param checks how many of each kind; repetitions that the design is too short for are left out
 */
export function tasksInOrder(
  taskCount: number,
  { repeats = 0, holdouts = 0 }: { readonly repeats?: number; readonly holdouts?: number },
): OrderedTask[] {
  const after = new Map<number, OrderedTask[]>();
  const put = (place: number, check: CheckKind, number: number) =>
    after.set(place, [...(after.get(place) ?? []), { check, number }]);
  for (let number = 1; number <= holdouts; number++) {
    put(Math.round((taskCount * number) / (holdouts + 1)), "holdout", number);
  }
  for (const [index, place] of repeatPlaces(taskCount, repeats).entries()) {
    put(place, "repeat", index + 1);
  }
  const order = [...(after.get(0) ?? [])];
  for (let number = 1; number <= taskCount; number++) {
    order.push({ check: null, number }, ...(after.get(number) ?? []));
  }
  return order;
}

/** repeatPlaces[r] = the number of the task that repetition r + 1 comes right after. */
function repeatPlaces(taskCount: number, repeats: number): number[] {
  return Array.from({ length: Math.max(0, repeats) }, (_, index) => {
    const spread = Math.ceil((taskCount * (repeats + index + 1)) / (2 * repeats + 1));
    return Math.max(spread, OTHERS_BETWEEN + index + 1);
  }).filter((place) => place <= taskCount);
}

/**
 * Draws which of a respondent's own tasks are asked again: each at most once, and each with at least
 * three others between.
 *
 * @returns drawn[r] = the number of the task that repetition r + 1 shows
 */
export function drawRepeated(taskCount: number, repeats: number, random: Random): number[] {
  const drawn: number[] = [];
  for (const place of repeatPlaces(taskCount, repeats)) {
    const open: number[] = [];
    for (let task = 1; task <= place - OTHERS_BETWEEN; task++) {
      if (!drawn.includes(task)) open.push(task);
    }
    drawn.push(open[random.below(open.length)]);
  }
  return drawn;
}

/**
 * The same items with none in its old place, so that whoever answers by place does not look consistent.
 *
 * @param shown two items or more
 */
export function inOtherPlaces(shown: readonly number[], random: Random): number[] {
  if (shown.length < 2) throw new RangeError("A task of one item has no other order.");
  // A random order of four leaves none in its place three times of eight.
  for (;;) {
    const mixed = random.shuffle([...shown]);
    if (mixed.every((item, place) => item !== shown[place])) return mixed;
  }
}

/** So many orders of the items are tried for sets without a prohibited pair. */
const TRIES = 2_000;

/**
 * Draws holdout tasks: over all of them each item is shown as often as any other, or once more, and no
 * two are the same set.
 *
 * @param size items a task, at most as many as there are
 * @param prohibited pairs of items that never share a task
 * @returns holdouts[h] = the item numbers of task h + 1; null where no such tasks were found
 */
export function drawHoldouts(
  items: readonly number[],
  { size, count }: { readonly size: number; readonly count: number },
  prohibited: readonly (readonly [number, number])[],
  random: Random,
): number[][] | null {
  if (size < 2 || size > items.length) return null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const line: number[] = [];
    while (line.length < size * count) line.push(...random.shuffle([...items]));
    const sets = Array.from({ length: count }, (_, at) => line.slice(at * size, (at + 1) * size));
    const names = new Set(sets.map((set) => set.toSorted((a, b) => a - b).join(" ")));
    const isAllowed = (set: readonly number[]) =>
      new Set(set).size === size &&
      !prohibited.some(([one, other]) => set.includes(one) && set.includes(other));
    const areDistinct = names.size === count || size === items.length;
    if (areDistinct && sets.every(isAllowed)) return sets;
  }
  return null;
}
