import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["{app,lib,db}/**/*.spec.ts", "{app,lib,db}/**/*.spec.tsx"],
    globalSetup: "./db/pglite-image.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
