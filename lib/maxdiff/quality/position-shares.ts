/** How much of one respondent's answering went to one place on the screen. */
export interface PositionShares {
  /** The largest part of the tasks, 0 … 1, whose best stood at one and the same displayed position. */
  readonly best: number;
  /** The same for the worst. */
  readonly worst: number;
  readonly tasks: number;
}

/** In fewer tasks than this one position is soon the most frequent by chance. */
const MIN_TASKS = 6;

/**
 * Straight-lining in best-worst tasks shows in positions, not in items: a good design shows every item
 * everywhere, so who means what they answer moves about the screen.
 *
 * @param tasks displayed positions of best and worst, from 0; null where one was not asked
 * @returns null with fewer than 6 tasks, where nothing can be told
 */
export function positionShares(
  tasks: readonly { readonly best: number | null; readonly worst: number | null }[],
): PositionShares | null {
  if (tasks.length < MIN_TASKS) return null;
  const share = (role: "best" | "worst") => {
    const counts = new Map<number, number>();
    let asked = 0;
    for (const task of tasks) {
      const position = task[role];
      if (position === null) continue;
      asked++;
      counts.set(position, (counts.get(position) ?? 0) + 1);
    }
    return asked < MIN_TASKS ? 0 : Math.max(...counts.values()) / asked;
  };
  return { best: share("best"), worst: share("worst"), tasks: tasks.length };
}

/** The displayed positions of best and worst in answers, from 0. */
export function answeredPositions(
  answers: readonly {
    readonly shown: readonly number[];
    readonly best: number;
    readonly worst: number;
  }[],
): { best: number; worst: number }[] {
  return answers.map(({ shown, best, worst }) => ({
    best: shown.indexOf(best),
    worst: shown.indexOf(worst),
  }));
}

/**
 * How often answers at random reach a share, so that a threshold can be judged: the chance that some
 * one of k positions is best in at least the given share of T tasks, or worst, at most (a union bound
 * over positions and over best and worst).
 *
 * @param share 0 … 1
 * @returns 0 with fewer than 6 tasks, where positionShares tells nothing
 */
export function straightLiningByChance(
  share: number,
  taskCount: number,
  itemsPerTask: number,
): number {
  if (taskCount < MIN_TASKS) return 0;
  const least = Math.ceil(share * taskCount - 1e-9);
  const p = 1 / itemsPerTask;
  let tail = 0;
  let term = (1 - p) ** taskCount;
  for (let hits = 0; hits <= taskCount; hits++) {
    if (hits >= least) tail += term;
    term *= ((taskCount - hits) / (hits + 1)) * (p / (1 - p));
  }
  return Math.min(1, 2 * itemsPerTask * tail);
}
