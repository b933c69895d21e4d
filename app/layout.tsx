import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "./_ui/theme.css";

export const metadata: Metadata = {
  title: { default: "Tradeoff", template: "%s · Tradeoff" },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Each response carries a nonce of its own, so no page is made ahead of its request.
  await connection();
  return (
    <html lang="en" className={GeistSans.variable}>
      <body>{children}</body>
    </html>
  );
}
