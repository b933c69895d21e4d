import { notFound } from "next/navigation";
import { database } from "@/db/client";
import type { Database } from "@/db/database";
import { yieldToRequests } from "@/db/yielding";
import type { Actor } from "@/lib/auth/actor";
import { Forbidden, NotFound } from "@/lib/errors";
import { pageAccount } from "./current-actor";

/**
 * Calls a verb for a page. What the actor may not see does not exist for them: both answer with the
 * not-found page and status 404. Each call has a turn of its own: tabs opened at once
 * would otherwise all read in one, since SQLite answers without letting anybody in between.
 */
export async function inPage<T>(
  work: (context: { actor: Actor; db: Database }) => Promise<T>,
): Promise<T> {
  const { actor } = await pageAccount();
  await yieldToRequests();
  try {
    return await work({ actor, db: await database() });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) notFound();
    throw error;
  }
}
