import { databasePlace } from "@/db/database-url";
import { UsageError } from "./command";

/**
 * The SQLite file that DATABASE_URL names.
 *
 * @param postgresTool the command that does the same for PostgreSQL
 * @throws UsageError naming that command where DATABASE_URL names PostgreSQL
 */
export function sqliteFile(postgresTool: string): string {
  const place = inUserWords(() => databasePlace(process.env.DATABASE_URL));
  if (place.dialect === "sqlite") return place.file;
  throw new UsageError(
    `DATABASE_URL names PostgreSQL, which has tools of its own for this: ${postgresTool}`,
  );
}

/** What is in the way is for whoever typed it to mend. */
export function inUserWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
