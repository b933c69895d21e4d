import { expect, it } from "vitest";
import { signInFor, wayBack } from "./way-back";

it.each([
  ["/studies/0190/report?cohorts=1,2&cut=a%26b", "/studies/0190/report?cohorts=1,2&cut=a%26b"],
  ["/members", "/members"],
])("leads back to %s", (asked, back) => {
  expect(wayBack(asked)).toBe(back);
  expect(signInFor(asked)).toBe(`/sign-in?${new URLSearchParams({ next: back })}`);
});

it.each([
  "https://evil.example/studies",
  "//evil.example/studies",
  "/\\evil.example",
  "/studiesx",
  "/api/auth/signout",
  "/sign-in?next=/studies",
  "javascript:alert(1)",
  `/studies?${"x".repeat(3_000)}`,
  ["/members"],
  null,
  undefined,
])("leads to the studies instead of %s", (asked) => {
  expect(wayBack(asked)).toBe("/studies");
});
