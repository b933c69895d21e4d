import { InvalidInput } from "@/lib/errors";
import { COMMON_PASSWORDS } from "./common-passwords";
import { hashPassword } from "./password";

/** Lower case: lists tell passwords by what is typed, and guessing tries capitals next. */
const plain = (password: string) => password.normalize("NFKC").toLowerCase();

/**
 * Hashes a password that an account is to have.
 *
 * @param email whose it will be
 * @throws InvalidInput for one that is guessed first (NIST SP 800-63B-4, 3.1.1.2): on a list of common
 *   ones, a sign or two repeated, the address or what stands before its @
 */
export async function chosenPassword(password: string, email: string): Promise<string> {
  const given = plain(password);
  const address = plain(email);
  const isGuessed =
    COMMON_PASSWORDS.has(given) ||
    new Set(given).size <= 2 ||
    given === address ||
    given === address.split("@")[0];
  if (isGuessed) throw new InvalidInput([{ path: "password", key: "commonPassword" }]);
  return hashPassword(password);
}
