import { openDatabase } from "@/db/client";
import type { Database } from "@/db/database";

/** Opens the database that DATABASE_URL names, migrated, for the length of one piece of work. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(process.env.DATABASE_URL || undefined, { migrate: true });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
