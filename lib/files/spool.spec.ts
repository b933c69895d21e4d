import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { spooled } from "./spool";

// A folder of its own: other tests and programs use the common one meanwhile.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-spool-"));
beforeAll(() => {
  vi.stubEnv("TMPDIR", folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

it("gives back every letter in order, however they were cut, and leaves no file behind", async () => {
  const pieces = Array.from({ length: 3_000 }, (_, at) => `${"ü–".repeat(at % 90)}${at}\n`);
  const stream = await spooled(async (write) => {
    for (const piece of pieces) await write(piece);
  });
  expect(await new Response(stream).text()).toBe(pieces.join(""));
  expect(fs.readdirSync(folder)).toEqual([]);
});

it("does not wait for its reader, and hands on the first piece before the last one is made", async () => {
  let isOver = false;
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stream = await spooled(async (write) => {
    await write("first");
    await held;
    for (let piece = 0; piece < 100; piece++) await write("x".repeat(10_000));
    isOver = true;
  });
  const reader = stream.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
  finish();
  await expect.poll(() => isOver).toBe(true);
  let rest = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    rest += value.length;
  }
  expect(rest).toBe(1_000_000);
});

it("throws what went wrong before the first piece, and breaks off for what goes wrong later", async () => {
  await expect(spooled(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  const stream = await spooled(async (write) => {
    await write("half");
    throw new Error("lost");
  });
  await expect(new Response(stream).text()).rejects.toThrow("lost");
});

it("stops making what nobody reads any more", async () => {
  let pieces = 0;
  let stopped: unknown;
  const stream = await spooled(async (write) => {
    try {
      for (;;) {
        await write("x");
        pieces++;
        await pause(1);
      }
    } catch (error) {
      stopped = error;
      throw error;
    }
  });
  await stream.cancel();
  expect(stopped).toBeInstanceOf(Error);
  const then = pieces;
  await pause(20);
  expect(pieces).toBe(then);
});
