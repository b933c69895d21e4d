import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";

const run = promisify(execFile);
const LONG_AGO = new Date(0);

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-bundle-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

async function started(): Promise<string> {
  const env = { ...process.env, NEXT_DIST_DIR: folder };
  const { stdout } = await run(process.execPath, ["lib/cli/start.mjs", "--help"], { env });
  return stdout;
}

function writeBundle(made?: Date): void {
  const file = path.join(folder, "bundle", "tradeoff.mjs");
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, 'console.log("from the bundle");\n');
  if (made) fs.utimesSync(file, made, made);
}

it("starts the commands from the bundle that was built", async () => {
  writeBundle();
  expect(await started()).toBe("from the bundle\n");
});

it("starts them from the source where nothing was built", async () => {
  expect(await started()).toContain("Usage: npm run tradeoff");
});

it("starts them from the source where that has changed since the build", async () => {
  writeBundle(LONG_AGO);
  expect(await started()).toContain("Usage: npm run tradeoff");
});
