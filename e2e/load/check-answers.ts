import type { Database } from "@/db/database";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import { allocationValue, choiceValue, type Ledger } from "./interviews";

export interface Checked {
  /** Acknowledged answers that were looked up. */
  readonly answers: number;
  /** Acknowledged, and not in the database. */
  readonly lost: number;
  /** Stored more than once, or an interview nobody started. */
  readonly duplicated: number;
  /** Stored otherwise than posted, never posted at all, or thanked and not complete. */
  readonly mismatches: number;
}

/** Holds what the clients were told against the database, which is this run's alone. */
export async function checkAnswers(db: Database, ledgers: readonly Ledger[]): Promise<Checked> {
  const interviews = ledgers.flatMap((ledger) => ledger.interviews);
  const unansweredStarts = ledgers.reduce((sum, ledger) => sum + ledger.unansweredStarts, 0);
  const { answer, allocation, attempt, questionAnswer, respondent } = db.t;
  const { read } = db;
  const respondents = await read
    .select({ id: respondent.id, hash: respondent.tokenHash, state: respondent.state })
    .from(respondent);
  const idByHash = new Map(respondents.map(({ hash, id }) => [hash, id]));
  const stateById = new Map(respondents.map(({ id, state }) => [id, state]));

  const stored = new Map<string, string[]>();
  const note = (respondentId: string, screen: string, value: string) => {
    const key = `${respondentId} ${screen}`;
    stored.set(key, [...(stored.get(key) ?? []), value]);
  };
  for (const row of await read.select().from(answer)) {
    note(row.respondentId, `task-${row.taskNumber}`, choiceValue(row.best, row.worst));
  }
  for (const row of await read.select().from(questionAnswer)) {
    note(row.respondentId, row.screenKey, JSON.stringify(row.value));
  }
  for (const row of await read.select().from(allocation)) {
    note(row.respondentId, row.screenKey, allocationValue(row.shown, row.amounts));
  }
  const attempts = new Map<string, number>();
  for (const row of await read
    .select({ respondentId: attempt.respondentId, screen: attempt.screenKey })
    .from(attempt)) {
    const key = `${row.respondentId} ${row.screen}`;
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
  }

  let answers = 0;
  let lost = 0;
  let duplicated = 0;
  let mismatches = 0;
  for (const { token, saves, thanked } of interviews) {
    const id = idByHash.get(tokenHash(token));
    for (const [screen, { value, acknowledged }] of saves) {
      const key = `${id} ${screen}`;
      const found = stored.get(key) ?? [];
      const tried = attempts.get(key) ?? 0;
      if (acknowledged) {
        answers++;
        if (found.length === 0 || tried === 0) lost++;
      }
      if (found.length > 1 || tried > 1) duplicated++;
      if (found.some((one) => one !== value)) mismatches++;
      stored.delete(key);
    }
    if (thanked && stateById.get(id ?? "") !== "complete") mismatches++;
  }
  // What is left was never posted.
  mismatches += stored.size;
  const strangers = respondents.length - interviews.length - unansweredStarts;
  return { answers, lost, duplicated: duplicated + Math.max(0, strangers), mismatches };
}
