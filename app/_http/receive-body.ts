import type { IncomingMessage, ServerResponse } from "node:http";
import { errorText } from "@/lib/i18n/translator";
import { UPLOAD_BYTES } from "@/lib/studies/draft/upload-limits";

/** A form without files: a sentence takes 4,000 characters, a screen of ours 60 of them. */
const FORM_BYTES = 1_000_000;
/** What signs people in: an address, a password, a token. */
const SIGN_IN_BYTES = 64 * 1024;
/** Beside a file its form sends little: names of fields, what the page was drawn from. */
const FILE_FORM_BYTES = UPLOAD_BYTES + 1_000_000;
/** The pages whose forms take a file, or all texts of a study at once. */
const FILE_PAGES = /^\/studies\/(?:new|[^/]+\/(?:items|languages|invitations))\/?$/;

/** What all bodies together may take beyond their first `SIGN_IN_BYTES`, for strangers and for members. */
const HELD_BYTES = { strangers: 8_000_000, members: 4 * FILE_FORM_BYTES };
/**
 * How much of a body that is refused is still read, and for how long: browsers read the answer when all
 * is sent, and a connection that is closed before takes it from them.
 */
const LINGER_BYTES = 10_000_000;
const LINGER_MS = 2_000;

/** The most bytes that a request for an address may bring. */
export function mostBytes(path: string, isMember: boolean): number {
  if (path.startsWith("/api/auth/")) return SIGN_IN_BYTES;
  return isMember && FILE_PAGES.test(path) ? FILE_FORM_BYTES : FORM_BYTES;
}

/**
 * Holds a request back until its whole body is there, so that nothing behind it ever begins to read
 * one that is too large. One that is gets 413, and one that finds no room beside the others 503.
 *
 * @param member tells whether somebody of ours sent it; asked only where that makes a difference
 * @returns true once the request can be read; false when it was answered or has gone
 */
export function bodyReceiver(): (
  request: IncomingMessage,
  response: ServerResponse,
  member: () => Promise<boolean>,
) => Promise<boolean> {
  const held = { strangers: 0, members: 0 };
  return async (request, response, member) => {
    if (!bringsBody(request)) return true;
    const path = (request.url ?? "/").split("?", 1)[0];
    const body = holdBack(request);
    const isMember = FILE_PAGES.test(path) && (await member());
    const limit = mostBytes(path, isMember);
    const whose = isMember ? "members" : "strangers";
    let counted = 0;
    response.once("close", () => {
      held[whose] -= counted;
    });
    const announced = Number(request.headers["content-length"] ?? 0);
    const refused = await body.within((bytes) => {
      if (Math.max(bytes, announced) > limit) return 413;
      const beyond = Math.max(0, bytes - SIGN_IN_BYTES);
      if (held[whose] + beyond - counted > HELD_BYTES[whose]) return 503;
      held[whose] += beyond - counted;
      counted = beyond;
      return null;
    });
    if (refused === null) return true;
    if (refused !== "gone") refuse(request, response, refused, limit);
    return false;
  };
}

/** Bodies are announced by one of two headers (RFC 9112, section 6.3); without them there is none. */
function bringsBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}

type Refused = 413 | 503;

/**
 * Keeps what arrives of a body away from whoever reads the request, from this call on.
 *
 * Node's parser hands each piece to `push`; taking its place is the one way that leaves the request
 * a request, which Next needs, and loses nothing that arrives in the same packet as the head.
 */
function holdBack(request: IncomingMessage) {
  const push = request.push.bind(request);
  let pieces: Buffer[] = [];
  let bytes = 0;
  let isWhole = false;
  let look: () => void = () => undefined;
  request.push = (piece: Buffer | null) => {
    if (piece === null) isWhole = true;
    else {
      bytes += piece.length;
      pieces.push(piece);
    }
    look();
    return true;
  };
  return {
    /**
     * Lets the body through once it is whole.
     *
     * @param allowed is told the number of bytes so far
     * @returns null, or why it was not let through
     */
    within: (allowed: (bytes: number) => Refused | null): Promise<Refused | "gone" | null> =>
      new Promise((resolve) => {
        const end = (outcome: Refused | "gone") => {
          pieces = [];
          // What still comes is thrown away.
          request.push = () => true;
          resolve(outcome);
        };
        request.once("close", () => end("gone"));
        look = () => {
          const refused = allowed(bytes);
          if (refused !== null) return end(refused);
          if (!isWhole) return;
          request.push = push;
          for (const piece of pieces) push(piece);
          pieces = [];
          push(null);
          resolve(null);
        };
        look();
      }),
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: Refused,
  limit: number,
): void {
  const said =
    status === 413
      ? errorText("bodyTooLarge", { megabytes: limit / 1_000_000 })
      : errorText("unavailable");
  const text = Buffer.from(`${said}\n`);
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": text.length,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    Connection: "close",
    ...(status === 503 && { "Retry-After": "5" }),
  });
  // It can be read at once; closing while more arrives would have the sender lose it.
  response.write(text);
  const end = () => {
    response.end();
  };
  if (request.complete) {
    end();
    return;
  }
  const patience = setTimeout(end, LINGER_MS);
  request.socket.once("close", () => clearTimeout(patience));
  let left = LINGER_BYTES;
  request.push = (piece: Buffer | null) => {
    if (piece === null) end();
    else left -= piece.length;
    // False has the connection read no more.
    return left > 0;
  };
}
