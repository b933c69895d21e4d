import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { inFull } from "@/lib/stats/testing";
import { freePort } from "./free-port";

const ROOT = path.resolve(import.meta.dirname, "..");

let folder: string;
let started: ChildProcess[];

test.beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-start-"));
  started = [];
});

test.afterEach(() => {
  for (const { pid } of started) {
    try {
      if (pid) process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended, as it should have.
    }
  }
  fs.rmSync(folder, { recursive: true, force: true });
});

/** `npm start`, or another command, in a group of its own. */
function start(env: Record<string, string>, command = ["npm", "start"]) {
  const child = spawn(command[0], command.slice(1), {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: path.join(folder, "start.db"), ...env },
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

async function answering(url: string, output: () => string): Promise<void> {
  for (let waited = 0; waited < 900; waited++) {
    if ((await fetch(`${url}/api/health`).catch(() => null))?.ok) return;
    await pause(100);
  }
  throw new Error(`It did not answer within 90 s:\n${output()}`);
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** A start whose form is sent slowly: what comes back once its last byte has gone. */
function slowPost(port: number) {
  const body = "language=en";
  const request = http.request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: "/s/none",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": body.length,
    },
  });
  request.write(body.slice(0, 5));
  const answered = once(request, "response").then(([response]) => {
    response.resume();
    return response.statusCode as number;
  });
  return { answered, finish: () => request.end(body.slice(5)) };
}

// The first two are handled differently; the others as the first.
const SIGNALS = ["SIGTERM", "SIGKILL", "SIGINT", "SIGHUP"] as const;

for (const signal of SIGNALS.slice(0, inFull(4, 2))) {
  test(`${signal} to npm start leaves nothing behind${signal === "SIGKILL" ? "" : " and cuts no request"}`, async () => {
    const port = await freePort();
    const { child, ended, output } = start({ PORT: String(port), HOST: "127.0.0.1" });
    await answering(`http://127.0.0.1:${port}`, output);
    const post = slowPost(port);
    await pause(300);
    child.kill(signal);
    await pause(1_500);
    post.finish();
    expect(await post.answered).toBe(303);
    await ended;
    await expect.poll(() => isTaken(port), { timeout: 5_000 }).toBe(false);
  });
}

test("as process 1 it ends at SIGTERM with what is under way answered", async () => {
  test.skip(process.getuid?.() !== 0, "process 1 of a namespace of its own needs root: not tested");
  const port = await freePort();
  const { child, ended, output } = start({ PORT: String(port), HOST: "127.0.0.1" }, [
    ...["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"],
    ...[process.execPath, "--import", "tsx", "lib/cli/tradeoff.ts", "serve"],
  ]);
  await answering(`http://127.0.0.1:${port}`, output);
  const children = fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
  const post = slowPost(port);
  await pause(300);
  process.kill(Number(children.trim()), "SIGTERM");
  await pause(500);
  post.finish();
  expect(await post.answered).toBe(303);
  expect(await ended).toBe(0);
});

test("a server whose HOST leaves 127.0.0.1 out is told ready, and stays", async () => {
  const own = Object.values(os.networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;
  const hosts = ["::1", ...(own ? [own] : [])];
  for (const host of hosts) {
    const port = await freePort();
    const { child, ended, output } = start({ PORT: String(port), HOST: host });
    const named = net.isIPv6(host) ? `[${host}]` : host;
    await answering(`http://${named}:${port}`, output);
    await expect.poll(output).toContain("Tradeoff is at");
    child.kill("SIGTERM");
    await ended;
  }
});
