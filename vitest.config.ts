import path from "node:path";
import { defineConfig } from "vitest/config";

/** These replace modules, or look at what a process does that has just begun. */
const ALONE = [
  "app/studies/earlier-data/*.spec.ts",
  "db/**/*.spec.ts",
  "lib/compute/*.spec.ts",
  "lib/files/parsers.spec.ts",
  "lib/jobs/*.spec.ts",
];

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    globalSetup: "./db/pglite-image.ts",
    setupFiles: "./vitest.setup.ts",
    // The machine is the tests' own while they run.
    maxWorkers: "100%",
    // For what hangs: a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["{app,lib}/**/*.spec.ts", "{app,lib}/**/*.spec.tsx"],
          exclude: ALONE,
          // A process takes one spec file after the other: modules are read and PGlite is started once.
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
