import { expect, it } from "vitest";
import { environment } from "./env";

const secret = "x".repeat(32);

it("refuses a missing or short secret and says how to make one", () => {
  expect(() => environment({})).toThrow(/NEXTAUTH_SECRET is missing.*openssl/s);
  expect(() => environment({ NEXTAUTH_SECRET: "short" })).toThrow(/at least 32 characters/);
});

it("derives the address from the port where none is given", () => {
  expect(environment({ NEXTAUTH_SECRET: secret }).NEXTAUTH_URL).toBe("http://localhost:3000");
  expect(environment({ NEXTAUTH_SECRET: secret, PORT: "8080" }).NEXTAUTH_URL).toBe(
    "http://localhost:8080",
  );
});
