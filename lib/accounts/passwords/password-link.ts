import { and, eq, gt, isNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { PasswordLinkKind } from "@/db/schema/accounts";
import type { Tables } from "@/db/schema/tables";
import { randomToken, randomTokenHash } from "@/lib/auth/random-token";

const HOUR_MS = 60 * 60_000;

/** An invitation waits for somebody who is away; a reset is handed over while both are there. */
const LASTS_MS: Record<PasswordLinkKind, number> = { invitation: 7 * 24 * HOUR_MS, reset: HOUR_MS };

/** The address of a link, below the product's own. */
export function passwordLinkPath(token: string): string {
  return `/password/${token}`;
}

/** A link as it is handed over; its token is known this once. */
export interface PasswordLink {
  readonly kind: PasswordLinkKind;
  readonly token: string;
  /** In milliseconds since 1970. */
  readonly endsAt: number;
}

/** Makes a link for an account; the one it had before stops working. */
export async function newPasswordLink(
  { t, tx }: { t: Tables; tx: Queries },
  userId: string,
  kind: PasswordLinkKind,
): Promise<PasswordLink> {
  const token = randomToken();
  const createdAt = Date.now();
  const link = { kind, createdAt, endsAt: createdAt + LASTS_MS[kind] };
  await tx.delete(t.passwordLink).where(eq(t.passwordLink.userId, userId));
  await tx.insert(t.passwordLink).values({ ...link, userId, tokenHash: randomTokenHash(token) });
  return { ...link, token };
}

/** The account whose link this is, while it works; undefined for any other text. */
export async function accountOfLink(
  { t, queries }: { t: Tables; queries: Queries },
  token: string,
): Promise<
  | { userId: string; name: string; email: string; kind: PasswordLinkKind; endsAt: number }
  | undefined
> {
  const { passwordLink, user } = t;
  const [found] = await queries
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      kind: passwordLink.kind,
      endsAt: passwordLink.endsAt,
    })
    .from(passwordLink)
    .innerJoin(user, eq(user.id, passwordLink.userId))
    .where(
      and(
        eq(passwordLink.tokenHash, randomTokenHash(token)),
        gt(passwordLink.endsAt, Date.now()),
        isNull(user.disabledAt),
      ),
    );
  return found;
}
