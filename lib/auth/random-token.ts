import { createHash, randomBytes } from "node:crypto";

/** A link's token: 256 random bits. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a random token: whoever reads the database cannot use the link. */
export function randomTokenHash(token: string): string {
  return createHash("sha256").update(`link\n${token}`).digest("hex");
}
