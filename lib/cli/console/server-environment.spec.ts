import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { UsageError } from "./command";
import { serverEnvironment } from "./server-environment";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-cli-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const given = { NODE_ENV: "test", DATABASE_URL: path.join(folder, "some", "x.db") } as const;

it("makes a secret once, keeps it for its owner alone, and names this machine", () => {
  const first = serverEnvironment(given);
  expect(first).toMatchObject({ PORT: "3000", NEXTAUTH_URL: "http://localhost:3000" });
  expect(first.NEXTAUTH_SECRET?.length).toBeGreaterThanOrEqual(32);
  const file = path.join(folder, "some", "session-secret");
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(serverEnvironment({ ...given, DATABASE_URL: `file:${given.DATABASE_URL}` })).toEqual({
    ...first,
    DATABASE_URL: `file:${given.DATABASE_URL}`,
  });
});

it("takes what is set", () => {
  const set = {
    PORT: "8080",
    NEXTAUTH_URL: "https://survey.example",
    NEXTAUTH_SECRET: "x".repeat(32),
  };
  expect(serverEnvironment({ ...given, ...set })).toMatchObject(set);
});

it("makes no secret for PostgreSQL, where each process would have another one", () => {
  const database = { ...given, DATABASE_URL: "postgres://u:p@h/d" };
  expect(() => serverEnvironment(database)).toThrow(/NEXTAUTH_SECRET is missing.*openssl/);
  const secret = { NEXTAUTH_SECRET: "x".repeat(32) };
  expect(serverEnvironment({ ...database, ...secret })).toMatchObject(secret);
});

it("refuses a database of another kind before it makes anything", () => {
  const other = { ...given, DATABASE_URL: "mysql://u:pw@h/db" };
  expect(() => serverEnvironment(other)).toThrow(UsageError);
  expect(fs.existsSync("mysql:")).toBe(false);
});

it("refuses what is malformed, naming it", () => {
  const bad = { ...given, PORT: "99999", NEXTAUTH_SECRET: "short" };
  expect(() => serverEnvironment(bad)).toThrow(UsageError);
  expect(() => serverEnvironment(bad)).toThrow(/PORT.*\n.*NEXTAUTH_SECRET is too short/);
});
