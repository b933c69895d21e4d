import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Queries } from "@/db/database";
import { yieldingToRequests } from "@/db/yielding";

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const MAX_VALUES = 32_766;
/** Longer statements only take longer to put together (measured on 25,000 answers). */
const MAX_ROWS = 100;

/**
 * Inserts any number of rows, in as few statements as the databases allow, giving others their turn
 * in between: they can read meanwhile, and wait to write until the transaction is over.
 */
export async function insertRows<Table extends SQLiteTable>(
  tx: Queries,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  const columnCount = Object.keys(getTableColumns(table)).length;
  const size = Math.min(MAX_ROWS, Math.floor(MAX_VALUES / columnCount));
  const pause = yieldingToRequests();
  for (let start = 0; start < rows.length; start += size) {
    await tx.insert(table).values(rows.slice(start, start + size));
    await pause();
  }
}
