/**
 * Keeps a value under a key, in place of what stood there, and drops the ones that were kept longest
 * when there are more than `limit`. A value that is kept again when it is used is dropped last.
 */
export function keepNewest<Key, Value>(
  map: Map<Key, Value>,
  key: Key,
  value: Value,
  limit: number,
): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) break;
    map.delete(oldest);
  }
}
