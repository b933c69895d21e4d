import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./browser/find-browser";

/** The tests' own server: the production build on a database of its own. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  // A test that passes only the second time is told as flaky at the end of the list, to be mended.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  globalSetup: "./global-setup.ts",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: "http://localhost:3210",
    trace: "on-first-retry",
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        "--disable-gpu",
      ],
    },
  },
});
