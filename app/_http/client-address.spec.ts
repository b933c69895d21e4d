import type { IncomingMessage } from "node:http";
import { afterEach, expect, it } from "vitest";
import { clientAddress } from "./client-address";

afterEach(() => {
  delete process.env.TRUST_PROXY;
});

function from(remoteAddress: string, forwarded?: string): string | null {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return clientAddress({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
}

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["127.0.0.1", null],
  ["::1", null],
  ["::ffff:10.1.2.3", null],
  ["172.31.255.1", null],
  ["172.32.0.1", "172.32.0.1"],
  ["192.168.1.1", null],
  ["fe80::1%eth0", null],
  ["fd12:3456::1", null],
  ["", null],
])(
  "counts a client at %s as %s, and believes no header while no proxy is trusted",
  (peer, counted) => {
    expect(from(peer)).toBe(counted);
    expect(from(peer, "198.51.100.9")).toBe(counted);
  },
);

it("takes the last address that a trusted proxy names, and the other end where it names none", () => {
  process.env.TRUST_PROXY = "1";
  expect(from("127.0.0.1", "198.51.100.9")).toBe("198.51.100.9");
  expect(from("127.0.0.1", "6.6.6.6, 10.0.0.7")).toBe("10.0.0.7");
  expect(from("127.0.0.1", "unknown")).toBeNull();
  expect(from("203.0.113.7")).toBe("203.0.113.7");
});
