import { createHash, randomBytes } from "node:crypto";

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

/** What is stored of a token: whoever reads the database cannot enter an interview. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
