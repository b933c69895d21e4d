import { cookies } from "next/headers";
import { newDeviceProof } from "@/lib/auth/device-proof";
import { cookieName, cookieOptions } from "./cookies";

/** As long as a browser is known that has signed in before. */
const DEVICE_SECONDS = 90 * 24 * 60 * 60;

/** What this browser keeps of an earlier sign-in; null for nothing. */
export async function currentDeviceProof(): Promise<string | null> {
  return (await cookies()).get(cookieName("device"))?.value ?? null;
}

/** Has this browser sign in to an account at a pace of its own from now on. */
export async function rememberDevice(email: string): Promise<void> {
  const options = { ...cookieOptions(), maxAge: DEVICE_SECONDS };
  (await cookies()).set(cookieName("device"), newDeviceProof(email), options);
}
