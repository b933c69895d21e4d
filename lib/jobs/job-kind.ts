import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

export interface JobContext {
  readonly db: Database;
  readonly job: Tables["job"]["$inferSelect"];
  /** Aborts when the job was cancelled or another process took it over. */
  readonly signal: AbortSignal;
  /** Fractions from 0 to 1, and what else the kind tells; written down with the next beat. */
  readonly onProgress: (fraction: number, detail?: unknown) => void;
}

/**
 * What a kind of job does: parses the row's input, computes, and gives back the writes. They run in
 * the transaction that marks the job done, so a job has its whole effect once or none, whenever the
 * process dies. What they throw fails the job.
 */
export type JobKind = (context: JobContext) => Promise<(tx: Queries) => Promise<void>>;
