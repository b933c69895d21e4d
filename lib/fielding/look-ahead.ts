import type { Database } from "@/db/database";
import { endingOf, hasReached, requireInterview, requireStep } from "./interview/interview";
import { isEnding } from "./interview/sequence";
import { type Following, following } from "./prefetch";

/**
 * A screen that an interview has come to and the one that can lie ready behind it, for a browser that
 * has a page and can show more in it. None once the interview has ended, or before it is there.
 * Changes nothing.
 *
 * @throws NotFound for a token or a screen that does not exist
 */
export async function lookAhead({
  db,
  token,
  input: { screen },
}: {
  db: Database;
  token: string;
  input: { screen: string };
}): Promise<Following[]> {
  const interview = await requireInterview(db, db.read, token);
  if (isEnding(screen) || endingOf(interview)) return [];
  const { name } = requireStep(interview, screen);
  return hasReached(interview, name) ? following(db, interview, name) : [];
}
