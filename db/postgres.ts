import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Database, Queries } from "./database";
import { asUnavailable, wantsRetry } from "./errors";
import { migrationsFolder } from "./migrations-folder";
import { tablesFor } from "./schema/tables";
import { alone, patiently } from "./transaction";

/** How long a transaction is run again after losing against others. */
const CONFLICT_PATIENCE_MS = 8_000;
/** Any number, the same for every server of one database: servers that start together migrate in turn. */
const MIGRATION_LOCK = 7_237_641;

/** Opens a PostgreSQL database, migrating it when asked. */
export async function openPostgres(url: string, options: { migrate: boolean }): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 12, connectionTimeoutMillis: 8_000 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  if (options.migrate) {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
      await migrate(drizzle(client), { migrationsFolder: migrationsFolder("postgres") });
    } finally {
      await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
      client.release();
    }
  }
  return postgresPort(drizzle(pool), () => pool.end());
}

/** The port over any of drizzle's PostgreSQL drivers. */
export function postgresPort(
  database: PgDatabase<PgQueryResultHKT, Record<string, never>>,
  close: () => Promise<void>,
): Database {
  return {
    dialect: "postgres",
    t: tablesFor("postgres"),
    // The builders are named and called alike; this is where the two databases become one type.
    read: database as unknown as Queries,
    write: (work) =>
      alone(async () => {
        try {
          return await patiently(
            () =>
              database.transaction((tx) => work(tx as unknown as Queries), {
                isolationLevel: "serializable",
              }),
            wantsRetry,
            CONFLICT_PATIENCE_MS,
          );
        } catch (error) {
          throw asUnavailable(error);
        }
      }),
    snapshot: (work) =>
      database.transaction((tx) => work(tx as unknown as Queries), {
        isolationLevel: "repeatable read",
        accessMode: "read only",
      }),
    close,
  };
}
