import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

it("no two files of the studio's words give one key: the later would win unsaid", () => {
  const folder = path.join(import.meta.dirname, "studio");
  const owners = new Map<string, string[]>();
  for (const file of fs.readdirSync(folder)) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    for (const [, quoted, plain] of text.matchAll(/^ {2}(?:"([^"]+)"|(\w+)):/gm)) {
      const key = quoted ?? plain;
      owners.set(key, [...(owners.get(key) ?? []), file]);
    }
  }
  expect(owners.size).toBeGreaterThan(300);
  expect([...owners].filter(([, files]) => files.length > 1)).toEqual([]);
});
