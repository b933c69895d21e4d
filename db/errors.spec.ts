import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import pg from "pg";
import { expect, it } from "vitest";
import { asUnavailable, DatabaseUnavailable } from "./errors";

it("tells a PostgreSQL server that gives no connection in time from a fault of ours", async () => {
  const sockets: net.Socket[] = [];
  const mute = net.createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  const pool = new pg.Pool({ host: "127.0.0.1", port, max: 1, connectionTimeoutMillis: 60 });
  // The one waits for the server, the other for the pool.
  const refused = await Promise.allSettled([pool.query("select 1"), pool.query("select 1")]);
  expect(refused).toHaveLength(2);
  for (const each of refused) {
    const error = asUnavailable(each.status === "rejected" ? each.reason : each.value);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ reason: "unreachable" });
  }
  await pool.end();
  for (const socket of sockets) socket.destroy();
  mute.close();
});
