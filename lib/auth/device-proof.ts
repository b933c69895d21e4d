import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { serverSecrets } from "./server-secrets";

/**
 * What a browser keeps that has signed in to an account: it gets in by nothing but the password, and
 * tries passwords at a pace of its own, whatever others do (OWASP, "device cookies").
 */
export function newDeviceProof(email: string): string {
  const device = randomBytes(16).toString("base64url");
  return `${device}.${signature(serverSecrets()[0], email, device)}`;
}

/** The device that a proof is of; null for one that was made for another account, or by somebody else. */
export function deviceOfProof(email: string, proof: string | null): string | null {
  const [device, signed] = (proof ?? "").split(".");
  if (!device || !signed) return null;
  const given = Buffer.from(signed);
  const isOurs = serverSecrets().some((secret) => {
    const expected = Buffer.from(signature(secret, email, device));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isOurs ? device : null;
}

function signature(secret: string, email: string, device: string): string {
  return createHmac("sha256", secret).update(`device\n${email}\n${device}`).digest("base64url");
}
