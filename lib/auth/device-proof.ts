import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { environment } from "@/lib/env";

/**
 * What a browser keeps that has signed in to an account: it gets in by nothing but the password, and
 * tries passwords at a pace of its own, whatever others do (OWASP, "device cookies").
 */
export function newDeviceProof(email: string): string {
  const device = randomBytes(16).toString("base64url");
  return `${device}.${signature(email, device)}`;
}

/** The device that a proof is of; null for one that was made for another account, or by somebody else. */
export function deviceOfProof(email: string, proof: string | null): string | null {
  const [device, signed] = (proof ?? "").split(".");
  if (!device || !signed) return null;
  const [given, expected] = [Buffer.from(signed), Buffer.from(signature(email, device))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? device : null;
}

function signature(email: string, device: string): string {
  return createHmac("sha256", environment().NEXTAUTH_SECRET)
    .update(`device\n${email}\n${device}`)
    .digest("base64url");
}
