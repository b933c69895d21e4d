import { createHash } from "node:crypto";

/** 128 bits: no two of a study meet by chance. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
