import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const DEBIAN_ROOT = "/usr/lib/postgresql";

export interface PostgresServer {
  readonly url: string;
  /** Stops it as a crash would, without writing anything out, and starts it again. */
  crashAndRestart(): void;
  /** Ends it and removes its files. */
  remove(): void;
}

/**
 * The folder of PostgreSQL's programs, or null where there are none. As root on Debian a missing
 * server is installed.
 */
function programs(): string | null {
  const found = () => {
    if (!fs.existsSync(DEBIAN_ROOT)) return null;
    const versions = fs.readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a));
    const bins = versions.map((version) => path.join(DEBIAN_ROOT, version, "bin"));
    return bins.find((bin) => fs.existsSync(path.join(bin, "initdb"))) ?? null;
  };
  const there = found();
  if (there || process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return there;
  const apt = (...args: string[]) =>
    execFileSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
      stdio: "ignore",
      timeout: 600_000,
    });
  try {
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", "postgresql");
  } catch {
    return null;
  }
  return found();
}

/**
 * Starts a throw-away PostgreSQL server on a port of 127.0.0.1, with the durability of its defaults.
 *
 * @returns null where PostgreSQL is not to be had; the caller says so aloud
 */
export function startPostgres(port: number): PostgresServer | null {
  const bin = programs();
  if (!bin) return null;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-postgres-"));
  // The server refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync("chown", ["postgres", folder]);
  const run = (program: string, ...args: string[]) => {
    const command = [path.join(bin, program), ...args];
    const [file, ...rest] = asRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
    execFileSync(file, rest, { stdio: "ignore", cwd: folder });
  };
  const data = path.join(folder, "data");
  const start = () =>
    run(
      ...(["pg_ctl", "-D", data, "-w", "-l", path.join(folder, "log"), "-o"] as const),
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`,
      "start",
    );
  run("initdb", "-D", data, "-A", "trust", "-U", "tradeoff", "-E", "UTF8");
  start();
  return {
    url: `postgres://tradeoff@127.0.0.1:${port}/postgres`,
    crashAndRestart: () => {
      run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      start();
    },
    remove: () => {
      run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
