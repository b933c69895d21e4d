import { z } from "zod";
import { withoutUnseen } from "@/lib/i18n/as-seen";

/**
 * What a browser's field for addresses takes (the HTML standard's letters before the @, `r&d@` among them),
 * with single full stops and a domain of two parts at least.
 */
const ADDRESS =
  /^(?!\.|.*\.\.|.*\.@)[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

export const email = z
  .string()
  .overwrite(withoutUnseen)
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ pattern: ADDRESS }));
/** Long enough to resist guessing at the pace of sign-in, short enough that hashing cannot be abused. */
export const password = z.string().min(10).max(200);
export const personName = z.string().trim().min(1).max(120);

export const organisationName = z.string().trim().min(1).max(120);

/** What somebody types to show who they are: any length that could once have been chosen. */
const typedPassword = z.string().min(1).max(200);

export const credentials = z.strictObject({ email, password: typedPassword });

const role = z.enum(["viewer", "researcher", "admin"]);

export const newMember = z.strictObject({ email, name: personName, role });

const userId = z.string().min(1).max(64);

export const changedMember = z.strictObject({ userId, role, enabled: z.boolean() });

export const memberNamed = z.strictObject({ userId });

export const sessionNamed = z.strictObject({ sessionId: z.string().min(1).max(64) });

/** A password link's token as it stands in the address. */
const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const passwordByLink = z.strictObject({ token: linkToken, password });

export const changedPassword = z.strictObject({ current: typedPassword, password });

export const firstAdmin = z.strictObject({
  secret: z.string().max(200),
  organisationName,
  name: personName,
  email,
  password,
});

export const MEMBERS_A_PAGE = 50;

export const membersWanted = z.strictObject({
  /** Part of a name or an address; empty for everybody. */
  search: z.string().trim().max(254),
  sort: z.enum(["name", "email", "role", "newest"]),
  /** 1, 2, 3 … */
  page: z.number().int().min(1).max(1_000_000),
});

export const AUDIT_ENTRIES_A_PAGE = 50;

export const auditPage = z.strictObject({ page: z.number().int().min(1).max(1_000_000) });
