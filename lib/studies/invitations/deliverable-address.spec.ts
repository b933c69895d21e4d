import { expect, it } from "vitest";
import { isDeliverable } from "./deliverable-address";

it.each([
  ...[
    "ann@example.org",
    "r&d@example.org",
    "a/b@example.org",
    "x#y@example.org",
    "x%y@example.org",
  ],
  ...["a!b@example.org", "bounce=x@example.org", "o'hara@example.org", "a+b@sub.example.co.uk"],
  ...["jörg@example.org", "用户@例子.example", "ann@münchen.example", "दो@डाटा.example"],
  ...["ann@xn--mnchen-3ya.example", "_@example.org", "1@2.example"],
])("takes %s", (address) => {
  expect(isDeliverable(address)).toBe(true);
});

it.each([
  ...[
    "",
    "ann",
    "@example.org",
    "ann@",
    "ann@example",
    "a@b@",
    "a b@example.org",
    "a@exa mple.org",
  ],
  ...["a..b@example.org", ".a@example.org", "a.@example.org", "a@.example.org", "a@example..org"],
  ...[
    "a,b@example.org",
    "<a@example.org>",
    '"a b"@example.org',
    "a;b@example.org",
    "a(b)@example.org",
  ],
  ...["a@-example.org", "a@example-.org", "a@127.0.0.1", "a@[127.0.0.1]", "a@example.org/x"],
  ...["a\r\nBcc: b@example.org", "a\u0000@example.org", "a\u200b@example.org", "a@example.org:25"],
  ...[`${"x".repeat(65)}@example.org`, `a@${"x".repeat(64)}.org`, `a@${"x.".repeat(126)}org`],
  ...[`${"é".repeat(33)}@example.org`],
])("refuses %j", (address) => {
  expect(isDeliverable(address)).toBe(false);
});
