import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Queries } from "./database";
import { asUnavailable, DatabaseUnavailable } from "./errors";
import { postgresPort } from "./postgres";
import { prepared } from "./prepared";

const sockets: net.Socket[] = [];
const mute = net.createServer((socket) => sockets.push(socket));
let pool: pg.Pool;

beforeAll(async () => {
  mute.listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  pool = new pg.Pool({ host: "127.0.0.1", port, max: 1, connectionTimeoutMillis: 60 });
});

afterAll(async () => {
  await pool.end();
  for (const socket of sockets) socket.destroy();
  mute.close();
});

it("tells a PostgreSQL server that gives no connection in time from a fault of ours", async () => {
  // The one waits for the server, the other for the pool.
  const refused = await Promise.allSettled([pool.query("select 1"), pool.query("select 1")]);
  expect(refused).toHaveLength(2);
  for (const each of refused) {
    const error = asUnavailable(each.status === "rejected" ? each.reason : each.value);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ reason: "unreachable" });
  }
});

it("says so in the same words whether something is read, prepared, counted, looked at as one or written", async () => {
  const db = postgresPort(
    drizzle(pool),
    (_, step) => step(drizzle(pool)),
    () => pool.end(),
  );
  const { study } = db.t;
  const studyOf = prepared<{ id: string }, { id: string }[]>((queries, t) =>
    queries
      .select({ id: t.study.id })
      .from(t.study)
      .where(eq(t.study.id, sql.placeholder("id"))),
  );
  const ids = (queries: Queries) => queries.select({ id: study.id }).from(study);
  for (const ask of [
    () => ids(db.read),
    () => studyOf(db.read, db.t, { id: "one" }),
    () => db.read.$count(study),
    () => db.snapshot(ids),
    () => db.write(ids),
    () => db.write(ids, "a turn"),
  ]) {
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
  }
});

it.each([
  // What rolling back says once the server has gone in the middle of a transaction.
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Connection terminated unexpectedly",
])("tells a server that crashes from a fault of ours: %s", (message) => {
  expect(asUnavailable(new Error("Failed query", { cause: new Error(message) }))).toMatchObject({
    name: "DatabaseUnavailable",
    reason: "unreachable",
  });
});

it.each(["EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "57P01", "57P02", "57P03"])(
  "… and %s",
  (code) => {
    expect(asUnavailable(Object.assign(new Error("lost"), { code }))).toMatchObject({
      reason: "unreachable",
    });
  },
);
