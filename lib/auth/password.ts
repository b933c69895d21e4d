import { type Algorithm, hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id setting of 46 MiB, one pass, one lane. */
const SETTING = {
  algorithm: 2 as Algorithm.Argon2id,
  memoryCost: 47_104,
  timeCost: 1,
  parallelism: 1,
};

/**
 * One way of writing what keyboards write in several: "ä" as one sign or as two, digits and letters of
 * full width (RFC 8265, section 4.2, with compatibility mapping as NIST SP 800-63B-4 asks).
 */
function written(password: string): string {
  return password.normalize("NFKC");
}

export function hashPassword(password: string): Promise<string> {
  return hash(written(password), SETTING);
}

let dummyHash: Promise<string> | undefined;

/**
 * Checks a password. An account that does not exist, or has no password, takes as long as one that
 * does: pass null and the work is done against a dummy.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  dummyHash ??= hashPassword("no account has this password");
  const against = stored ?? (await dummyHash);
  const matches =
    (await verify(against, written(password))) ||
    // Hashed before passwords were written one way.
    (written(password) !== password && (await verify(against, password)));
  return stored !== null && matches;
}
