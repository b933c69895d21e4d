import { z } from "zod";

/** The address people type: http(s), a host, perhaps a port; normalised, as browsers write an origin. */
const origin = z.string().transform((given, context) => {
  const url = URL.canParse(given.trim()) ? new URL(given.trim()) : null;
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  const rest = url && url.username + url.password + url.search + url.hash;
  if (url && isWeb && url.pathname === "/" && rest === "") return url.origin;
  context.addIssue({
    code: "custom",
    message:
      isWeb && rest === ""
        ? "has a path, and the product is served at the root of a host alone: take the path out"
        : "must be https:// or http:// and a host, perhaps with a port, e.g. https://survey.example.org",
  });
  return z.NEVER;
});

/** Every environment variable the server reads, with its default and what is wrong with a bad one. */
const schema = z.object({
  /** postgres://… or a SQLite file. */
  DATABASE_URL: z.string().optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** The address of this machine that is listened on; all of them without. */
  HOST: z.string().min(1).max(253).optional(),
  /** Signs session cookies. */
  NEXTAUTH_SECRET: z
    .string({
      error: "is missing: set it to at least 32 random characters, e.g. `openssl rand -base64 32`",
    })
    .min(32, { error: "is too short: it needs at least 32 characters" }),
  /** The secret before this one: what it signed is read until the moment that goes with it, in UTC. */
  NEXTAUTH_OLD_SECRET: z
    .string()
    .min(32, { error: "is too short: it needs at least 32 characters" })
    .optional(),
  NEXTAUTH_OLD_SECRET_UNTIL: z.iso
    .date({
      error: "must be a day, e.g. 2027-01-31: the old secret is read until it begins, in UTC",
    })
    .transform((day) => Date.parse(day))
    .optional(),
  /** Signs the audit log: 32 characters or more; several, parted by commas, where it was changed: the newest first. */
  AUDIT_KEY: z
    .string()
    .refine((keys) => keys.split(",").every((key) => key.trim().length >= 32), {
      error: "needs at least 32 characters in each key",
    })
    .optional(),
  /** The file that the audit log's heads are added to; the error stream without. */
  AUDIT_LOG: z.string().min(1).optional(),
  /** The address people type; cookies are Secure and __Host- when it is https. */
  NEXTAUTH_URL: origin.optional(),
  /** "1" when a reverse proxy in front sets X-Forwarded-For. */
  TRUST_PROXY: z.enum(["0", "1"]).default("0"),
  /** Where invitations are sent through: smtp://user:password@host:port, or smtps://…; none without. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" })
    .optional(),
  /** The address that invitations come from. */
  MAIL_FROM: z.string().max(320).optional(),
});

const address = schema.pick({ PORT: true, NEXTAUTH_URL: true });

/** The address people type, for what runs beside the server. @throws Error naming what is malformed */
export function publicAddress(source: Record<string, string | undefined>): string {
  const result = address.safeParse({
    PORT: source.PORT || undefined,
    NEXTAUTH_URL: source.NEXTAUTH_URL || undefined,
  });
  if (!result.success) throw malformed(result.error);
  return result.data.NEXTAUTH_URL ?? `http://localhost:${result.data.PORT}`;
}

export type Environment = z.output<typeof schema> & { NEXTAUTH_URL: string };

/**
 * Reads the environment.
 *
 * @throws Error with one line per variable that is missing or malformed
 */
export function environment(source: Record<string, string | undefined> = process.env): Environment {
  const result = schema.safeParse(source);
  if (!result.success) {
    throw malformed(result.error);
  }
  const { SMTP_URL, MAIL_FROM, NEXTAUTH_SECRET, ...read } = result.data;
  if (SMTP_URL && !MAIL_FROM) {
    throw incomplete("MAIL_FROM is missing: set it to the address that invitations come from");
  }
  if (read.NEXTAUTH_OLD_SECRET && read.NEXTAUTH_OLD_SECRET_UNTIL === undefined) {
    throw incomplete(
      "NEXTAUTH_OLD_SECRET_UNTIL is missing: set it to the day from which NEXTAUTH_OLD_SECRET is no longer read",
    );
  }
  if (read.NEXTAUTH_OLD_SECRET === NEXTAUTH_SECRET) {
    throw incomplete("NEXTAUTH_OLD_SECRET is NEXTAUTH_SECRET: it has to be the one before it");
  }
  return {
    ...result.data,
    NEXTAUTH_URL: result.data.NEXTAUTH_URL ?? `http://localhost:${result.data.PORT}`,
  };
}

function malformed({ issues }: z.ZodError): Error {
  return incomplete(...issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
}

function incomplete(...lines: string[]): Error {
  return new Error(
    `The environment is not complete:\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}
