import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { type FieldedStudy, fieldStudy, startedInterview } from "@/lib/fielding/testing";
import { type Front, openFront } from "./testing";

let front: Front;
let db: Database;
let study: FieldedStudy;

beforeAll(async () => {
  front = await openFront();
  db = front.db;
  study = await fieldStudy(db);
});

afterAll(() => front.close());

/** A request as it goes over the wire: nothing is added to it, nothing unpacked. */
async function ask(
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: http.OutgoingHttpHeaders } = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  const request = http.request(`${front.url}${path}`, { method, headers }).end();
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks),
  };
}

it("packs a page for those who take gzip, and for nobody else", async () => {
  const path = `/s/${study.slug}`;
  for (const accepted of [undefined, "identity", "br", "gzip;q=0", "gzip; q=0.000, br"]) {
    const headers = accepted === undefined ? {} : { "Accept-Encoding": accepted };
    const plain = await ask(path, { headers });
    expect([accepted, plain.headers["content-encoding"]]).toEqual([accepted, undefined]);
    expect(plain.body.toString()).toMatch(/^<!doctype html>/);
    expect(plain.headers.vary).toBe("Accept-Encoding");
  }
  for (const accepted of ["gzip", "br, gzip;q=0.5", "GZIP"]) {
    const packed = await ask(path, { headers: { "Accept-Encoding": accepted } });
    expect([accepted, packed.headers["content-encoding"]]).toEqual([accepted, "gzip"]);
    expect(packed.headers["content-length"]).toBe(String(packed.body.length));
    expect(gunzipSync(packed.body).toString()).toMatch(/^<!doctype html>/);
  }
});

it("answers HEAD with the head of what GET answers", async () => {
  const path = `/s/${study.slug}`;
  const head = await ask(path, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.body).toHaveLength(0);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(1_000);
});

it("names the methods of an address for any other, and changes nothing", async () => {
  const token = await startedInterview(db, study);
  const screen = await ask(`/r/${token}/role`, { method: "DELETE" });
  expect([screen.status, screen.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  const link = await ask(`/r/${token}`, { method: "POST" });
  expect([link.status, link.headers.allow]).toEqual([405, "GET, HEAD"]);
});

it("leaves every other address to what stands behind it", async () => {
  for (const path of ["/", "/studies", "/s", "/s/", "/r/", "/r/a/b/c", "/s/a/b", "//s/a"]) {
    expect([path, (await ask(path)).status]).toEqual([path, 501]);
  }
});

it("takes an address that cannot be decoded for one that names nothing", async () => {
  expect((await ask("/s/%E0%A4%A")).status).toBe(404);
  expect((await ask("/r/%00/%2F")).status).toBe(404);
});

it("stores nothing of a form that breaks off, and goes on answering", async () => {
  const token = await startedInterview(db, study);
  const { hostname, port } = new URL(front.url);
  const socket = net.connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(
    `POST /r/${token}/role HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 500\r\n` +
      "Content-Type: application/x-www-form-urlencoded\r\n\r\nanswer=pmo",
  );
  socket.end();
  await once(socket.resume(), "close");
  const link = await ask(`/r/${token}`);
  expect(link.headers.location).toBe(`/r/${token}/role`);
});
