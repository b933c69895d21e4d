import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** The oldest version of a package without a fault that is known and would concern us, and which that is. */
const SAFE_FROM: Readonly<Record<string, readonly [version: string, fault: string]>> = {
  next: ["16.2.11", "the house's own minimum: no older release is patched for all that is known"],
  "next-auth": ["4.24.15", "the house's own minimum"],
  nodemailer: ["7.0.11", "GHSA-rcmh-qjqh-p98v: nested groups in an address stop the process"],
  "fast-xml-parser": ["5.5.7", "GHSA-jp2q-39xq-3w4g: entities that expand without end"],
  "drizzle-orm": ["0.45.2", "CVE-2026-39356: identifiers that are not escaped"],
  "csv-parse": ["4.4.6", "CVE-2019-17592: a slow expression on crafted cells"],
  zod: ["3.22.3", "CVE-2023-4316: a slow expression on crafted addresses"],
  sharp: ["0.32.6", "CVE-2023-4863: a crafted WebP writes beyond its buffer"],
  jose: ["4.15.5", "CVE-2024-28176: a small token that unpacks to a large one"],
  cookie: ["0.7.0", "CVE-2024-47764: names and paths that are not checked"],
  postcss: ["8.4.31", "CVE-2023-44270: a carriage return is read as an end"],
  esbuild: ["0.25.0", "GHSA-67mh-4wv8-2f99: any site may read from the development server"],
};

const numbersOf = (version: string) => version.split(/[.-]/, 3).map(Number);

/** True for a release from this one on; one that is being made counts as older than itself. */
function isFrom(version: string, oldest: string): boolean {
  const [own, least] = [numbersOf(version), numbersOf(oldest)];
  const at = own.findIndex((number, index) => number !== least[index]);
  return at < 0 ? !version.includes("-") : own[at] > least[at];
}

it("every copy of a package in the lockfile is of a version without a known fault", () => {
  const file = path.resolve(import.meta.dirname, "../package-lock.json");
  const { packages }: { packages: Record<string, { version: string; dev?: true }> } = JSON.parse(
    fs.readFileSync(file, "utf8"),
  );
  for (const [name, [oldest, fault]] of Object.entries(SAFE_FROM)) {
    // What only builds and tests use is in no installation.
    const copies = Object.entries(packages).filter(
      ([at, { dev }]) => at.endsWith(`node_modules/${name}`) && !dev,
    );
    expect(copies.length, `${name} is not in the lockfile: take it out here`).toBeGreaterThan(0);
    for (const [at, { version }] of copies) {
      expect(isFrom(version, oldest), `${at} ${version} is older than ${oldest} (${fault})`).toBe(
        true,
      );
    }
  }
  expect(["16.2.10", "16.2.11-canary.1", "15.9.99"].some((one) => isFrom(one, "16.2.11"))).toBe(
    false,
  );
  expect(["16.2.11", "16.3.0", "17.0.0"].every((one) => isFrom(one, "16.2.11"))).toBe(true);
});
