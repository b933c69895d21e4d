import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pg", "@node-rs/argon2", "sharp"],
  // The front cuts every body by route before Next sees it (app/_http/receive-body.ts); these lie above.
  experimental: { serverActions: { bodySizeLimit: "10mb" }, proxyClientMaxBodySize: "10mb" },
  // A checkout that is built twice at once (a test server beside a demo) keeps two outputs apart.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
};

export default config;
