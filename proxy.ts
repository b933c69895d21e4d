import { type NextRequest, NextResponse } from "next/server";
import { ASKED_FOR } from "./app/_http/way-back";

/**
 * Gives every signed-in page a nonce and its content security policy. It decides nothing about who
 * may see what. Respondents' pages never come this far, and have a stricter policy of their own.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("content-security-policy", policy);
  headers.set(ASKED_FOR, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  // A link that grants stays out of what the next page is told.
  const holdsToken = request.nextUrl.pathname.startsWith("/password/");
  response.headers.set("Referrer-Policy", holdsToken ? "no-referrer" : "same-origin");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

export const config = {
  matcher: ["/((?!_next/|api/|studies/[^/]+/preview/|studies/[^/]+/report/download/).*)"],
};
