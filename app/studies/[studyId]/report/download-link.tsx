import type { ReactNode } from "react";

/** A file is fetched by a plain link: a router link would fetch it ahead of time. */
export function DownloadLink({
  href,
  look = "link",
  children,
}: {
  href: string;
  look?: "link" | "button";
  children: ReactNode;
}) {
  return (
    <a
      href={href}
      className={
        look === "link"
          ? "link"
          : "no-print inline-flex min-h-10 items-center rounded-md border border-line-strong bg-surface px-4 py-2 font-medium text-ink hover:bg-sunken"
      }
    >
      {children}
    </a>
  );
}
