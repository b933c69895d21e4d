import { environment } from "@/lib/env";

/** A study's public address, by one of its sources where that has a name in links. */
export function studyLink(slug: string, via: string | null = null): string {
  const address = `${environment().NEXTAUTH_URL.replace(/\/$/, "")}/s/${slug}`;
  return via === null ? address : `${address}?via=${via}`;
}
