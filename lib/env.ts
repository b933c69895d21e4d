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

export type Environment = z.output<typeof schema> & { NEXTAUTH_URL: string };

/**
 * Reads the environment.
 *
 * @throws Error with one line per variable that is missing or malformed
 */
export function environment(source: Record<string, string | undefined> = process.env): Environment {
  const result = schema.safeParse(source);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
  }
  if (result.data.SMTP_URL && !result.data.MAIL_FROM) {
    throw new Error(
      "The environment is not complete:\n  MAIL_FROM is missing: set it to the address that invitations come from",
    );
  }
  return {
    ...result.data,
    NEXTAUTH_URL: result.data.NEXTAUTH_URL ?? `http://localhost:${result.data.PORT}`,
  };
}
