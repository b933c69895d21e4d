import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { idleBefore } from "./session";

export interface OwnSession {
  readonly id: string;
  /** "Firefox, Linux"; null where that is not known. */
  readonly device: string | null;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
  readonly seenAt: number;
  readonly endsAt: number;
}

/** Where the acting account is signed in, the last used first. */
export async function listSessions(request: { db: Database; actor: Actor }): Promise<OwnSession[]> {
  const { db, actor } = request;
  const { session } = db.t;
  const now = Date.now();
  return db.read
    .select({
      id: session.id,
      device: session.device,
      createdAt: session.createdAt,
      seenAt: session.seenAt,
      endsAt: session.endsAt,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, actor.userId ?? ""),
        gt(session.endsAt, now),
        gt(session.seenAt, idleBefore(now)),
      ),
    )
    .orderBy(desc(session.seenAt), desc(session.createdAt))
    .limit(100);
}
