import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../console/command";

/** It stands above this room, so it is loaded by its name and not imported; bundle.mjs writes it. */
const SERVER = path.join("bundle", "server.mjs");
/** How often it is looked whether whoever started the server is still there. */
const PARENT_EVERY_MS = 500;

/**
 * Runs the production build in this process until a signal ends it. There is no clock over the start:
 * one that waits for another server's migrations, or runs long ones, takes as long as it takes.
 *
 * @param onReady called once it answers requests
 * @throws UsageError when nothing is built or the port is taken
 */
export async function runServer(
  environment: NodeJS.ProcessEnv & { PORT: string },
  onReady: () => void,
): Promise<never> {
  // The last thing that a build writes.
  const server = path.join(environment.NEXT_DIST_DIR ?? ".next", SERVER);
  if (!fs.existsSync(server)) throw new UsageError("Nothing is built yet. Run: npm run build");
  await requireFreePort(Number(environment.PORT), environment.HOST);
  Object.assign(process.env, environment);
  if (process.env.npm_lifecycle_event) endWithParent();
  await import(pathToFileURL(path.resolve(server)).href);
  onReady();
  // The server ends the process itself.
  return new Promise(() => undefined);
}

/** @throws UsageError when something else listens already, or there is no such address here */
async function requireFreePort(port: number, host: string | undefined): Promise<void> {
  const probe = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE") {
      throw new UsageError(`Port ${port} is taken. Choose another one with PORT=…`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`HOST=${host ?? ""} PORT=${port} cannot be listened on: ${reason}`);
  }
  await new Promise((resolve) => probe.close(resolve));
}

/**
 * Ends the server with the npm that started it: killed outright, or by a terminal that is closed, npm
 * passes nothing on, and the server would go on without anybody knowing of it. Started by something
 * else it may well outlive that.
 */
function endWithParent(): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, PARENT_EVERY_MS).unref();
}
