import { expect, it } from "vitest";
import { chosenPassword } from "./choose-password";
import { passwordMatches } from "./password";

const EMAIL = "Maria.Weber@example.org";

it("refuses what is guessed first, however it is written, and says which field", async () => {
  const guessed = [
    // Of the lists that are tried first, in either case and in full-width letters.
    ...["1234567890", "qwertyuiop", "Password123", "1q2w3e4r5t", "\uff31wertyuiop"],
    ...["aaaaaaaaaa", "xyxyxyxyxyxy"],
    ...["maria.weber@example.org", "MARIA.WEBER"],
  ];
  for (const password of guessed) {
    await expect(chosenPassword(password, EMAIL), password).rejects.toMatchObject({
      name: "InvalidInput",
      issues: [{ path: "password", key: "commonPassword" }],
    });
  }
});

it("takes any other, whatever it is made of", async () => {
  for (const password of [
    "correct horse battery",
    "\u6b63\u3057\u3044\u99ac\u306e\u96fb\u6c60\u306e\u30db\u30c3\u30c1",
    "1234567890 km",
  ]) {
    expect(await passwordMatches(await chosenPassword(password, EMAIL), password)).toBe(true);
  }
});
