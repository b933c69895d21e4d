import type { Database } from "@/db/database";
import { invitedEntry, type OpenedLink } from "./entry/entry";
import { frameOf, type PlainView } from "./screens/screen-view";

/**
 * Where a letter's last line leads: the question whether somebody wants no more mail about a study,
 * or that they get none. Changes nothing: mail scanners open links.
 *
 * @throws NotFound for a link that is not a personal one of this study
 */
export async function showUnsubscribe({
  db,
  input,
}: {
  db: Database;
  input: OpenedLink;
}): Promise<PlainView> {
  const { contact, ...entry } = await invitedEntry(db, input);
  const frame = frameOf({ ...entry, isTest: false });
  return { ...frame, kind: "unsubscribe", isDone: contact.unsubscribedAt !== null };
}
