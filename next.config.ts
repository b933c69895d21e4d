import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pg", "@node-rs/argon2", "sharp"],
  // A checkout that is built twice at once (a test server beside a demo) keeps two outputs apart.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // A route handler's own Content-Type reaches Next's compression in a form that it passes over, and
  // a Content-Encoding of ours would be dropped: named here, respondents' pages travel as gzip.
  headers: async () =>
    [
      { source: "/s/:path*", type: "text/html; charset=utf-8" },
      { source: "/r/:path((?!script/).*)", type: "text/html; charset=utf-8" },
      { source: "/r/script/:file", type: "text/javascript; charset=utf-8" },
    ].map(({ source, type }) => ({ source, headers: [{ key: "Content-Type", value: type }] })),
};

export default config;
