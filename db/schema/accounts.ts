import type { Kit } from "@/db/schema/dialect";

export type Role = "admin" | "researcher" | "viewer";

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
      /** argon2id; null for accounts that sign in elsewhere only. */
      passwordHash: kit.text("password_hash"),
      /** Raised by sign-out, disabling and every password or role change: older cookies stop working. */
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
      /** SHA-256 over this entry and previousHash: an edit, a deletion or a reorder breaks the chain. */
      hash: kit.text("hash").notNull(),
    },
    (t) => [kit.unique("audit_entry_sequence").on(t.organisationId, t.sequence)],
  );

  return { organisation, user, member, auditEntry };
}
