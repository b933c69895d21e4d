import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { invitedEntry, type OpenedLink } from "./entry/entry";

/** Takes somebody off the list of those who get mail about a study; their personal link goes on. */
export async function unsubscribe({
  db,
  input,
}: {
  db: Database;
  input: OpenedLink;
}): Promise<void> {
  const { t } = db;
  const { contact } = await invitedEntry(db, input);
  if (contact.unsubscribedAt !== null) return;
  await db.write((tx) =>
    tx.update(t.contact).set({ unsubscribedAt: Date.now() }).where(eq(t.contact.id, contact.id)),
  );
}
