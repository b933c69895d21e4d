import { setTimeout as pause } from "node:timers/promises";
import { eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { dailyHash } from "@/lib/auth/daily-hash";
import { deviceOfProof } from "@/lib/auth/device-proof";
import { Conflict } from "@/lib/errors";

/** Who tries to sign in, as far as that is known. */
export interface Client {
  /** Null where all clients seem to come from one address (see app/_http/client-address.ts). */
  readonly address: string | null;
  /** What their browser keeps of an earlier sign-in (see lib/auth/device-proof.ts). */
  readonly proof: string | null;
}

/** Attempts that wait for each other. */
interface Lane {
  readonly key: string;
  /** So many that were wrong cost no time. */
  readonly free: number;
  /** Each further one waits twice as long as the one before, this long at most. */
  readonly longestMs: number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Longer than this nobody waits for an answer: they are told when to come again. */
const PATIENCE_MS = 10_000;
/** So long after the last attempt a lane is as if there had been none. */
const REMEMBERED_MS = 60 * 60_000;

/**
 * Waits until this client's next attempt may be made. Nobody is locked out by what others do: wrong
 * passwords from elsewhere make an account's other clients slower by seconds, and a browser that has
 * signed in before not at all. The count is in the database, so it holds in every process and over
 * restarts.
 *
 * @throws Conflict tooManyAttempts with the seconds to wait, where that is too long for a request
 */
export async function keepPace(db: Database, email: string, client: Client): Promise<void> {
  const waitMs = await takePlace(db, lanesOf(email, client), Date.now());
  if (waitMs > PATIENCE_MS) {
    throw new Conflict("tooManyAttempts", { seconds: Math.ceil(waitMs / 1_000) });
  }
  if (waitMs > 0) await pause(waitMs);
}

/**
 * Takes the next place in all the lanes, counted as a wrong attempt until it turns out to be right; none
 * where the wait would be too long.
 *
 * @returns how long it has to wait, in milliseconds
 */
export async function takePlace(
  db: Database,
  lanes: readonly Lane[],
  now: number,
): Promise<number> {
  const { signInLane } = db.t;
  const keys = lanes.map(({ key }) => key);
  return db.write(async (tx) => {
    await tx.delete(signInLane).where(lte(signInLane.forgottenAt, now));
    const rows = await tx.select().from(signInLane).where(inArray(signInLane.key, keys));
    const known = new Map(rows.map((row) => [row.key, row]));
    const opens = (key: string) => Math.max(now, likely(known.get(key)?.openAt ?? now, now));
    const opensAt = Math.max(...keys.map(opens));
    if (opensAt - now > PATIENCE_MS) return opensAt - now;
    for (const { key, free, longestMs } of lanes) {
      const failures = (known.get(key)?.failures ?? 0) + 1;
      const over = failures - free;
      const wait = over < 0 ? 0 : Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.min(over, 20));
      const lane = {
        failures,
        // By itself: a lane that this client shares does not wait for what its own lane costs it.
        openAt: opens(key) + wait,
        forgottenAt: opensAt + wait + REMEMBERED_MS,
      };
      await tx
        .insert(signInLane)
        .values({ key, ...lane })
        .onConflictDoUpdate({ target: signInLane.key, set: lane });
    }
    return opensAt - now;
  });
}

/** A moment further off than any wait was written by a clock that has been set back since: it counts as past. */
function likely(openAt: number, now: number): number {
  return openAt - now > PATIENCE_MS + LONGEST_WAIT_MS ? now : openAt;
}

/** A right password clears the client's own lane, and takes one attempt off those it shares. */
export async function wasRight(db: Database, email: string, client: Client): Promise<void> {
  const { signInLane } = db.t;
  const [own, ...shared] = lanesOf(email, client).map(({ key }) => key);
  await db.write(async (tx) => {
    await tx.delete(signInLane).where(eq(signInLane.key, own));
    if (shared.length === 0) return;
    await tx
      .update(signInLane)
      .set({
        failures: sql`case when ${signInLane.failures} > 0 then ${signInLane.failures} - 1 else 0 end`,
      })
      .where(inArray(signInLane.key, shared));
  });
}

/** The client's own lane first, then those it shares with others. */
export function lanesOf(email: string, { address, proof }: Client): Lane[] {
  const lane = (name: string, value: string, limit: Omit<Lane, "key">): Lane => ({
    key: dailyHash(`sign-in by ${name}`, value),
    ...limit,
  });
  const device = deviceOfProof(email, proof);
  if (device !== null) return [lane("device", device, { free: 5, longestMs: LONGEST_WAIT_MS })];
  // Clients that cannot be told apart share a lane: it never gets so slow that nobody gets through.
  if (address === null) return [lane("account", email, { free: 5, longestMs: 4_000 })];
  return [
    lane("account and address", `${email}\n${address}`, { free: 5, longestMs: LONGEST_WAIT_MS }),
    // An office with many people behind it.
    lane("address", address, { free: 30, longestMs: 30_000 }),
    // Guessing from very many addresses.
    lane("account from anywhere", email, { free: 100, longestMs: 1_000 }),
  ];
}
