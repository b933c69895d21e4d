import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { Interview } from "./interview";
import type { SentForm } from "./schema";

type RespondentRow = Tables["respondent"]["$inferSelect"];

/** What the three kinds of screen share when they store themselves. */
export interface Saving {
  readonly db: Pick<Database, "t">;
  readonly tx: Queries;
  readonly interview: Interview;
  readonly form: SentForm;
  readonly now: number;
  /** The language of the screen that was answered. */
  readonly locale: string;
}

/** What a form turned out to hold, and how to write it once it is known to be new. */
export interface ReadyToSave {
  /** The form's own id, the same each time it is sent. */
  readonly attempt: string;
  readonly shownAt: number;
  /** The choice itself, as the attempt remembers it. */
  readonly posted: Readonly<Record<string, unknown>>;
  /** A question's answer as it will be stored, null for none; not said by other screens. */
  readonly answer?: { readonly key: string; readonly stored: StoredAnswer | null };
  /** Writes the answer's row; returns what the answer changes of the respondent. */
  write(attemptId: string): Promise<Partial<RespondentRow>>;
}
