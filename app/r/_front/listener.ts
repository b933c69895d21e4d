import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { clientAddress } from "@/app/_http/client-address";
import { logError } from "@/lib/log";
import { linkQuery } from "@/lib/panels/our-parameters";
import { type Found, findAnswer } from "./answer-request";
import type { Reply, RespondentRequest } from "./exchange";
import { BodyRefused, fieldsOf, MAX_BYTES, refuseUnread } from "./sent-form";

/** A shorter body than this does not get shorter. */
const MIN_COMPRESSED = 1_000;

/**
 * Answers a request for one of the respondents' pages.
 *
 * @returns false when the address is none of theirs, and the request is untouched
 */
export function answerRespondent(request: IncomingMessage, response: ServerResponse): boolean {
  const [path, query = ""] = splitOnce(request.url ?? "/", "?");
  const found = findAnswer(path);
  if (!found) return false;
  answer(found, { path, query }, request, response).catch((error: unknown) => {
    // When the respondent has closed the connection there is nobody to answer.
    if (!request.socket.destroyed) {
      logError("A respondent's request could not be answered", error);
    }
    response.destroy();
  });
  return true;
}

async function answer(
  found: Found,
  address: { path: string; query: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const work = method === "GET" || method === "POST" ? found[method] : undefined;
  if (!work) {
    response.writeHead(405, { Allow: found.POST ? "GET, HEAD, POST" : "GET, HEAD" }).end();
    return;
  }
  const sent = method === "POST" ? await bodyOf(request) : "";
  const asked: RespondentRequest = {
    method: method === "POST" ? "POST" : "GET",
    path: address.path,
    query: linkQuery(new URLSearchParams(address.query)),
    from: clientAddress(request),
    header: (name) => {
      const value = request.headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
    form: () => {
      if (sent instanceof BodyRefused) throw sent;
      return fieldsOf(new URLSearchParams(sent));
    },
  };
  const reply = await work(asked);
  // What was not read stands in the way of another request on the same connection.
  if (sent instanceof BodyRefused) response.shouldKeepAlive = false;
  write(reply, acceptsGzip(request), response);
}

function write({ status, headers, body }: Reply, gzip: boolean, response: ServerResponse): void {
  const plain = Buffer.from(body);
  const isShort = plain.length < MIN_COMPRESSED;
  // In one go and on this thread: for a few kilobytes a stream costs ten times as much.
  const content = gzip && !isShort ? gzipSync(plain) : plain;
  const sent: Record<string, string | number> = { ...headers, "Content-Length": content.length };
  if (!isShort) sent.Vary = "Accept-Encoding";
  if (content !== plain) sent["Content-Encoding"] = "gzip";
  response.writeHead(status, sent).end(content);
}

/** True when a client takes gzip: named, and not with a quality of nought. */
function acceptsGzip({ headers }: IncomingMessage): boolean {
  const accepted = headers["accept-encoding"];
  return typeof accepted === "string" && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}

/** The body's text, or why it was not read. Rejects when it ends before it is whole. */
function bodyOf(request: IncomingMessage): Promise<string | BodyRefused> {
  try {
    refuseUnread(request.headers["content-type"], request.headers["content-length"]);
  } catch (error) {
    if (error instanceof BodyRefused) return Promise.resolve(error);
    throw error;
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      // The stated length can be missing or wrong: what arrives is counted too.
      bytes += chunk.length;
      if (bytes > MAX_BYTES) resolve(new BodyRefused(413));
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
