/**
 * Finds a Chromium for the browser tests and prints its path; where there is none, installs one.
 * In order: TRADEOFF_CHROMIUM, Playwright's own, a browser on PATH, Playwright's download, Debian's
 * package. Says what it tried when nothing worked. Chromium's headless shell goes before the whole
 * browser: the same pages with about half the processor time.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
];

const DEBIAN_PACKAGES = ["chromium-headless-shell", "fonts-dejavu-core"];

/** The path of a browser that is already there, or null. */
export function installedBrowser(): string | null {
  const candidates = [process.env.TRADEOFF_CHROMIUM, chromium.executablePath()];
  const folders = (process.env.PATH ?? "").split(":");
  for (const name of NAMES) candidates.push(...folders.map((folder) => `${folder}/${name}`));
  return candidates.find((path) => path && fs.existsSync(path)) ?? null;
}

/** A browser's path, installing one when needed. @throws Error naming everything that was tried */
export function findBrowser(): string {
  const installed = installedBrowser();
  if (installed) return installed;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = [...asRoot, "apt-get", "-o", "DPkg::Lock::Timeout=300"];
  const attempts = [
    [["npx", "playwright", "install", "chromium"]],
    [
      [...apt, "update", "-qq"],
      [...apt, "install", "-y", "-qq", "--no-install-recommends", ...DEBIAN_PACKAGES],
    ],
  ];
  const tried: string[] = [];
  for (const commands of attempts) {
    try {
      for (const [command, ...rest] of commands) {
        execFileSync(command, rest, { stdio: ["ignore", "ignore", "pipe"], timeout: 600_000 });
      }
    } catch (error) {
      tried.push(`${commands.at(-1)?.join(" ")}: ${(error as Error).message.split("\n")[0]}`);
    }
    const found = installedBrowser();
    if (found) return found;
  }
  throw new Error(
    `No Chromium was found or could be installed. Set TRADEOFF_CHROMIUM to one.\n${tried.join("\n")}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(findBrowser());
