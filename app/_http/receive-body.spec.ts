import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bodyReceiver, mostBytes } from "./receive-body";

let server: http.Server;
let url: string;
let isMember: boolean;
/** What was behind the receiver: how many bytes each request brought. */
let read: number[];

beforeEach(async () => {
  isMember = false;
  read = [];
  const receive = bodyReceiver();
  server = http.createServer(async (request, response) => {
    if (!(await receive(request, response, async () => isMember))) return;
    let bytes = 0;
    for await (const piece of request) bytes += piece.length;
    read.push(bytes);
    response.end(`${bytes}`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, bytes: number) =>
  fetch(url + path, { method: "POST", body: Buffer.alloc(bytes, 97) });

/** A body of no announced length, in pieces of 64 kB until it is answered or `bytes` are sent. */
async function sendInPieces(
  path: string,
  bytes: number,
): Promise<{ status: number; sent: number }> {
  const request = http.request(url + path, { method: "POST" });
  const answered = once(request, "response");
  request.on("error", () => undefined);
  let status = 0;
  answered.then(
    ([response]) => {
      status = response.statusCode;
      response.resume();
    },
    () => undefined,
  );
  let sent = 0;
  while (sent < bytes && status === 0) {
    request.write(Buffer.alloc(65_536, 97));
    sent += 65_536;
    await pause(1);
  }
  request.end();
  await answered;
  return { status, sent };
}

it.each([
  ["/api/auth/callback/credentials", 64 * 1024],
  ["/members", 1_000_000],
  ["/studies/0190/items", 1_000_000],
])("lets a stranger send %s as much as its limit and not a byte more", async (path, limit) => {
  expect(mostBytes(path, false)).toBe(limit);
  const whole = await post(path, limit);
  expect([whole.status, await whole.text()]).toEqual([200, `${limit}`]);
  const cut = await post(path, limit + 1);
  expect(cut.status).toBe(413);
  expect(await cut.text()).toMatch(/At most [\d.]+ MB/);
  expect(read).toEqual([limit]);
});

it("takes the largest promised file from members, where files are taken", async () => {
  isMember = true;
  expect((await post("/studies/0190/invitations", 8_900_000)).status).toBe(200);
  expect((await post("/studies/0190/invitations", 9_100_000)).status).toBe(413);
  expect((await post("/studies/0190/quotas", 1_100_000)).status).toBe(413);
});

it("counts what arrives where no length is announced, and stops reading", async () => {
  const { status, sent } = await sendInPieces("/members", 300_000_000);
  expect(status).toBe(413);
  expect(sent).toBeLessThan(20_000_000);
  expect(read).toEqual([]);
});

it("passes requests on untouched: without a body, with an empty one, one after the other", async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (method: string, body: string) => {
    const request = http.request(`${url}/members`, { method, agent });
    request.end(body);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    let text = "";
    for await (const piece of response) text += piece;
    return text;
  };
  expect(await ask("GET", "")).toBe("0");
  expect(await ask("POST", "")).toBe("0");
  expect(await ask("POST", "twelve bytes")).toBe("12");
  expect(await ask("GET", "")).toBe("0");
  agent.destroy();
});

it("holds eight megabytes of strangers' bodies at most, and gives the room back", async () => {
  const { port } = server.address() as AddressInfo;
  const slow = Array.from({ length: 12 }, () => net.connect(port, "127.0.0.1"));
  for (const socket of slow) {
    socket.on("error", () => undefined);
    socket.write("POST /members HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    socket.write(Buffer.alloc(900_000));
  }
  const [said] = await Promise.race(slow.map((socket) => once(socket, "data")));
  expect(String(said)).toMatch(/^HTTP\/1.1 503 .*Retry-After: 5/s);
  // Who signs in finds room all the same.
  expect((await post("/api/auth/callback/credentials", 5_000)).status).toBe(200);
  for (const socket of slow) socket.destroy();
  await expect.poll(async () => (await post("/members", 1_000_000)).status).toBe(200);
});
