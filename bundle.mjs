/**
 * Bundles what runs outside Next: the commands, the server and the computing thread, so that none of
 * them reads TypeScript when it starts. Part of `npm run build`; lib/cli/start.mjs runs what is made.
 */
import path from "node:path";
import { build } from "esbuild";

await build({
  entryPoints: {
    tradeoff: "lib/cli/tradeoff.ts",
    server: "app/server.ts",
    "compute.worker": "lib/compute/compute.worker.ts",
  },
  outdir: path.join(process.env.NEXT_DIST_DIR ?? ".next", "bundle"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // Every module once, whichever entry asks for it.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  define: { "process.env.TRADEOFF_BUNDLED_WORKER": '"compute.worker.mjs"' },
  logLevel: "warning",
});
