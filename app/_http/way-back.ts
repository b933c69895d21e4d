/** The request header in which the proxy tells a page the address it was asked for. */
export const ASKED_FOR = "x-asked-for";

/** Where signing in leads when nothing better is known. */
const HOME = "/studies";
/** Longer than any address of ours with all its parameters. */
const LONGEST = 2_000;

/** The sign-in page that leads back to an address of ours afterwards. */
export function signInFor(asked: string | null): string {
  const back = wayBack(asked);
  return back === HOME ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: back })}`;
}

/**
 * The address to go to after signing in: one of our own pages as it was asked for, else the list of
 * studies. Whatever a browser would read as another site's address is none of ours.
 */
export function wayBack(asked: unknown): string {
  if (
    typeof asked !== "string" ||
    asked.length > LONGEST ||
    !/^\/(studies|members|account)\b/.test(asked)
  ) {
    return HOME;
  }
  // Any host will do: an address that keeps it names none of its own.
  const url = new URL(asked, "http://localhost");
  return url.host === "localhost" ? url.pathname + url.search : HOME;
}
