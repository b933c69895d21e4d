import type { AnswerValue } from "@/db/schema/study-content";

/** An answer to one question as it is stored: see question_answer in db/schema/fielding.ts. */
export interface StoredAnswer {
  readonly value: AnswerValue;
  /** What was typed beside "other, please say"; null where nothing was. */
  readonly otherText: string | null;
}

/** Answers by the key of their question's screen. */
export type StoredAnswers = ReadonlyMap<string, StoredAnswer>;
