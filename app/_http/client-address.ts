import type { IncomingMessage } from "node:http";
import net from "node:net";
import { environment } from "@/lib/env";

/** The request header in which the server tells Next who the client is; what a client sends in it is dropped. */
export const CLIENT_ADDRESS = "x-tradeoff-client";

/** Addresses of this machine and of networks of one's own (RFC 1918, 4193, 4291, 6598). */
const LOCAL = new net.BlockList();
for (const [network, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
] as const) {
  LOCAL.addSubnet(network, bits, "ipv4");
}
LOCAL.addAddress("::1", "ipv6");
LOCAL.addSubnet("fc00::", 7, "ipv6");
LOCAL.addSubnet("fe80::", 10, "ipv6");

/**
 * Who a request comes from, as limits count it: the address that our own proxy vouches for
 * (TRUST_PROXY=1), else that of the other end. Null where that is this machine or a network of one's
 * own: behind a proxy that nobody told us of, everybody would be one. IPv6 counts by its /64, which is
 * what one customer is given.
 */
export function clientAddress({ headers, socket }: IncomingMessage): string | null {
  if (environment().TRUST_PROXY === "1") {
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
    const last = forwarded.split(",").at(-1)?.trim() ?? "";
    if (net.isIP(last)) return counted(last);
  }
  const peer = plain(socket.remoteAddress ?? "");
  if (!net.isIP(peer) || LOCAL.check(peer, net.isIPv6(peer) ? "ipv6" : "ipv4")) return null;
  return counted(peer);
}

/** An IPv4 address as itself, however the socket has written it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
}

function counted(address: string): string {
  const written = plain(address);
  if (!net.isIPv6(written)) return written;
  const [head, tail = ""] = written.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  const groups = written.includes("::") ? [...first, ...zeros, ...last] : first;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
