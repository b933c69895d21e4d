import { createHash, createHmac } from "node:crypto";
import { environment } from "@/lib/env";

/**
 * The token of a contact's personal link: 256 bits made with the server's secret, the same each time,
 * so that a reminder can carry the link again although only the token's hash is stored.
 */
export function invitationToken(contactId: string): string {
  return createHmac("sha256", environment().NEXTAUTH_SECRET)
    .update(`invitation\n${contactId}`)
    .digest("base64url");
}

/** What is stored of it: whoever reads the database cannot answer in somebody's place. */
export function invitationHash(token: string): string {
  return createHash("sha256").update(`invitation\n${token}`).digest("hex");
}
