import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = path.resolve(import.meta.dirname, "..");
export const TEST_SECRET = "a secret that only the tests know, long enough";

// Verbs that run in a test's own process sign as the server does.
process.env.NEXTAUTH_SECRET ??= TEST_SECRET;
process.env.AUDIT_LOG ??= "/dev/null";

export interface Server {
  readonly url: string;
  /** The process, which leads a group of its own. */
  readonly pid: number;
  /** Everything it wrote, for messages. */
  output(): string;
  /** Ends it as a power switch would: no handler runs. */
  killNow(): Promise<void>;
  /** Asks it to end. */
  stop(): Promise<void>;
}

/** Starts the production build on a port of 127.0.0.1 and waits until it answers. */
export async function startServer(options: {
  port: number;
  databaseUrl: string;
  env?: Record<string, string>;
}): Promise<Server> {
  const { port, databaseUrl } = options;
  const url = `http://localhost:${port}`;
  const server = path.join(process.env.NEXT_DIST_DIR ?? ".next", "bundle", "server.mjs");
  const child = spawn(process.execPath, [server], {
    cwd: ROOT,
    // A group of its own, so that a kill reaches every process of it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: TEST_SECRET,
      ...options.env,
    },
  });
  // Whatever ends this process, an error that nobody caught among it, ends the server too.
  const endWithUs = () => {
    if (child.pid && !hasEnded(child)) process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const started: Server = {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    killNow: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
  for (let waited = 0; waited < 300; waited++) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${output}`);
    const answered = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => null);
    if (answered?.ok) return started;
    await pause(100);
  }
  await started.killNow();
  throw new Error(`The server did not answer within 30 s:\n${output}`);
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.pid) process.kill(-child.pid, signal);
  await ended;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
