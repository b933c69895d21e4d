import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import { newestMigration, refuseNewer } from "./applied-migrations";
import type { Database, Opening, Queries } from "./database";
import { asUnavailable, DatabaseUnavailable, wantsRetry } from "./errors";
import { migrationsFolder } from "./migrations-folder";
import { tablesFor } from "./schema/tables";
import { patiently } from "./transaction";
import { forgetAfterwards, queues, writeBesideOthers } from "./write-turns";

/** How long a statement waits for a lock that somebody else holds before it says so. */
const LOCK_PATIENCE_MS = 8_000;
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

/**
 * Opens a PostgreSQL database, migrating it when asked. A server that forgets what it has acknowledged
 * when it loses power, or that takes no writes, is refused.
 */
export async function openPostgres(
  url: string,
  options: Opening & { lockPatienceMs?: number },
): Promise<Database> {
  const { migrate: migrates, report = () => undefined } = options;
  const { lockPatienceMs = LOCK_PATIENCE_MS } = options;
  const connections = (max: number) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: 8_000,
      onConnect: async (client) => {
        await client.query(COMMIT_ON_DISK);
        await waitForLocks(client, lockPatienceMs);
      },
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on("error", () => undefined);
    return pool;
  };
  const pool = connections(12);
  // Apart from the others: a turn that has come never waits for those who need none, nor holds them up.
  const turns = connections(4);
  const close = async () => {
    await Promise.all([pool.end(), turns.end()]);
  };
  try {
    const client = await pool.connect();
    try {
      await requireDurable(client);
      if (migrates) {
        // There is no clock over migrations: others migrate first, or still read what is changed.
        await waitForLocks(client, 0);
        await migrateDatabase(client, report);
        await waitForLocks(client, lockPatienceMs);
      } else refuseNewer("postgres", await appliedMigration(client));
    } finally {
      client.release();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return postgresPort(drizzle(pool), oneServerAtATime(turns), close);
}

/** A commit is acknowledged once it is on this server's disk, whatever the server's own default. */
const COMMIT_ON_DISK =
  "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

/** Has a connection wait so long for each lock; for ever with 0. */
async function waitForLocks(client: pg.ClientBase, milliseconds: number): Promise<void> {
  await client.query("select set_config('lock_timeout', $1, false)", [String(milliseconds)]);
}

/** @throws Error when an acknowledged answer could be lost, or nothing can be written at all */
async function requireDurable(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{
    commit: string;
    fsync: string;
    standby: boolean;
    only: string;
  }>(
    `select current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync,
      pg_is_in_recovery() as standby, current_setting('default_transaction_read_only') as only`,
  );
  const [{ commit, fsync, standby, only }] = rows;
  if (commit === "off" || fsync === "off") {
    throw new Error(
      `The database runs with synchronous_commit=${commit}, fsync=${fsync}; neither may be off, or ` +
        "acknowledged answers could be lost in a power cut. Set both to on.",
    );
  }
  if (standby || only === "on") {
    throw new Error(
      standby
        ? "The database is a standby and can only be read. Name the primary server in DATABASE_URL."
        : "The database takes no writes (default_transaction_read_only is on). Set it to off.",
    );
  }
}

/** Applies what is new, one server at a time. */
async function migrateDatabase(
  client: pg.PoolClient,
  report: (line: string) => void,
): Promise<void> {
  const said = await client.query("select pg_try_advisory_lock($1) as taken", [MIGRATION_LOCK]);
  if (!said.rows[0].taken) {
    report("Another server migrates the database. Waiting for it …");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
  }
  try {
    const applied = await appliedMigration(client);
    refuseNewer("postgres", applied);
    if (applied !== null && applied < newestMigration("postgres")) {
      report("Migrating the database …");
    }
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder("postgres") });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
  }
}

/** The newest migration that the database has; null for one that never had any. */
async function appliedMigration(client: pg.PoolClient): Promise<number | null> {
  const table = "drizzle.__drizzle_migrations";
  const { rows } = await client.query("select to_regclass($1) as found", [table]);
  if (rows[0].found === null) return null;
  const newest = await client.query(`select max(created_at) as newest from ${table}`);
  return newest.rows[0].newest === null ? null : Number(newest.rows[0].newest);
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

/**
 * The port over any of drizzle's PostgreSQL drivers.
 *
 * @param turnPatienceMs how long a write waits for its turn before it says that the database is busy
 */
export function postgresPort(
  database: Postgres,
  amongServers: AmongServers,
  close: () => Promise<void>,
  turnPatienceMs: number = TURN_PATIENCE_MS,
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
            on.transaction(
              (tx) => {
                forgetAfterwards();
                return work(tx as unknown as Queries);
              },
              { isolationLevel: "serializable" },
            ),
          wantsRetry,
          CONFLICT_PATIENCE_MS,
        );
      const inTurn = async (key: string) => {
        const end = performance.now() + turnPatienceMs;
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
    requireWritable: async () => {
      const { rows } = (await database
        .execute(sql`select current_setting('transaction_read_only') as only`)
        .catch((error: unknown) => {
          throw asUnavailable(error);
        })) as { rows: { only: string }[] };
      if (rows[0].only === "on") throw new DatabaseUnavailable("read-only");
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
