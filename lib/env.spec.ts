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

it.each([
  ["https://Survey.Example.org/", "https://survey.example.org"],
  ["HTTPS://survey.example.org:443", "https://survey.example.org"],
  [" http://localhost:8080 ", "http://localhost:8080"],
])("takes %s as the address %s", (given, address) => {
  const read = environment({ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: given });
  expect(read.NEXTAUTH_URL).toBe(address);
});

it.each([
  ["survey.example.org", /must be https:\/\/ or http:\/\/ and a host/],
  ["localhost:3000", /must be https:\/\//],
  ["ftp://survey.example.org", /must be https:\/\//],
  ["https://u:p@survey.example.org", /must be https:\/\//],
  ["https://survey.example.org/tradeoff", /has a path/],
  ["https://survey.example.org/?a=b", /must be https:\/\//],
])("refuses %s as an address", (given, reason) => {
  expect(() => environment({ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: given })).toThrow(reason);
});
