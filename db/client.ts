import type { Database, Opening } from "./database";
import { databasePlace } from "./database-url";

/**
 * Opens the database that a URL names (see `databasePlace`).
 *
 * @throws Error when the URL names none, when a newer release has migrated it, or when it cannot keep
 *   what it acknowledges: it must be writable and durable
 */
export async function openDatabase(url: string | undefined, opening: Opening): Promise<Database> {
  const place = databasePlace(url);
  if (place.dialect === "postgres") {
    const { openPostgres } = await import("./postgres");
    return openPostgres(place.url, opening);
  }
  const { openSqlite } = await import("./sqlite");
  return openSqlite(place.file, opening);
}

// One process, one database: bundlers give route handlers and the start-up hook copies of this
// module, so the handle hangs on the global object.
const shared = globalThis as typeof globalThis & { tradeoffDatabase?: Promise<Database> };

/** The process's database, opened and migrated on first use. */
export function database(): Promise<Database> {
  shared.tradeoffDatabase ??= openDatabase(process.env.DATABASE_URL, {
    migrate: true,
    report: (line) => process.stdout.write(`${line}\n`),
  }).catch((error: unknown) => {
    shared.tradeoffDatabase = undefined;
    throw error;
  });
  return shared.tradeoffDatabase;
}
