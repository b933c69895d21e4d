import type { Database } from "./database";

const DEFAULT_FILE = "data/tradeoff.db";

/**
 * Opens the database that a URL names: postgres://…, a SQLite file (file:… or a plain path), or the
 * default file data/tradeoff.db when there is none.
 */
export async function openDatabase(
  url: string | undefined,
  options: { migrate: boolean },
): Promise<Database> {
  if (url && /^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import("./postgres");
    return openPostgres(url, options);
  }
  const { openSqlite } = await import("./sqlite");
  return openSqlite(url ? url.replace(/^file:(\/\/)?/, "") : DEFAULT_FILE, options);
}

// One process, one database: bundlers give route handlers and the start-up hook copies of this
// module, so the handle hangs on the global object.
const shared = globalThis as typeof globalThis & { tradeoffDatabase?: Promise<Database> };

/** The process's database, opened and migrated on first use. */
export function database(): Promise<Database> {
  shared.tradeoffDatabase ??= openDatabase(process.env.DATABASE_URL || undefined, {
    migrate: true,
  }).catch((error: unknown) => {
    shared.tradeoffDatabase = undefined;
    throw error;
  });
  return shared.tradeoffDatabase;
}
