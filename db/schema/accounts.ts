import type { Kit } from "@/db/schema/dialect";

export type Role = "admin" | "researcher" | "viewer";

/** What a password link is for: the first password of an account, or another one. */
export type PasswordLinkKind = "invitation" | "reset";

export function accountTables(kit: Kit) {
  const organisation = kit.table("organisation", {
    id: kit.text("id").primaryKey(),
    name: kit.text("name").notNull(),
    createdAt: kit.moment("created_at").notNull(),
  });

  const user = kit.table(
    "user",
    {
      id: kit.text("id").primaryKey(),
      /** Lower case, so that one address is one account. */
      email: kit.text("email").notNull(),
      name: kit.text("name").notNull(),
      /** argon2id; null until its invitation was taken up. */
      passwordHash: kit.text("password_hash"),
      /** Raised by disabling, "everywhere" and every password or role change: older cookies stop working. */
      sessionVersion: kit.integer("session_version").notNull().default(1),
      disabledAt: kit.moment("disabled_at"),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.unique("user_email").on(t.email)],
  );

  const member = kit.table(
    "member",
    {
      id: kit.text("id").primaryKey(),
      organisationId: kit
        .text("organisation_id")
        .notNull()
        .references(() => organisation.id),
      userId: kit
        .text("user_id")
        .notNull()
        .references(() => user.id),
      role: kit.text("role").$type<Role>().notNull(),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [
      kit.unique("member_once").on(t.organisationId, t.userId),
      kit.index("member_user").on(t.userId),
    ],
  );

  /** A browser that is signed in; its cookie holds the id. Deleted when it ends. */
  const session = kit.table(
    "session",
    {
      id: kit.text("id").primaryKey(),
      userId: kit
        .text("user_id")
        .notNull()
        .references(() => user.id),
      /** The kind of browser and of machine in a few words; null where they are not known. */
      device: kit.text("device"),
      createdAt: kit.moment("created_at").notNull(),
      /** When it was last used, to ten minutes. */
      seenAt: kit.moment("seen_at").notNull(),
      /** It ends then, however busy it is. */
      endsAt: kit.moment("ends_at").notNull(),
    },
    (t) => [kit.index("session_user").on(t.userId)],
  );

  /** A link by which an account gets a password; deleted once it was used. */
  const passwordLink = kit.table(
    "password_link",
    {
      /** SHA-256 of the link's token. */
      tokenHash: kit.text("token_hash").primaryKey(),
      userId: kit
        .text("user_id")
        .notNull()
        .references(() => user.id),
      kind: kit.text("kind").$type<PasswordLinkKind>().notNull(),
      createdAt: kit.moment("created_at").notNull(),
      endsAt: kit.moment("ends_at").notNull(),
    },
    (t) => [kit.unique("password_link_user").on(t.userId)],
  );

  /** How fast passwords can be tried: a lane for each device, account and address that tried lately. */
  const signInLane = kit.table(
    "sign_in_lane",
    {
      /** A keyed hash whose key lives a day. */
      key: kit.text("key").primaryKey(),
      /** Attempts that have not turned out to be right. */
      failures: kit.integer("failures").notNull(),
      /** The next attempt waits until then. */
      openAt: kit.moment("open_at").notNull(),
      /** Nothing is remembered from then on. */
      forgottenAt: kit.moment("forgotten_at").notNull(),
    },
    (t) => [kit.index("sign_in_lane_forgotten").on(t.forgottenAt)],
  );

  const auditEntry = kit.table(
    "audit_entry",
    {
      id: kit.text("id").primaryKey(),
      organisationId: kit
        .text("organisation_id")
        .notNull()
        .references(() => organisation.id),
      /** 1, 2, 3 … within the organisation, without holes. */
      sequence: kit.integer("sequence").notNull(),
      at: kit.moment("at").notNull(),
      /** Null when the system or the command line acted. */
      actorUserId: kit.text("actor_user_id"),
      verb: kit.text("verb").notNull(),
      subjectType: kit.text("subject_type").notNull(),
      subjectId: kit.text("subject_id").notNull(),
      detail: kit.json<Record<string, unknown>>("detail").notNull(),
      previousHash: kit.text("previous_hash").notNull(),
      /** Which key made the hash; null for entries of releases that had none, whose hash is a plain SHA-256. */
      keyId: kit.text("key_id"),
      /** HMAC over this entry and previousHash: an edit, a deletion or a reorder breaks the chain. */
      hash: kit.text("hash").notNull(),
    },
    (t) => [kit.unique("audit_entry_sequence").on(t.organisationId, t.sequence)],
  );

  return { organisation, user, member, session, passwordLink, signInLane, auditEntry };
}
