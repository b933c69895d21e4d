import { type Random, seededRandom } from "@/lib/stats/random";
import { balancePairs } from "./balance-pairs";
import { balancePositions } from "./balance-positions";
import { connectVersions } from "./connect-versions";
import { counted } from "./counted";
import { checkDesign, type Design, type ProhibitedPair, prohibitedTable } from "./design";
import { balancedPairCount, findBalancedTasks } from "./difference-family";
import { fillTasks, PROHIBITED_COST } from "./fill-tasks";
import { orderTasks } from "./order-tasks";
import { planExpress } from "./plan-express";
import { planItemCounts } from "./plan-item-counts";
import { checkProhibitedPairs, checkProhibitedViews } from "./prohibited-pairs";
import { addProhibitedCost, separateProhibited } from "./separate-prohibited";
import {
  countItems,
  countPairs,
  countPositions,
  emptyTaskTable,
  type TaskTable,
  tableVersions,
} from "./task-table";

/** The most items a design may have. */
export const MAX_ITEMS = 200;

export interface DesignRequest {
  /** K, 2 … 200. */
  readonly itemCount: number;
  /** k, 2 … K. */
  readonly itemsPerTask: number;
  /** T, tasks in each version. */
  readonly taskCount: number;
  /** V, versions in the returned design, those of `continueFrom` included. */
  readonly versionCount: number;
  /** A whole number; the same request and seed give the same design. */
  readonly seed: number;
  /** Pairs of 0-based item indices that must never meet in a task. */
  readonly prohibitedPairs?: readonly ProhibitedPair[];
  /**
   * `balanced` (the default) and `sparse` show every item in every version, as often as T · k / K
   * says: sparse is the name where that is about once. `express` shows each version a subset of the
   * items, about three times each or as near to that as showing every item equally often (± 1)
   * overall allows.
   */
  readonly kind?: "balanced" | "sparse" | "express";
  /** A design whose versions stay as they are and come first; the new ones balance them. */
  readonly continueFrom?: Design;
  /** Called with the finished part of the search, 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Exchanges a search proposes in all, within its limits: well under a second's work. */
const PROPOSALS = 5_000_000;

/**
 * Designs the versions of a study, in this order of aims: items equally often (± 1, in each version
 * and overall), pairs equally often, positions equally often (± 1 for each item), every version's
 * items linked through its tasks, no item in neighbouring tasks.
 *
 * Where a perfectly balanced version of this size is known, every version is one, relabelled at
 * random; else the pairs are balanced by search.
 *
 * @throws RangeError with the reason when a size is out of range, the prohibited pairs cannot be
 *   honoured, or the design to continue does not fit.
 */
export function generateDesign(request: DesignRequest): Design {
  const { itemCount, itemsPerTask, taskCount, versionCount, continueFrom } = request;
  checkSizes(request);
  const onProgress = request.onProgress ?? (() => undefined);
  const random = seededRandom(request.seed);
  const prohibited = prohibitedTable(itemCount, request.prohibitedPairs ?? []);
  checkProhibitedPairs(itemCount, itemsPerTask, prohibited);
  if (request.kind !== "express") {
    const viewsAtLeast = Math.floor((taskCount * itemsPerTask) / itemCount);
    checkProhibitedViews(itemCount, taskCount, viewsAtLeast, prohibited);
  }
  const existing: Design = continueFrom ?? { itemCount, itemsPerTask, versions: [] };
  const table = emptyTaskTable({
    itemCount,
    itemsPerTask,
    taskCount,
    versionCount: versionCount - existing.versions.length,
  });
  const perfect =
    request.kind === "express" || prohibited.includes(1)
      ? undefined
      : (findBalancedTasks(itemCount, itemsPerTask, taskCount) ??
        searchBalancedTasks(itemCount, itemsPerTask, taskCount, random));
  if (perfect !== undefined) relabelTasks(table, perfect, random);
  else searchTasks(table, request, existing, prohibited, random, onProgress);
  orderTasks(table, random);
  balancePositions(table, countPositions(existing), random);
  onProgress(1);
  return { itemCount, itemsPerTask, versions: [...existing.versions, ...tableVersions(table)] };
}

function checkSizes(request: DesignRequest): void {
  const { itemCount, itemsPerTask, taskCount, versionCount, continueFrom } = request;
  const wholeNumbers = { itemCount, itemsPerTask, taskCount, versionCount };
  for (const [name, value] of Object.entries(wholeNumbers)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name} must be a positive whole number, not ${value}.`);
    }
  }
  if (itemCount < 2 || itemCount > MAX_ITEMS) {
    throw new RangeError(`A design has 2 to ${MAX_ITEMS} items, not ${itemCount}.`);
  }
  if (itemsPerTask < 2) throw new RangeError(`A task shows at least 2 items, not ${itemsPerTask}.`);
  if (itemsPerTask > itemCount) {
    throw new RangeError(`A task cannot show ${itemsPerTask} of ${itemCount} items.`);
  }
  if (request.kind !== "express" && taskCount * itemsPerTask < itemCount) {
    throw new RangeError(
      `${counted(taskCount, "task")} of ${itemsPerTask} cannot show ${counted(itemCount, "item")} to every respondent: ` +
        `ask for at least ${counted(Math.ceil(itemCount / itemsPerTask), "task")}, or an express design.`,
    );
  }
  if (continueFrom === undefined) return;
  checkDesign(continueFrom);
  if (continueFrom.itemCount !== itemCount || continueFrom.itemsPerTask !== itemsPerTask) {
    throw new RangeError(
      `The design to continue has ${continueFrom.itemCount} items in tasks of ` +
        `${continueFrom.itemsPerTask}, not ${itemCount} in tasks of ${itemsPerTask}.`,
    );
  }
  const other = continueFrom.versions.findIndex((tasks) => tasks.length !== taskCount);
  if (other >= 0) {
    throw new RangeError(
      `Version ${other + 1} of the design to continue has ` +
        `${counted(continueFrom.versions[other].length, "task")}, not ${taskCount}.`,
    );
  }
  if (continueFrom.versions.length >= versionCount) {
    throw new RangeError(
      `The design to continue has ${counted(continueFrom.versions.length, "version")} already: ask for more ` +
        `than that, not ${versionCount}.`,
    );
  }
}

/** Gives every version the same perfect tasks with its items renamed at random. */
function relabelTasks(table: TaskTable, tasks: readonly number[][], random: Random): void {
  const names = Array.from({ length: table.itemCount }, (_, item) => item);
  let slot = 0;
  for (let version = 0; version < table.versionCount; version++) {
    random.shuffle(names);
    for (const task of tasks) for (const item of task) table.slots[slot++] = names[item];
  }
}

function searchTasks(
  table: TaskTable,
  request: DesignRequest,
  existing: Design,
  prohibited: Uint8Array,
  random: Random,
  onProgress: (fraction: number) => void,
): void {
  const { itemsPerTask, taskCount, versionCount } = table;
  const shownBefore = countItems(existing);
  const plan =
    (request.kind === "express"
      ? planExpress({ ...table, shownBefore, prohibited, random })
      : null) ??
    planItemCounts({
      versionCount,
      slotsPerVersion: taskCount * itemsPerTask,
      shownBefore,
      random,
    });
  const pairCost = countPairs(existing);
  addProhibitedCost(pairCost, prohibited, PROHIBITED_COST);
  fillTasks(table, plan, pairCost, random);
  const proposals = 8 * taskCount * itemsPerTask;
  const sweeps = Math.ceil(PROPOSALS / (proposals * versionCount));
  const cooling = { sweeps: Math.min(400, Math.max(28, sweeps)), start: 3, end: 0.2, proposals };
  balancePairs(table, pairCost, random, cooling, (fraction) => onProgress(0.9 * fraction));
  if (prohibited.includes(1)) separateProhibited(table, plan, pairCost, prohibited, random);
  connectVersions(table, pairCost, random);
}

/**
 * Small perfectly balanced versions that no difference family gives, by annealing one version; most
 * sizes that arithmetic allows and people ask for are found within a few starts.
 */
function searchBalancedTasks(
  itemCount: number,
  itemsPerTask: number,
  taskCount: number,
  random: Random,
): number[][] | undefined {
  const lambda = balancedPairCount(itemCount, itemsPerTask, taskCount);
  if (lambda === undefined || taskCount > 40) return undefined;
  const table = emptyTaskTable({ itemCount, itemsPerTask, taskCount, versionCount: 1 });
  const slotsPerVersion = taskCount * itemsPerTask;
  for (let start = 0; start < 20; start++) {
    const plan = planItemCounts({
      versionCount: 1,
      slotsPerVersion,
      shownBefore: new Int32Array(itemCount),
      random,
    });
    const pairCost = new Float64Array(itemCount * itemCount);
    fillTasks(table, plan, pairCost, random);
    const cooling = { sweeps: 60, start: 10, end: 0.3, proposals: 8 * slotsPerVersion };
    balancePairs(table, pairCost, random, cooling);
    const isPerfect = pairCost.every(
      (meetings, pair) => pair % (itemCount + 1) === 0 || meetings === lambda,
    );
    if (isPerfect) return tableVersions(table)[0];
  }
  return undefined;
}
