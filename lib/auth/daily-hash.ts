import { createHmac } from "node:crypto";
import { environment } from "@/lib/env";

/**
 * What a limit counts by instead of an address: a hash whose key is another one each day (UTC) and can
 * be made by nobody without the server's secret. What is counted by it is deleted within a day.
 */
export function dailyHash(purpose: string, value: string, now = Date.now()): string {
  const day = new Date(now).toISOString().slice(0, 10);
  const { NEXTAUTH_SECRET } = environment();
  const key = createHmac("sha256", NEXTAUTH_SECRET).update(`limits\n${day}`).digest();
  return createHmac("sha256", key).update(`${purpose}\n${value}`).digest("base64url");
}
