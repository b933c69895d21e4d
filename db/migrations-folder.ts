import path from "node:path";
import type { Dialect } from "./schema/dialect";

/** Where the generated migrations lie. Bundled code has no folder of its own, so it is found from the project's. */
export function migrationsFolder(dialect: Dialect): string {
  return path.join(process.cwd(), "db", "migrations", dialect);
}
