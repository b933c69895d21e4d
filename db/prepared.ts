import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Queries } from "./database";
import type { Tables } from "./schema/tables";

interface Preparable<Result> {
  prepare(): { execute(values: Record<string, unknown>): PromiseLike<Result> };
}

/**
 * A query of the busiest paths, put together once and only filled in afterwards: on SQLite for each
 * connection, on PostgreSQL for the pool and for each transaction.
 *
 * @param build the query, with `sql.placeholder` where values come
 */
export function prepared<Values extends object, Result>(
  build: (queries: Queries, t: Tables) => Preparable<Result>,
): (queries: Queries, t: Tables, values: Values) => Promise<Result> {
  const made = new WeakMap<Queries, ReturnType<Preparable<Result>["prepare"]>>();
  return async (queries, t, values) => {
    let query = made.get(queries);
    if (!query) {
      query = build(queries, t).prepare();
      made.set(queries, query);
    }
    return query.execute(values as Record<string, unknown>);
  };
}

/** A row of placeholders, each named for its column: every column of the table has to be given. */
export function placeholderRow<Table extends SQLiteTable>(
  table: Table,
): { [Column in keyof Table["$inferInsert"]]-?: SQL } {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(
    columns.map(([name, column]) => {
      // A placeholder's value passes through its column's encoder also when it is null.
      const mapToDriverValue = (value: unknown) =>
        value === null ? null : column.mapToDriverValue(value);
      return [name, sql`${sql.param(sql.placeholder(name), { mapToDriverValue })}`];
    }),
  ) as never;
}

/** Sets every column to what the refused insert would have written. */
export function asInserted<Table extends SQLiteTable>(
  table: Table,
): { [Column in keyof Table["$inferInsert"]]-?: SQL } {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(
    columns.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  ) as never;
}
