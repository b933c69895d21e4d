/**
 * Perfectly balanced tasks (balanced incomplete block designs) for one version: every item equally
 * often, every pair exactly lambda times.
 *
 * Found as difference families (Bose 1939; Beth, Jungnickel & Lenz, Design Theory, ch. VII): a few
 * base tasks over a group whose differences cover every non-zero element lambda times, developed by
 * adding every group element. Groups: the integers mod K; vectors over a prime field where K is a
 * prime power (affine planes); the integers mod K − 1 with one fixed point (1-rotational designs).
 */

/** A finite abelian group on 0 … order − 1 with 0 as its neutral element. */
interface Group {
  readonly order: number;
  /** difference[a * order + b] is a − b, sum[a * order + b] is a + b. */
  readonly sum: Int32Array;
  readonly difference: Int32Array;
}

/** A base task and the number of different translates it has. */
interface BaseTask {
  readonly elements: readonly number[];
  readonly translates: readonly number[];
}

/** Above this nobody answers a version, and the groups grow too large to list their subgroups. */
const MAX_TASKS = 300;

/** Search steps before a group is given up; the families of usual sizes need far fewer. */
const STEP_LIMIT = 200_000;

/**
 * The times each pair meets in a perfectly balanced version of T tasks, or undefined where the
 * arithmetic (item counts, pair counts, Fisher's inequality) forbids one or T is above 300.
 */
export function balancedPairCount(
  itemCount: number,
  itemsPerTask: number,
  taskCount: number,
): number | undefined {
  const slots = taskCount * itemsPerTask;
  const lambda = (slots * (itemsPerTask - 1)) / (itemCount * (itemCount - 1));
  if (
    itemsPerTask < 2 ||
    taskCount > MAX_TASKS ||
    slots % itemCount !== 0 ||
    !Number.isInteger(lambda)
  )
    return undefined;
  if (itemsPerTask < itemCount && taskCount < itemCount) return undefined;
  return lambda;
}

/**
 * T tasks of k of K items in which every pair meets equally often, or undefined when there is none
 * or the search does not find it. (13, 4, 13) gives {0, 1, 3, 9} developed mod 13.
 */
export function findBalancedTasks(
  itemCount: number,
  itemsPerTask: number,
  taskCount: number,
): number[][] | undefined {
  const lambda = balancedPairCount(itemCount, itemsPerTask, taskCount);
  if (lambda === undefined) return undefined;
  if (itemsPerTask === itemCount) {
    return Array.from({ length: taskCount }, () => Array.from({ length: itemCount }, (_, i) => i));
  }
  const size = { itemCount, itemsPerTask, taskCount, lambda };
  const primePower = primePowerOf(itemCount);
  return (
    develop(vectorGroup([itemCount]), false, size) ??
    (primePower !== undefined && primePower.length > 1
      ? develop(vectorGroup(primePower), false, size)
      : undefined) ??
    develop(vectorGroup([itemCount - 1]), true, size)
  );
}

/** [p, p, …] where count = p · p · …, undefined when it is no power of a prime. */
function primePowerOf(count: number): number[] | undefined {
  let prime = 2;
  while (count % prime !== 0) prime++;
  const powers: number[] = [];
  let rest = count;
  while (rest % prime === 0) {
    powers.push(prime);
    rest /= prime;
  }
  return rest === 1 ? powers : undefined;
}

/** The direct product of cyclic groups; elements are mixed-radix numbers. */
function vectorGroup(moduli: readonly number[]): Group {
  const order = moduli.reduce((product, modulus) => product * modulus, 1);
  const sum = new Int32Array(order * order);
  const difference = new Int32Array(order * order);
  for (let a = 0; a < order; a++) {
    for (let b = 0; b < order; b++) {
      let restA = a;
      let restB = b;
      let place = 1;
      for (const modulus of moduli) {
        const digitA = restA % modulus;
        const digitB = restB % modulus;
        sum[a * order + b] += place * ((digitA + digitB) % modulus);
        difference[a * order + b] += place * ((digitA - digitB + modulus) % modulus);
        restA = (restA - digitA) / modulus;
        restB = (restB - digitB) / modulus;
        place *= modulus;
      }
    }
  }
  return { order, sum, difference };
}

/**
 * Searches one group. Full base tasks have `order` translates; subgroups have one translate per
 * coset; with a fixed point (numbered `order`) some base tasks hold it beside k − 1 elements.
 */
function develop(
  group: Group,
  withFixedPoint: boolean,
  size: { itemsPerTask: number; taskCount: number; lambda: number },
): number[][] | undefined {
  const { order } = group;
  const { itemsPerTask, taskCount, lambda } = size;
  const subgroups = findSubgroups(group, itemsPerTask);
  const fixedSubgroups = withFixedPoint ? findSubgroups(group, itemsPerTask - 1) : [];
  const everyElement = Array.from({ length: order }, (_, element) => element);
  // needed[d]: how often the difference d must still be covered.
  const needed = new Int32Array(order).fill(lambda);
  needed[0] = 0;
  let neededByFixedPoint = withFixedPoint ? lambda : 0;
  let tasksLeft = taskCount;
  let steps = 0;
  const chosen: BaseTask[] = [];
  const usedOrbits = new Set<string>();

  const extend = (): boolean => {
    let target = 1;
    while (target < order && needed[target] === 0) target++;
    if (target === order) return tasksLeft === 0 && neededByFixedPoint === 0;
    if (withFixedPoint && neededByFixedPoint >= 1) {
      for (const subgroup of fixedSubgroups) {
        if (trySubgroup(subgroup, true)) return true;
      }
      if (neededByFixedPoint >= itemsPerTask - 1 && tasksLeft >= order) {
        neededByFixedPoint -= itemsPerTask - 1;
        if (grow([0], target, itemsPerTask - 1, true)) return true;
        neededByFixedPoint += itemsPerTask - 1;
      }
    }
    for (const subgroup of subgroups) {
      if (subgroup.includes(target) && trySubgroup(subgroup, false)) return true;
    }
    return tasksLeft >= order && grow([0], target, itemsPerTask, false);
  };

  const trySubgroup = (subgroup: readonly number[], fixed: boolean): boolean => {
    if (++steps > STEP_LIMIT) return false;
    const cosets = order / subgroup.length;
    if (tasksLeft < cosets || subgroup.some((element) => element !== 0 && needed[element] === 0)) {
      return false;
    }
    for (const element of subgroup) if (element !== 0) needed[element]--;
    tasksLeft -= cosets;
    if (fixed) neededByFixedPoint--;
    chosen.push({
      elements: fixed ? [...subgroup, order] : subgroup,
      translates: cosetLeaders(group, subgroup),
    });
    if (extend()) return true;
    chosen.pop();
    if (fixed) neededByFixedPoint++;
    tasksLeft += cosets;
    for (const element of subgroup) if (element !== 0) needed[element]++;
    return false;
  };

  /** Adds elements to a base task that starts with {0, target}: one translate covers target. */
  const grow = (
    elements: readonly number[],
    target: number,
    fullSize: number,
    fixed: boolean,
  ): boolean => {
    if (elements.length === fullSize) {
      const orbit = orbitName(group, elements);
      if (usedOrbits.has(orbit)) return false;
      usedOrbits.add(orbit);
      tasksLeft -= order;
      chosen.push({
        elements: fixed ? [...elements, order] : elements,
        translates: everyElement,
      });
      if (extend()) return true;
      chosen.pop();
      tasksLeft += order;
      usedOrbits.delete(orbit);
      return false;
    }
    const first = elements.length === 1 ? target : 1 + (elements.length > 2 ? elements.at(-1)! : 0);
    const last = elements.length === 1 ? target : order - 1;
    for (let element = first; element <= last; element++) {
      if (elements.includes(element)) continue;
      if (++steps > STEP_LIMIT) return false;
      let fits = true;
      for (const other of elements) {
        if (--needed[group.difference[element * order + other]] < 0) fits = false;
        if (--needed[group.difference[other * order + element]] < 0) fits = false;
      }
      if (fits && grow([...elements, element], target, fullSize, fixed)) return true;
      for (const other of elements) {
        needed[group.difference[element * order + other]]++;
        needed[group.difference[other * order + element]]++;
      }
    }
    return false;
  };

  if (!extend()) return undefined;
  return chosen.flatMap(({ elements, translates }) =>
    translates.map((translate) =>
      elements.map((element) =>
        element === order ? order : group.sum[element * order + translate],
      ),
    ),
  );
}

/** All subgroups of the given order (above 1), as sorted element lists. */
function findSubgroups(group: Group, subgroupOrder: number): number[][] {
  if (subgroupOrder < 2 || group.order % subgroupOrder !== 0) return [];
  const found = new Map<string, number[]>();
  let frontier: number[][] = [[0]];
  while (frontier.length > 0) {
    const next = new Map<string, number[]>();
    for (const subgroup of frontier) {
      for (let generator = 1; generator < group.order; generator++) {
        if (subgroup.includes(generator)) continue;
        const larger = generate(group, [...subgroup, generator], subgroupOrder);
        if (larger === undefined) continue;
        const name = larger.join();
        if (larger.length === subgroupOrder) found.set(name, larger);
        else next.set(name, larger);
      }
    }
    frontier = [...next.values()];
  }
  return [...found.values()];
}

/** The subgroup made by the given elements, undefined when it grows above the limit. */
function generate(
  group: Group,
  generators: readonly number[],
  limit: number,
): number[] | undefined {
  const inside = new Set(generators);
  const queue = [...inside];
  for (const element of queue) {
    for (const generator of generators) {
      const sum = group.sum[element * group.order + generator];
      if (inside.has(sum)) continue;
      inside.add(sum);
      queue.push(sum);
      if (inside.size > limit) return undefined;
    }
  }
  return [...inside].sort((a, b) => a - b);
}

/** One element of each coset. */
function cosetLeaders(group: Group, subgroup: readonly number[]): number[] {
  const seen = new Uint8Array(group.order);
  const leaders: number[] = [];
  for (let leader = 0; leader < group.order; leader++) {
    if (seen[leader] === 1) continue;
    leaders.push(leader);
    for (const element of subgroup) seen[group.sum[element * group.order + leader]] = 1;
  }
  return leaders;
}

/** A name shared by all translates of a base task: the least of those that hold 0. */
function orbitName(group: Group, elements: readonly number[]): string {
  let least = "";
  for (const origin of elements) {
    const shifted = elements.map((element) => group.difference[element * group.order + origin]);
    const name = shifted.sort((a, b) => a - b).join();
    if (least === "" || name < least) least = name;
  }
  return least;
}
