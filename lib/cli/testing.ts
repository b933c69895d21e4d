import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { EngineCommand } from "./console/engine-command";
import { explain } from "./console/explain";

/** What a run of a command left behind. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on streams that are kept; a refusal is status 2 and its line on stderr. */
export async function runEngine(
  command: EngineCommand,
  args: string[],
  options: { isTTY?: boolean; signal?: AbortSignal } = {},
): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
      return true;
    },
  });
  const terminal = {
    stdout: stream("stdout"),
    stderr: { ...stream("stderr"), isTTY: options.isTTY ?? false },
    signal: options.signal ?? new AbortController().signal,
  };
  try {
    const status = await command.runOn(args, terminal);
    return { status, ...written };
  } catch (error) {
    return { ...written, status: 2, stderr: `${written.stderr}${explain(error)}\n` };
  }
}

/** A folder of its own for a test's files. */
export function scratchFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-engine-"));
  const at = (name: string) => path.join(folder, name);
  return {
    at,
    read: (name: string) => fs.readFileSync(at(name), "utf8"),
    has: (name: string) => fs.existsSync(at(name)),
    write: (name: string, text: string) => {
      fs.writeFileSync(at(name), text);
      return at(name);
    },
    remove: () => fs.rmSync(folder, { recursive: true }),
  };
}
