/** All that a browser is told of an error in drawing a page is its digest; this is DatabaseUnavailable's. */
export const UNAVAILABLE_DIGEST = "database-unavailable";

/**
 * The database cannot take this now: it is locked, full, read-only or out of reach. Nothing was written.
 * Edges answer 503 with Retry-After.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly digest = UNAVAILABLE_DIGEST;

  // A process holds copies of this module (the build's and the source's) and one database: what one
  // copy throws, the others recognise.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "DatabaseUnavailable";
  }

  constructor(
    readonly reason: "locked" | "full" | "read-only" | "unreachable",
    options?: ErrorOptions,
  ) {
    super(`The database is ${reason}.`, options);
  }
}

/** pg says in words alone that it got no connection, or lost the one it had. */
const NO_CONNECTION =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/;

/** The error code of the driver, wherever drizzle has wrapped it. */
function driverCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
    if (NO_CONNECTION.test(cause.message)) return "ECONNRESET";
  }
  return "";
}

/** True when a write broke a unique index or a primary key. */
export function isUniqueViolation(error: unknown): boolean {
  const code = driverCode(error);
  return (
    code === "SQLITE_CONSTRAINT_UNIQUE" ||
    code === "SQLITE_CONSTRAINT_PRIMARYKEY" ||
    code === "23505"
  );
}

/** True when another connection holds the lock: the same write may go through in a moment. */
export function isLocked(error: unknown): boolean {
  return driverCode(error).startsWith("SQLITE_BUSY");
}

/** True when the database takes no writes: a file without the right to, a standby, a read-only server. */
export function isReadOnly(error: unknown): boolean {
  const code = driverCode(error);
  return code.startsWith("SQLITE_READONLY") || code === "25006" || isStandby(error);
}

/** A standby says that it is one in words alone: the code is that of all that PostgreSQL does not do. */
function isStandby(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (
      /^cannot (use serializable mode in a hot standby|set transaction read-write mode during recovery)/.test(
        cause.message,
      )
    ) {
      return true;
    }
  }
  return false;
}

/** A PostgreSQL lock was not to be had in the time that the connection allows. */
const LOCK_TIMEOUT = "55P03";

/** True when PostgreSQL asks for the transaction to be run again. */
export function wantsRetry(error: unknown): boolean {
  const code = driverCode(error);
  return code === "40001" || code === "40P01";
}

/** Turns what a driver says of a lost race, a full disk or a lost server into DatabaseUnavailable. */
export function asUnavailable(error: unknown): unknown {
  const code = driverCode(error);
  if (code.startsWith("SQLITE_BUSY") || code === LOCK_TIMEOUT || wantsRetry(error)) {
    return new DatabaseUnavailable("locked", { cause: error });
  }
  if (isReadOnly(error)) return new DatabaseUnavailable("read-only", { cause: error });
  if (code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR") || code === "53100") {
    return new DatabaseUnavailable("full", { cause: error });
  }
  if (
    /^(ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(?:HOST|NET)UNREACH|EAI_AGAIN|ENOTFOUND|57P0[1-3]|08\d{3}|53300)$/.test(
      code,
    )
  ) {
    return new DatabaseUnavailable("unreachable", { cause: error });
  }
  return error;
}
