import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

type JsonValue<T> = { data: T; driverData: string };

/**
 * PostgreSQL's driver parses what is in a json column, and drizzle parses a text that comes of it
 * again: somebody's own words "12" would come back as a number. A column of text is parsed once.
 */
const asJsonText = {
  dataType: () => "text",
  toDriver: (value: unknown) => JSON.stringify(value),
  fromDriver: (text: string) => JSON.parse(text),
};

/**
 * The column kit: every table is written once against it and built for either database.
 *
 * Both databases store the same plain values: text ids, whole numbers, milliseconds since 1970 for
 * moments, JSON as text in the order it was written (so that its hash can be made again).
 */
const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  /** A 32-bit whole number. */
  integer: (name: string) => sqlite.integer(name),
  /** Milliseconds since 1970-01-01 UTC. */
  moment: (name: string) => sqlite.integer(name, { mode: "number" }),
  real: (name: string) => sqlite.real(name),
  flag: (name: string) => sqlite.integer(name, { mode: "boolean" }),
  json: <T>(name: string) => sqlite.text(name, { mode: "json" }).$type<T>(),
  /** JSON that can be a bare text or number; as text on both databases. */
  jsonValue: <T>(name: string) => sqlite.customType<JsonValue<T>>(asJsonText)(name),
  unique: sqlite.uniqueIndex,
  index: sqlite.index,
  primaryKey: sqlite.primaryKey,
  foreignKey: sqlite.foreignKey,
};

export type Kit = typeof sqliteKit;

const postgresColumns = {
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  integer: (name: string) => pg.integer(name),
  moment: (name: string) => pg.bigint(name, { mode: "number" }),
  real: (name: string) => pg.doublePrecision(name),
  flag: (name: string) => pg.boolean(name),
  json: <T>(name: string) => pg.json(name).$type<T>(),
  jsonValue: <T>(name: string) => pg.customType<JsonValue<T>>(asJsonText)(name),
  unique: pg.uniqueIndex,
  index: pg.index,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
};

// The one cast of the schema: both kits offer the same words, and queries use only what both share.
const postgresKit = postgresColumns as unknown as Kit;

export type Dialect = "sqlite" | "postgres";

export function kitFor(dialect: Dialect): Kit {
  return dialect === "sqlite" ? sqliteKit : postgresKit;
}
