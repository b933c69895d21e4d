import { AsyncLocalStorage } from "node:async_hooks";
import { DatabaseUnavailable } from "./errors";

/** One run of a write. */
interface Run {
  /** The turn it holds: null for none, EVERY where all writes run in turn anyway. */
  readonly turn: string | null;
  /** What it does, in the words of `takeTurnIfLastNeeded`. */
  doing: string | null;
  needsTurn: boolean;
  /** What is done once it is committed, by what it is about. */
  readonly afterwards: Map<string, () => void>;
}

const EVERY = "every";

interface Shared {
  readonly insideWrite: AsyncLocalStorage<Run>;
  /** What needed a turn when it was last done. */
  readonly usual: Set<string>;
}

// One process, one database, and copies of this module (the build's and the source's): a write that
// one copy runs asks for its turn by another.
const shared = globalThis as typeof globalThis & { tradeoffWrites?: Shared };
shared.tradeoffWrites ??= { insideWrite: new AsyncLocalStorage<Run>(), usual: new Set() };
const { insideWrite, usual } = shared.tradeoffWrites;

/** Far more than a server's studies have screens; then it learns anew. */
const MAX_USUAL = 10_000;

/** Thrown out of a write that has to wait for its turn. */
class TurnWanted extends Error {
  override readonly name = "TurnWanted";

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "TurnWanted";
  }

  constructor(readonly key: string) {
    super(`A turn of ${key} is wanted.`);
  }
}

/**
 * Says, inside a write, that from here on it changes what other writes of this key change too: a
 * study's counters. Writes that say so run one after the other instead of losing races to each
 * other; all others go on beside them. Where writes run side by side (PostgreSQL) the write is
 * rolled back and starts over when its turn has come, so the earlier this is said, the less is done
 * twice.
 *
 * Nothing depends on it for being right, only for being quick: transactions stay serialisable.
 */
export function takeTurn(key: string): void {
  const run = insideWrite.getStore();
  if (!run) throw new Error("A turn is taken outside of a write.");
  if (run.turn === EVERY) return;
  run.needsTurn = true;
  if (run.doing !== null) {
    if (usual.size >= MAX_USUAL) usual.clear();
    usual.add(run.doing);
  }
  requireTurn(run, key);
}

/**
 * Takes a turn at once if the same needed one the last time it was done; otherwise `takeTurn` will say
 * so further on. So that little is done twice where it is the rule, and nothing waits where it is not.
 *
 * @param doing what the write does, in the same words whenever it does the same
 */
export function takeTurnIfLastNeeded(key: string, doing: string): void {
  const run = insideWrite.getStore();
  if (!run || run.turn === EVERY) return;
  run.doing = doing;
  if (usual.has(doing)) requireTurn(run, key);
}

function requireTurn({ turn }: Run, key: string): void {
  if (turn === key) return;
  if (turn !== null) throw new Error(`${key} is wanted in the turn of ${turn}.`);
  throw new TurnWanted(key);
}

/** Runs a write where all writes run in turn. It refuses a write inside a write, which would wait for itself. */
export async function writeAlone<T>(write: () => Promise<T>): Promise<T> {
  refuseInsideWrite();
  const run = newRun(EVERY);
  const result = await insideWrite.run(run, write);
  committed(run);
  return result;
}

/**
 * Runs a write beside others, and once more if it asks for a turn.
 *
 * @param write runs it in the turn of a key, or without
 * @param turn where it is known before that it will ask
 */
export async function writeBesideOthers<T>(
  write: (turn: string | null) => Promise<T>,
  turn: string | null,
): Promise<T> {
  refuseInsideWrite();
  const oneRun = async (held: string | null) => {
    const run = newRun(held);
    const result = await insideWrite.run(run, () => write(held));
    if (run.doing !== null && !run.needsTurn) usual.delete(run.doing);
    committed(run);
    return result;
  };
  try {
    return await oneRun(turn);
  } catch (error) {
    if (!(error instanceof TurnWanted)) throw error;
    return oneRun(error.key);
  }
}

function newRun(turn: string | null): Run {
  return { turn, doing: null, needsTurn: false, afterwards: new Map() };
}

/**
 * Has something done once the write that this is said in is committed, and never if it is not.
 *
 * @param about what of the same is said again takes the place of what was said before
 * @param work throws nothing
 */
export function afterCommit(about: string, work: () => void): void {
  const run = insideWrite.getStore();
  if (!run) throw new Error("Something is to follow a write outside of one.");
  run.afterwards.set(about, work);
}

/** Forgets what a transaction said that is run again. */
export function forgetAfterwards(): void {
  insideWrite.getStore()?.afterwards.clear();
}

function committed({ afterwards }: Run): void {
  for (const work of afterwards.values()) work();
}

function refuseInsideWrite(): void {
  if (insideWrite.getStore()) throw new Error("A write was started inside a write.");
}

/**
 * Queues of tasks, one for each key, in the order they came; a failure stops only itself.
 *
 * @returns a function that runs a task when its turn has come; it throws DatabaseUnavailable when
 *   that takes longer than the task can wait
 */
export function queues(): <T>(
  key: string,
  patienceMs: number,
  task: () => Promise<T>,
) => Promise<T> {
  const last = new Map<string, Promise<void>>();
  return async (key, patienceMs, task) => {
    const before = last.get(key) ?? Promise.resolve();
    let leave = () => {};
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const end = before.then(() => gone);
    last.set(key, end);
    try {
      await atMost(patienceMs, before);
      return await task();
    } finally {
      leave();
      if (last.get(key) === end) last.delete(key);
    }
  };
}

/** @throws DatabaseUnavailable when what is waited for takes longer */
async function atMost(ms: number, wait: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable("locked")), ms);
  });
  await Promise.race([wait, tooLong]).finally(() => clearTimeout(timer));
}
