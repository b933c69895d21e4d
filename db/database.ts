import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Dialect } from "./schema/dialect";
import type { Tables } from "./schema/tables";

/** What a query may use: builders that exist, with the same meaning, on both databases. Await them. */
export type Queries = Pick<
  BaseSQLiteDatabase<"async", unknown>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$count"
>;

/**
 * The one port to the database.
 *
 * `read` sees what is committed, each query by itself. Reads too throw DatabaseUnavailable when the
 * server is out of reach or has no connection left. `write` runs its callback in one
 * transaction: everything in it lands together or not at all, and by the time it resolves the
 * commit is on the disk. Inside it only the handle it gives may be used, for database calls alone;
 * the callback can be run again when another transaction got in between, so it keeps no state of
 * its own.
 */
export interface Database {
  readonly dialect: Dialect;
  readonly t: Tables;
  readonly read: Queries;
  /**
   * @param turn the key of which it takes a turn, where that is known before it begins (see `takeTurn`)
   * @param place "in front": before those of this process who wait for the same turn
   * @throws DatabaseUnavailable when the lock, the disk or the server stays out of reach, or the turn
   *   does not come.
   */
  write<T>(work: (tx: Queries) => Promise<T>, turn?: string, place?: "in front"): Promise<T>;
  /**
   * Runs several reads that all see the same moment, whatever is written meanwhile, and that hold
   * nobody up: what exports are made from.
   */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** @throws DatabaseUnavailable while nothing can be written */
  requireWritable(): Promise<void>;
  close(): Promise<void>;
}

/** How a database is opened. */
export interface Opening {
  /** Applies the migrations that it lacks. Without, one that lacks some is opened as it is. */
  readonly migrate: boolean;
  /** Told what takes long while it does: waiting for another server, copying, migrating. */
  readonly report?: (line: string) => void;
}
