import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { UsageError } from "../console/command";

/** It stands above this room, so it is started by its name and not imported. */
const SERVER = path.join("app", "server.ts");
/** Slow disks and cold starts; a server that is not up by then will not come up. */
const START_PATIENCE_MS = 60_000;

/**
 * Runs the production build until it ends, passing on the signals that end it.
 *
 * @param onReady called once it answers requests
 * @returns its exit status, 0 when it was asked to end
 * @throws UsageError when nothing is built or the port is taken
 */
export async function runServer(
  environment: NodeJS.ProcessEnv & { PORT: string },
  onReady: () => void,
): Promise<number> {
  const built = path.join(environment.NEXT_DIST_DIR ?? ".next", "BUILD_ID");
  if (!fs.existsSync(built)) throw new UsageError("Nothing is built yet. Run: npm run build");
  await requireFreePort(Number(environment.PORT));
  const child = spawn(process.execPath, ["--import", "tsx", SERVER], {
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  let wasAsked = false;
  const pass = (signal: NodeJS.Signals) => {
    wasAsked = true;
    child.kill(signal);
  };
  process.on("SIGINT", pass);
  process.on("SIGTERM", pass);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(wasAsked ? 0 : (code ?? 1)));
  });
  const isReady = await Promise.race([
    isAnswering(child, environment.PORT),
    ended.then(() => false),
  ]);
  if (isReady) onReady();
  const status = await ended;
  process.off("SIGINT", pass);
  process.off("SIGTERM", pass);
  return status;
}

/** @throws UsageError when something else listens already: it would answer in the server's place */
async function requireFreePort(port: number): Promise<void> {
  const probe = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(port, resolve);
    });
  } catch {
    throw new UsageError(`Port ${port} is taken. Choose another one with PORT=…`);
  }
  await new Promise((resolve) => probe.close(resolve));
}

async function isAnswering(child: ChildProcess, port: string): Promise<boolean> {
  const end = performance.now() + START_PATIENCE_MS;
  while (child.exitCode === null && child.signalCode === null) {
    const answered = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answered?.ok) return true;
    if (performance.now() > end) {
      child.kill("SIGTERM");
      throw new Error(`The server did not answer within ${START_PATIENCE_MS / 1000} s.`);
    }
    await pause(100);
  }
  return false;
}
