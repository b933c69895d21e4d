/**
 * One line of JSON per event on the error stream. Nothing that a respondent or a researcher typed,
 * no token, password or address goes in: the error's kind, message and place only.
 */
export function logError(what: string, error: unknown): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), what, ...toldOf(error) })}\n`,
  );
}

/** The most names that are told of, so that nobody can fill a disk with names of their own. */
const MAX_NAMES = 200;
const toldNames = new Set<string>();

/**
 * Tells once in a process's life that a form brought fields that are not asked for, as a browser's
 * extension adds them: by name, never by value.
 */
export function logIgnoredFields(names: readonly string[]): void {
  const fresh = names
    .map((name) => name.slice(0, 60))
    .filter((name) => !toldNames.has(name))
    .slice(0, MAX_NAMES - toldNames.size);
  if (fresh.length === 0) return;
  for (const name of fresh) toldNames.add(name);
  const what = "A respondent's form brought fields that are not asked for";
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), what, names: fresh })}\n`);
}

function toldOf(error: unknown): Record<string, unknown> {
  // A failed query's message quotes its values, which are answers and hashes: only its text and
  // what the database said of it are told.
  // Told by its shape: the process holds copies of the library, each with its own class.
  if (error instanceof Error && "query" in error && "params" in error) {
    return { query: error.query, ...toldOf(error.cause) };
  }
  if (error instanceof Error) {
    return { name: error.name, message: error.message, stack: error.stack };
  }
  return { message: String(error) };
}
