import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const WINDOW_SECONDS = 15 * 60;

const byAccount = new RateLimiterMemory({ points: 10, duration: WINDOW_SECONDS });
const byAddress = new RateLimiterMemory({ points: 60, duration: WINDOW_SECONDS });

/** Counts one attempt. Returns null when it may go on, else the minutes to wait. */
export async function admitAttempt(email: string, from: string | null): Promise<number | null> {
  try {
    await byAccount.consume(email);
    if (from !== null) await byAddress.consume(from);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 60_000);
    throw refusal;
  }
}

/** A success clears the account's count; the address keeps its own. */
export async function forgetAttempts(email: string): Promise<void> {
  await byAccount.delete(email);
}
