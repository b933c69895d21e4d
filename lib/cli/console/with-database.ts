import { openDatabase } from "@/db/client";
import type { Database } from "@/db/database";
import { takeSecrets } from "./server-environment";

/**
 * Opens the database that DATABASE_URL names, migrated, for the length of one piece of work.
 *
 * @param signs false for work that writes nothing into the audit log, and needs no secret
 */
export async function withDatabase<T>(
  work: (db: Database) => Promise<T>,
  { signs = true }: { signs?: boolean } = {},
): Promise<T> {
  if (signs) takeSecrets();
  const db = await openDatabase(process.env.DATABASE_URL || undefined, { migrate: true });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
