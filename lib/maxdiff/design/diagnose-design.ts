import { countComponents } from "./connect-versions";
import { type CountSpread, countSpread, worstCell } from "./count-spread";
import { checkDesign, type Design, type ProhibitedPair, prohibitedTable } from "./design";
import { designEfficiency } from "./design-efficiency";
import { countItems, countPairs, countPositions } from "./task-table";

/** Views of an item per respondent below which individual utilities rest on too little. */
const MIN_VIEWS = 3;

/** Everything a researcher asks of a design; plain numbers ready for JSON, items 0-based. */
export interface DesignDiagnostics {
  readonly itemCount: number;
  readonly itemsPerTask: number;
  readonly versionCount: number;
  /** The fewest and most tasks in a version. */
  readonly taskCount: { readonly min: number; readonly max: number };
  /** Times an item is seen by one respondent, over the items its version shows; and the least. */
  readonly views: { readonly mean: number; readonly min: number; readonly max: number };
  readonly items: CountSpread & {
    /** K counts over the whole design. */
    readonly counts: readonly number[];
    /** The count farthest from the mean. */
    readonly worst: { readonly item: number; readonly count: number };
    /** The version whose shown items differ most in count. */
    readonly worstVersion: { readonly version: number; readonly min: number; readonly max: number };
    /** Versions that leave out at least one item. */
    readonly partialVersions: number;
  };
  /** Over pairs that are not prohibited. */
  readonly pairs: CountSpread & {
    /** K × K counts over the whole design, symmetric, 0 on the diagonal. */
    readonly counts: readonly (readonly number[])[];
    readonly worst: { readonly items: readonly [number, number]; readonly count: number };
    readonly neverShown: number;
    /** Meetings of prohibited pairs. */
    readonly prohibitedShown: number;
    /** The most often one pair meets within one version. */
    readonly mostInVersion: number;
  };
  readonly positions: CountSpread & {
    /** K × k counts over the whole design. */
    readonly counts: readonly (readonly number[])[];
    readonly worst: { readonly item: number; readonly position: number; readonly count: number };
    /** The largest difference between two positions of one item. */
    readonly largestDifference: number;
  };
  readonly connectivity: {
    /** Versions whose shown items are not all linked through its tasks. */
    readonly disconnectedVersions: number;
    /** Whether all K items are linked through the tasks of all versions. */
    readonly connected: boolean;
  };
  /** Share of the items of a task, 0 … 1, that also stand in the next task of the version. */
  readonly dispersion: {
    readonly adjacentRepeats: number;
    /** The same share over any two tasks of a version: what a random task order gives. */
    readonly randomOrder: number;
  };
  /** Relative to perfectly balanced tasks, 0 … 1: the whole design, and single versions. */
  readonly efficiency: {
    readonly overall: number;
    readonly versionMean: number;
    readonly versionMin: number;
  };
  readonly warnings: readonly DesignWarning[];
  readonly verdict: DesignVerdict;
}

/** What to tell the researcher: a code whose words live with the screens, and its parameters. */
export type DesignWarning =
  | { readonly code: "item-never-shown"; readonly items: readonly number[] }
  | {
      readonly code: "pair-never-shown";
      readonly count: number;
      readonly first: readonly [number, number];
    }
  | { readonly code: "prohibited-pair-shown"; readonly count: number }
  | { readonly code: "few-views"; readonly views: number; readonly least: number }
  | { readonly code: "few-tasks"; readonly tasks: number; readonly least: number }
  | { readonly code: "many-items-per-task"; readonly itemsPerTask: number; readonly most: number }
  | { readonly code: "disconnected-versions"; readonly count: number }
  | { readonly code: "disconnected-design" }
  | { readonly code: "unequal-tasks"; readonly min: number; readonly max: number };

export type DesignVerdict = "excellent" | "good" | "usable" | "poor";

/**
 * Measures a design, made here or elsewhere.
 *
 * The verdict is the first that applies:
 * - `poor`: an item is never shown, a prohibited pair is shown, the design as a whole falls apart,
 *   item counts vary by more than 10 %, or D-efficiency is below 0.80;
 * - `usable`: an item is seen fewer than 3 times by a respondent on average, a pair is never shown,
 *   a version falls apart, k > K/2, item or position counts vary by more than 5 % beyond the
 *   arithmetic bound, or D-efficiency is below 0.95;
 * - `good`: item counts differ by more than 1 in a version or overall, positions of an item by more
 *   than 2, or D-efficiency is below 0.99;
 * - `excellent`: none of these.
 *
 * @throws RangeError naming version, task and value when the design itself is malformed.
 */
export function diagnoseDesign(
  design: Design,
  options: { readonly prohibitedPairs?: readonly ProhibitedPair[] } = {},
): DesignDiagnostics {
  checkDesign(design);
  const { itemCount, itemsPerTask, versions } = design;
  const prohibited = prohibitedTable(itemCount, options.prohibitedPairs ?? []);
  const taskCounts = versions.map((tasks) => tasks.length);
  const taskCount = { min: least(taskCounts), max: most(taskCounts) };
  const byVersion = measureVersions(design);
  const measured = {
    itemCount,
    itemsPerTask,
    versionCount: versions.length,
    taskCount,
    views: byVersion.views,
    items: { ...measureItems(design), ...byVersion.items },
    pairs: { ...measurePairs(design, prohibited), mostInVersion: byVersion.mostMeetings },
    positions: measurePositions(design),
    connectivity: {
      disconnectedVersions: byVersion.disconnected,
      connected: isConnected(design),
    },
    dispersion: measureDispersion(design),
    efficiency: { overall: overallEfficiency(design), ...byVersion.efficiency },
  };
  const warnings = findWarnings(measured, prohibited);
  return { ...measured, warnings, verdict: judge(measured, warnings) };
}

type Measured = Omit<DesignDiagnostics, "warnings" | "verdict">;

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** K × width counts as rows. */
function rows(counts: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: counts.length / width }, (_, row) =>
    Array.from({ length: width }, (_, column) => counts[row * width + column]),
  );
}

function measureItems(design: Design) {
  const counts = Array.from(countItems(design));
  const spread = countSpread(counts);
  const item = worstCell(counts, spread.mean);
  return { ...spread, counts, worst: { item, count: counts[item] } };
}

function measurePairs(design: Design, prohibited: Uint8Array) {
  const { itemCount } = design;
  const table = countPairs(design);
  const pairs: [number, number][] = [];
  const counts: number[] = [];
  let prohibitedShown = 0;
  for (let first = 0; first < itemCount; first++) {
    for (let second = first + 1; second < itemCount; second++) {
      const count = table[first * itemCount + second];
      if (prohibited[first * itemCount + second] === 1) prohibitedShown += count;
      else {
        pairs.push([first, second]);
        counts.push(count);
      }
    }
  }
  const empty = counts.length === 0;
  const spread = countSpread(
    empty ? [0] : counts,
    prohibited.includes(1) ? leastPairVariance(table, prohibited, itemCount) : 0,
  );
  const worst = worstCell(counts, spread.mean);
  return {
    ...spread,
    counts: rows(table, itemCount),
    worst: empty
      ? { items: [0, 0] as const, count: 0 }
      : { items: pairs[worst], count: counts[worst] },
    neverShown: counts.filter((count) => count === 0).length,
    prohibitedShown,
  };
}

/**
 * The least variance of the counts of allowed pairs, given how many meetings each item has: items
 * with fewer allowed partners must meet each of them more often. Counts closest to equal have the
 * form u_i + u_j; the u follow from the row sums (Gauss-Seidel).
 */
function leastPairVariance(table: Float64Array, prohibited: Uint8Array, itemCount: number): number {
  const meetings = new Float64Array(itemCount);
  const partners = new Float64Array(itemCount);
  const isAllowed = (first: number, second: number): boolean =>
    first !== second && prohibited[first * itemCount + second] === 0;
  for (let item = 0; item < itemCount; item++) {
    for (let other = 0; other < itemCount; other++) {
      if (!isAllowed(item, other)) continue;
      meetings[item] += table[item * itemCount + other];
      partners[item]++;
    }
  }
  const share = new Float64Array(itemCount);
  for (let round = 0; round < 500; round++) {
    for (let item = 0; item < itemCount; item++) {
      if (partners[item] === 0) continue;
      let rest = meetings[item];
      for (let other = 0; other < itemCount; other++) {
        if (isAllowed(item, other)) rest -= share[other];
      }
      share[item] = rest / partners[item];
    }
  }
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let item = 0; item < itemCount; item++) {
    for (let other = 0; other < item; other++) {
      if (!isAllowed(item, other)) continue;
      sum += share[item] + share[other];
      squares += (share[item] + share[other]) ** 2;
      count++;
    }
  }
  return count === 0 ? 0 : Math.max(0, squares / count - (sum / count) ** 2);
}

function measurePositions(design: Design) {
  const { itemsPerTask } = design;
  const counts = countPositions(design);
  const spread = countSpread(counts);
  const worst = worstCell(counts, spread.mean);
  const byItem = rows(counts, itemsPerTask);
  return {
    ...spread,
    counts: byItem,
    worst: {
      item: Math.floor(worst / itemsPerTask),
      position: worst % itemsPerTask,
      count: counts[worst],
    },
    largestDifference: most(byItem.map((row) => most(row) - least(row))),
  };
}

/** What is asked of each version on its own. */
function measureVersions(design: Design) {
  const { itemCount, itemsPerTask, versions } = design;
  const parent = new Int32Array(itemCount);
  const worstVersion = { version: 0, min: 0, max: 0 };
  let worstDifference = -1;
  let partialVersions = 0;
  let disconnected = 0;
  let mostMeetings = 0;
  let views = 0;
  let shownItems = 0;
  let fewestViews = Number.POSITIVE_INFINITY;
  let mostViews = 0;
  let efficiencySum = 0;
  let efficiencyMin = 1;
  versions.forEach((tasks, version) => {
    const alone = { itemCount, itemsPerTask, versions: [tasks] };
    const counts = countItems(alone);
    const shown: number[] = [];
    counts.forEach((count, item) => {
      if (count > 0) shown.push(item);
    });
    const shownCounts = shown.map((item) => counts[item]);
    const min = least(shownCounts);
    const max = most(shownCounts);
    if (max - min > worstDifference) {
      worstDifference = max - min;
      Object.assign(worstVersion, { version, min, max });
    }
    if (shown.length < itemCount) partialVersions++;
    views += tasks.length * itemsPerTask;
    shownItems += shown.length;
    fewestViews = Math.min(fewestViews, min);
    mostViews = Math.max(mostViews, max);
    const slots = tasks.flat();
    if (countComponents(slots, 0, slots.length, itemsPerTask, parent) > 1) disconnected++;
    const pairCounts = countPairs(alone);
    for (let pair = 0; pair < pairCounts.length; pair++) {
      mostMeetings = Math.max(mostMeetings, pairCounts[pair]);
    }
    const efficiency = designEfficiency(shown, pairCounts, itemCount);
    efficiencySum += efficiency;
    efficiencyMin = Math.min(efficiencyMin, efficiency);
  });
  return {
    views: { mean: views / shownItems, min: fewestViews, max: mostViews },
    items: { worstVersion, partialVersions },
    mostMeetings,
    disconnected,
    efficiency: { versionMean: efficiencySum / versions.length, versionMin: efficiencyMin },
  };
}

function isConnected(design: Design): boolean {
  const slots = design.versions.flat(2);
  const parent = new Int32Array(design.itemCount);
  const components = countComponents(slots, 0, slots.length, design.itemsPerTask, parent);
  return components === 1 && parent.every((item) => item >= 0);
}

function measureDispersion(design: Design) {
  let adjacentShared = 0;
  let adjacentPairs = 0;
  let anyShared = 0;
  let anyPairs = 0;
  for (const tasks of design.versions) {
    // Two tasks share an item once for each item that is in both: count pairs of views per item.
    const counts = countItems({ ...design, versions: [tasks] });
    for (const count of counts) anyShared += (count * (count - 1)) / 2;
    anyPairs += (tasks.length * (tasks.length - 1)) / 2;
    for (let task = 1; task < tasks.length; task++) {
      for (const item of tasks[task]) if (tasks[task - 1].includes(item)) adjacentShared++;
      adjacentPairs++;
    }
  }
  const share = (shared: number, pairs: number): number =>
    pairs === 0 ? 0 : shared / (pairs * design.itemsPerTask);
  return {
    adjacentRepeats: share(adjacentShared, adjacentPairs),
    randomOrder: share(anyShared, anyPairs),
  };
}

function overallEfficiency(design: Design): number {
  const items = Array.from({ length: design.itemCount }, (_, item) => item);
  return designEfficiency(items, countPairs(design), design.itemCount);
}

function findWarnings(measured: Measured, prohibited: Uint8Array): DesignWarning[] {
  const { itemCount, itemsPerTask, taskCount, items, pairs, connectivity, views } = measured;
  const warnings: DesignWarning[] = [];
  const missing = items.counts.flatMap((count, item) => (count === 0 ? [item] : []));
  if (missing.length > 0) warnings.push({ code: "item-never-shown", items: missing });
  if (pairs.prohibitedShown > 0) {
    warnings.push({ code: "prohibited-pair-shown", count: pairs.prohibitedShown });
  }
  if (!connectivity.connected) warnings.push({ code: "disconnected-design" });
  if (connectivity.disconnectedVersions > 0) {
    warnings.push({ code: "disconnected-versions", count: connectivity.disconnectedVersions });
  }
  if (pairs.neverShown > 0) {
    const first = firstNeverShown(pairs.counts, prohibited);
    warnings.push({ code: "pair-never-shown", count: pairs.neverShown, first });
  }
  if (views.mean < MIN_VIEWS) {
    warnings.push({ code: "few-views", views: views.mean, least: MIN_VIEWS });
  }
  const fewestTasks = Math.ceil((MIN_VIEWS * itemCount) / itemsPerTask);
  if (taskCount.min < fewestTasks) {
    warnings.push({ code: "few-tasks", tasks: taskCount.min, least: fewestTasks });
  }
  if (2 * itemsPerTask > itemCount) {
    warnings.push({
      code: "many-items-per-task",
      itemsPerTask,
      most: Math.floor(itemCount / 2),
    });
  }
  if (taskCount.min !== taskCount.max) warnings.push({ code: "unequal-tasks", ...taskCount });
  return warnings;
}

function firstNeverShown(
  counts: readonly (readonly number[])[],
  prohibited: Uint8Array,
): [number, number] {
  for (let first = 0; first < counts.length; first++) {
    for (let second = first + 1; second < counts.length; second++) {
      const isProhibited = prohibited[first * counts.length + second] === 1;
      if (!isProhibited && counts[first][second] === 0) return [first, second];
    }
  }
  throw new RangeError("Every pair is shown.");
}

function judge(measured: Measured, warnings: readonly DesignWarning[]): DesignVerdict {
  const { items, positions, efficiency } = measured;
  const warned = new Set(warnings.map((warning) => warning.code));
  const beyondBound = (spread: CountSpread): number => spread.variation - spread.variationBound;
  if (
    warned.has("item-never-shown") ||
    warned.has("prohibited-pair-shown") ||
    warned.has("disconnected-design") ||
    items.variation > 10 ||
    efficiency.overall < 0.8
  ) {
    return "poor";
  }
  if (
    warned.has("few-views") ||
    warned.has("pair-never-shown") ||
    warned.has("disconnected-versions") ||
    warned.has("many-items-per-task") ||
    beyondBound(items) > 5 ||
    beyondBound(positions) > 5 ||
    efficiency.overall < 0.95
  ) {
    return "usable";
  }
  const isEven =
    items.max - items.min <= 1 &&
    items.worstVersion.max - items.worstVersion.min <= 1 &&
    positions.largestDifference <= 2;
  return isEven && efficiency.overall >= 0.99 ? "excellent" : "good";
}
