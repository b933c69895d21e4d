import { createHash, createHmac } from "node:crypto";
import { serverSecrets } from "./server-secrets";

/**
 * The token of a contact's personal link: 256 bits made with the server's secret, the same each time,
 * so that a reminder can carry the link again although only the token's hash is stored.
 */
export function invitationToken(contactId: string): string {
  return tokenBy(serverSecrets()[0], contactId);
}

/**
 * The token of the link that a contact has, made with this secret or the one before it. Where neither made
 * it, a new one: its hash is to be stored, and the link that went out before is worth nothing then.
 */
export function knownToken(contact: { id: string; tokenHash: string }): {
  token: string;
  isNew: boolean;
} {
  const [token, ...older] = serverSecrets().map((secret) => tokenBy(secret, contact.id));
  const known = [token, ...older].find((one) => invitationHash(one) === contact.tokenHash);
  return { token: known ?? token, isNew: known === undefined };
}

function tokenBy(secret: string, contactId: string): string {
  return createHmac("sha256", secret).update(`invitation\n${contactId}`).digest("base64url");
}

/** What is stored of it: whoever reads the database cannot answer in somebody's place. */
export function invitationHash(token: string): string {
  return createHash("sha256").update(`invitation\n${token}`).digest("hex");
}
