import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { checkRequest, setCommonHeaders } from "./check-request";

let server: http.Server;
let port: number;

beforeEach(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret that only these tests know");
  vi.stubEnv("NEXTAUTH_URL", "https://survey.example.org:8443");
  server = http.createServer((request, response) => {
    setCommonHeaders(request, response);
    if (!checkRequest(request, response)) return;
    // What Next compares: its own check of an action.
    const { host, "x-forwarded-host": forwarded } = request.headers;
    response.end(JSON.stringify({ host: forwarded ?? host }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

/** Sends a request byte by byte as written: clients would mend what is wrong with it. */
async function ask(line: string, headers: Record<string, string> = {}) {
  const socket = net.connect(port, "127.0.0.1");
  const lines = Object.entries({ Host: "survey.example.org", ...headers, Connection: "close" });
  socket.write(
    `${line} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
  );
  let text = "";
  for await (const piece of socket) text += piece;
  return { status: Number(text.slice(9, 12)), text };
}

it.each([
  ["the same host", { Host: "survey.example.org:8443" }],
  ["$host on another port", { Host: "survey.example.org" }],
  ["a bare proxy_pass", { Host: "127.0.0.1:3000" }],
  ["two proxies", { Host: "app", "X-Forwarded-Host": "survey.example.org:8443, inner.example" }],
])("takes our own page's form behind %s", async (_, headers) => {
  const origin = { Origin: "https://survey.example.org:8443" };
  const { status, text } = await ask("POST /members", { ...headers, ...origin });
  expect(status).toBe(200);
  expect(text).toContain('{"host":"survey.example.org:8443"}');
});

it("takes a form from the host it was sent to, whatever NEXTAUTH_URL says", async () => {
  const sent = { Host: "192.0.2.7:3000", Origin: "http://192.0.2.7:3000" };
  expect((await ask("POST /members", sent)).status).toBe(200);
  // A browser leaves the usual port out.
  const usual = { Host: "Other.Example:443", Origin: "https://other.example" };
  expect((await ask("POST /members", usual)).status).toBe(200);
});

it.each(["https://evil.example", "null", "http://survey.example.org:8444", "survey.example.org"])(
  "refuses what the origin %s sends",
  async (origin) => {
    const { status, text } = await ask("POST /members", { Origin: origin });
    expect(status).toBe(403);
    expect(text).toContain("came from another site");
  },
);

it.each([
  ["TRACE /", 405],
  ["PROPFIND /members", 405],
  ["GET /studies/%00", 400],
  ["GET /members?search=%00", 400],
  ["GET /studies/%E0%A4%A", 400],
])("answers %s with %i", async (line, status) => {
  const answered = await ask(line);
  expect(answered.status).toBe(status);
  expect(answered.text).toMatch(/x-content-type-options: nosniff/i);
});

it("refuses an action that is none before anybody writes down what it is called", async () => {
  const called = { "Next-Action": "marker of a caller", Origin: "https://survey.example.org:8443" };
  expect((await ask("POST /members", called)).status).toBe(400);
});

it("keeps browsers to https where the address is one, and machines' answers from running", async () => {
  const { text } = await ask("GET /api/health");
  expect(text).toMatch(/strict-transport-security: max-age=31536000/i);
  expect(text).toMatch(/content-security-policy: default-src 'none'; frame-ancestors 'none'/i);
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  expect((await ask("GET /api/health")).text).not.toMatch(/strict-transport/i);
});
