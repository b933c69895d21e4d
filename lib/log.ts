/**
 * One line of JSON per event on the error stream. Nothing that a respondent or a researcher typed,
 * no token, password or address goes in: the error's kind, message and place only.
 */
export function logError(what: string, error: unknown): void {
  const told =
    error instanceof Error
      ? { name: error.name, message: error.message, stack: error.stack }
      : { message: String(error) };
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), what, ...told })}\n`);
}
