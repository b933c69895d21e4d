import type { IncomingMessage, ServerResponse } from "node:http";
import { environment } from "@/lib/env";
import { errorText } from "@/lib/i18n/translator";

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
/** Methods that change nothing (RFC 9110, section 9.2.1): they need not come from our own pages. */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
/** The id of a server action, as the build makes them. */
const ACTION = /^[0-9a-f]{40,64}$/;
const YEAR_SECONDS = 31_536_000;

/** The headers that every answer has, whoever gives it. */
export function setCommonHeaders(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  // Only this host: what else the operator serves beside it, and how, is not ours to say.
  if (environment().NEXTAUTH_URL.startsWith("https://")) {
    response.setHeader("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
  }
  if (request.url?.startsWith("/api/")) {
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }
}

/**
 * Answers what Next would answer with 500 and a line in the log that repeats what the caller sent:
 * methods it does not know, addresses that cannot be read, actions that are none, and what another
 * site has a browser send. A form of our own pages goes on with the host it came from, however the
 * proxies between have written that down.
 *
 * @returns false when the request was answered
 */
export function checkRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = "GET", url = "/", headers } = request;
  if (!METHODS.includes(method)) {
    refuse(response, 405, errorText("wrongMethod"), { Allow: METHODS.join(", ") });
    return false;
  }
  const action = headers["next-action"];
  if (!isReadable(url) || (action !== undefined && !ACTION.test(String(action)))) {
    refuse(response, 400, errorText("unreadableRequest"));
    return false;
  }
  if (SAFE_METHODS.has(method)) return true;
  const { origin } = headers;
  // Where a cookie grants, the verbs' edge refuses a missing one too.
  if (origin === undefined) return true;
  const host = ownHost(origin, headers);
  if (host === null) {
    refuse(response, 403, errorText("foreignOrigin"));
    return false;
  }
  headers.host = host;
  delete headers["x-forwarded-host"];
  return true;
}

/** False for an address whose escapes are none, or that holds what no text of a database can. */
function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?", 1)[0]).includes("\0") && !/%00/.test(url);
  } catch {
    return false;
  }
}

/**
 * The host of an origin that is ours: the address that NEXTAUTH_URL states, or the host that the
 * request was sent to, as it came or as a proxy passed it on. Null for any other.
 */
function ownHost(origin: string, headers: IncomingMessage["headers"]): string | null {
  if (!URL.canParse(origin)) return null;
  const { host, protocol } = new URL(origin);
  if (origin === environment().NEXTAUTH_URL) return host;
  const forwarded = String(headers["x-forwarded-host"] ?? "").split(",");
  const known = [headers.host ?? "", ...forwarded].map((name) => hostOf(name, protocol));
  return known.includes(host) ? host : null;
}

/** A host as a browser writes it in an origin: in small letters, without the port that is usual. */
function hostOf(name: string, protocol: string): string {
  const address = `${protocol}//${name.trim()}`;
  return name.trim() !== "" && URL.canParse(address) ? new URL(address).host : "";
}

function refuse(
  response: ServerResponse,
  status: number,
  said: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(`${said}\n`);
}
