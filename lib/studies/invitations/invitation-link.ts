import { environment } from "@/lib/env";

/** Somebody's personal link into a study. */
export function invitationLink(slug: string, token: string): string {
  return `${base()}/s/${slug}?invite=${token}`;
}

/** Where they say that they want no more mail about it. */
export function unsubscribeLink(slug: string, token: string): string {
  return `${base()}/s/${slug}/unsubscribe?invite=${token}`;
}

function base(): string {
  return environment().NEXTAUTH_URL.replace(/\/$/, "");
}
