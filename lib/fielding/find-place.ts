import type { Database } from "@/db/database";
import { endingOf, requireInterview, whereItStands } from "./interview/interview";

/** The name of the screen where an interview goes on. Changes nothing. */
export async function findPlace({ db, token }: { db: Database; token: string }): Promise<string> {
  const interview = await requireInterview(db, db.read, token);
  return endingOf(interview) ?? whereItStands(interview);
}
