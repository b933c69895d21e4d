import Link from "next/link";
import type { ReactNode } from "react";
import { pageAccount } from "@/app/_http/current-actor";
import { Button } from "@/app/_ui/button";
import { isAllowed } from "@/lib/auth/actor";
import { translator } from "@/lib/i18n/translator";
import { signOut } from "./sign-out";

/** The frame of signed-in pages. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const account = await pageAccount();
  const t = translator("accounts");
  const words = translator("common");
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-surface focus:p-3"
      >
        {words("skipToContent")}
      </a>
      <header className="no-print border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
          <nav className="flex items-center gap-6" aria-label={words("productName")}>
            <Link href="/studies" className="font-semibold text-accent">
              {words("productName")}
            </Link>
            {isAllowed(account.actor, "administer members") ? (
              <Link href="/members" className="text-sm text-ink-soft hover:underline">
                {t("members")}
              </Link>
            ) : null}
          </nav>
          <div className="flex flex-wrap items-center gap-x-4 text-sm text-ink-soft">
            <Link
              href="/account"
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {t("signedInAs", {
                name: account.name,
                role: t(`role_${account.actor.role}`),
                organisation: account.organisationName,
              })}
            </Link>
            <form action={signOut} data-leaves-page="" className="-mx-2">
              <Button type="submit" look="quiet">
                {words("signOut")}
              </Button>
            </form>
          </div>
        </div>
      </header>
      <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6 print:max-w-none print:p-0">
        {children}
      </div>
    </>
  );
}
