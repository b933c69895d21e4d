import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A key of 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString("hex");
}

/** HMAC-SHA256 of a text, in lower-case hex. */
export function signatureOf(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** True when the signature is the text's own; takes the same time wherever it differs. */
export function isSignedBy(secret: string, text: string, signature: string): boolean {
  const expected = Buffer.from(signatureOf(secret, text));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}
