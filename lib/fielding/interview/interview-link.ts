import { createHash, createHmac, randomBytes } from "node:crypto";
import { environment } from "@/lib/env";

/** What a welcome screen hands out: 192 random bits that will become one interview, and only one. */
export function newStart(): string {
  return randomBytes(24).toString("base64url");
}

/**
 * The token of the interview that a start gives in a study. The same start gives the same token, so
 * a start that is sent twice is one interview; in another study it gives another.
 */
export function interviewToken(studyId: string, start: string): string {
  return createHash("sha256").update(`interview\n${studyId}\n${start}`).digest("base64url");
}

/**
 * The start of a person whom their source knows, a panel by its id and an invitation by its contact:
 * the same one whenever they come back. It is made with the server's secret, so neither the panel's
 * key nor the whole database gives it.
 */
export function startOfPerson(sourceId: string, person: string): string {
  return createHmac("sha256", environment().NEXTAUTH_SECRET)
    .update(`panel entry\n${sourceId}\n${person}`)
    .digest("base64url");
}

/** What is stored of a token: whoever reads the database cannot enter an interview. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
