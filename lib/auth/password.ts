import { type Algorithm, hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id setting of 46 MiB, one pass, one lane. */
const SETTING = {
  algorithm: 2 as Algorithm.Argon2id,
  memoryCost: 47_104,
  timeCost: 1,
  parallelism: 1,
};

export function hashPassword(password: string): Promise<string> {
  return hash(password, SETTING);
}

let dummyHash: Promise<string> | undefined;

/**
 * Checks a password. An account that does not exist, or has no password, takes as long as one that
 * does: pass null and the work is done against a dummy.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  dummyHash ??= hashPassword("no account has this password");
  const matches = await verify(stored ?? (await dummyHash), password);
  return stored !== null && matches;
}
