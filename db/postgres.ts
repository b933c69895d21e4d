import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Database, Queries } from "./database";
import { asUnavailable, wantsRetry } from "./errors";
import { migrationsFolder } from "./migrations-folder";
import { tablesFor } from "./schema/tables";
import { patiently } from "./transaction";
import { queues, writeBesideOthers } from "./write-turns";

/** How long a transaction is run again after losing against others. */
const CONFLICT_PATIENCE_MS = 8_000;
/** Any number, the same for every server of one database: servers that start together migrate in turn. */
const MIGRATION_LOCK = 7_237_641;

/** How long a write waits for its turn: a burst of several hundred is through by then. */
const TURN_PATIENCE_MS = 20_000;
/** With the number of what has its turn it names a lock; any number. */
const TURN_LOCKS = 7_237_642;

type Postgres = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Runs a step once no other server of the database runs one of the same key. */
type AmongServers = <T>(
  key: string,
  step: (database: Postgres) => Promise<T>,
  patienceMs: number,
) => Promise<T>;

/** Opens a PostgreSQL database, migrating it when asked. */
export async function openPostgres(url: string, options: { migrate: boolean }): Promise<Database> {
  const connections = (max: number) => {
    const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 8_000 });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on("error", () => undefined);
    return pool;
  };
  const pool = connections(12);
  // Apart from the others: a turn that has come never waits for those who need none, nor holds them up.
  const turns = connections(4);
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
  return postgresPort(drizzle(pool), oneServerAtATime(turns), async () => {
    await Promise.all([pool.end(), turns.end()]);
  });
}

/**
 * Turns across servers are the database's own locks, held by a connection from before the
 * transaction begins (what it reads is as old as its first statement) until after it has ended. A
 * server that dies lets go of them with its connections.
 */
function oneServerAtATime(pool: pg.Pool): AmongServers {
  return async (key, step, patienceMs) => {
    const client = await pool.connect();
    const lock = turnLock(key).join(", ");
    try {
      // One message, so that the limit is for this wait alone.
      await client.query(
        `set local lock_timeout = ${Math.ceil(patienceMs)}; select pg_advisory_lock(${lock})`,
      );
      return await step(drizzle(client));
    } finally {
      // Not waited for: the reply can go out. A connection that cannot let go is not used again.
      void client.query(`select pg_advisory_unlock(${lock})`).then(
        () => client.release(),
        (error: Error) => client.release(error),
      );
    }
  };
}

/** The two numbers of the advisory lock that stands for the turn of a key. */
export function turnLock(key: string): [number, number] {
  return [TURN_LOCKS, createHash("sha256").update(key).digest().readInt32BE()];
}

/**
 * Has every query outside of a transaction say in our words that the database is out of reach, as
 * writes do: drizzle's own error says that this query failed, whatever the reason.
 */
function sayUnavailable(database: Postgres): void {
  const { session } = database._;
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...given) => {
    const query = prepareQuery(...given);
    const execute = query.execute.bind(query);
    query.execute = (values) =>
      execute(values).catch((error: unknown) => {
        throw asUnavailable(error);
      });
    return query;
  };
}

/** The port over any of drizzle's PostgreSQL drivers. */
export function postgresPort(
  database: Postgres,
  amongServers: AmongServers,
  close: () => Promise<void>,
): Database {
  const queue = queues();
  sayUnavailable(database);
  return {
    dialect: "postgres",
    t: tablesFor("postgres"),
    // The builders are named and called alike; this is where the two databases become one type.
    read: database as unknown as Queries,
    write: async (work, knownTurn, place) => {
      const serializable = (on: Postgres) =>
        patiently(
          () =>
            on.transaction((tx) => work(tx as unknown as Queries), {
              isolationLevel: "serializable",
            }),
          wantsRetry,
          CONFLICT_PATIENCE_MS,
        );
      const inTurn = async (key: string) => {
        const end = performance.now() + TURN_PATIENCE_MS;
        const left = () => Math.max(1, end - performance.now());
        const run = () => amongServers(key, serializable, left());
        // The database lets servers in one by one, so this waits for the one at work and one of each.
        return place === "in front" ? run() : queue(key, left(), run);
      };
      try {
        return await writeBesideOthers(
          (turn) => (turn === null ? serializable(database) : inTurn(turn)),
          knownTurn ?? null,
        );
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    snapshot: async (work) => {
      try {
        return await database.transaction((tx) => work(tx as unknown as Queries), {
          isolationLevel: "repeatable read",
          accessMode: "read only",
        });
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    close,
  };
}
