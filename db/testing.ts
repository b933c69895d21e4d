import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { afterAll, beforeAll, describe } from "vitest";
import type { Database } from "./database";
import type { Dialect } from "./dialect";
import { migrationsFolder } from "./migrations-folder";
import { postgresPort } from "./postgres";
import { openSqlite } from "./sqlite";

/** A fresh, migrated database for one spec file. */
export async function freshDatabase(dialect: Dialect): Promise<Database> {
  if (dialect === "sqlite") {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-"));
    const database = await openSqlite(path.join(folder, "test.db"), { migrate: true });
    return {
      ...database,
      close: async () => {
        await database.close();
        fs.rmSync(folder, { recursive: true });
      },
    };
  }
  const client = new PGlite();
  const postgres = drizzle(client);
  await migrate(postgres, { migrationsFolder: migrationsFolder("postgres") });
  // One process, one connection: there is no other server to take turns with.
  return postgresPort(
    postgres,
    (_, step) => step(postgres),
    () => client.close(),
  );
}

/** Runs the same tests on a SQLite file and on PGlite; `db()` gives the open database. */
export function describeOnBothDatabases(name: string, tests: (db: () => Database) => void): void {
  for (const dialect of ["sqlite", "postgres"] as const) {
    describe(`${name} on ${dialect}`, () => {
      let database: Database;
      beforeAll(async () => {
        database = await freshDatabase(dialect);
      });
      afterAll(async () => {
        await database.close();
      });
      tests(() => database);
    });
  }
}
