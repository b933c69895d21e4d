import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "./server";

/** Starts the one server that browser tests share, on a fresh database; the returned step ends it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-e2e-"));
  const databaseUrl = path.join(folder, "e2e.db");
  process.env.E2E_DATABASE_URL = databaseUrl;
  const server = await startServer({ port: 3210, databaseUrl });
  return async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
