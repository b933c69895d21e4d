/** What DATABASE_URL names. */
export type DatabasePlace =
  | { readonly dialect: "postgres"; readonly url: string }
  | { readonly dialect: "sqlite"; readonly file: string };

export const DEFAULT_FILE = "data/tradeoff.db";

const ACCEPTED =
  "Accepted are postgres://user:password@host/database, and a SQLite file as a path, file:path or sqlite:path.";

/**
 * Reads a database's URL: postgres://… or postgresql://…, or a SQLite file as a plain path or after
 * file: or sqlite: (one slash more than two begins at the root), schemes in any case. The default file
 * where there is none.
 *
 * @throws Error for anything else, saying what is accepted and repeating nothing that may be a password
 */
export function databasePlace(url: string | undefined): DatabasePlace {
  const given = url?.trim();
  if (!given) return { dialect: "sqlite", file: DEFAULT_FILE };
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(given)?.[0].toLowerCase();
  if (scheme === undefined) return { dialect: "sqlite", file: given };
  const rest = given.slice(scheme.length + 1);
  if (scheme === "postgres" || scheme === "postgresql") return postgresPlace(rest);
  if (scheme === "file" || scheme === "sqlite") return { dialect: "sqlite", file: fileOf(rest) };
  throw new Error(`DATABASE_URL begins with “${scheme}:”, which is no database here. ${ACCEPTED}`);
}

function postgresPlace(rest: string): DatabasePlace {
  const url = `postgres:${rest}`;
  if (!rest.startsWith("//") || !URL.canParse(url)) {
    throw new Error(`DATABASE_URL cannot be read. ${ACCEPTED}`);
  }
  if (new URL(url).searchParams.has("schema")) {
    throw new Error(
      "DATABASE_URL names a schema, which is not supported: the tables would lie in another one. " +
        "Take ?schema=… out, and give the product a database of its own.",
    );
  }
  return { dialect: "postgres", url };
}

function fileOf(rest: string): string {
  const [file, options] = rest.split("?");
  if (options !== undefined) {
    throw new Error(`DATABASE_URL has options after “?”, and a SQLite file has none. ${ACCEPTED}`);
  }
  const path = file.startsWith("//") ? decoded(file.slice(2)) : file;
  if (path === "") throw new Error(`DATABASE_URL names no file. ${ACCEPTED}`);
  return path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
