import { yieldingToRequests } from "@/db/yielding";

/** A few milliseconds of reading. */
const ROWS_AT_ONCE = 500;

/**
 * Reads any number of rows a page at a time, in the order of a key that no two of them share, and
 * gives everybody else their turn in between: SQLite is read on the thread that answers requests.
 *
 * @param first what comes before every key
 * @param read the rows after a key, in the order of the keys, at most `limit`
 */
export async function* inPages<Row, Key>(
  first: Key,
  read: (after: Key, limit: number) => PromiseLike<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row[], void> {
  const pause = yieldingToRequests();
  for (let after = first; ; ) {
    const rows = await read(after, ROWS_AT_ONCE);
    await pause();
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = keyOf(rows[rows.length - 1]);
  }
}
