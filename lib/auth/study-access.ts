import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { NotFound } from "@/lib/errors";
import { type Ability, type Actor, isAllowed, requireAbility } from "./actor";

/**
 * The study's row, reached through the actor's organisation: every verb about a study begins here,
 * inside its transaction when it writes.
 *
 * A viewer reaches only studies whose report was opened to them; anything else does not exist for
 * them, just as another organisation's studies do not.
 *
 * @throws NotFound when the study is not the actor's to know about
 * @throws Forbidden when the actor may know it but not do this
 */
export async function requireStudy(
  source: { t: Tables; queries: Queries },
  actor: Actor,
  studyId: string,
  ability: Ability,
): Promise<Tables["study"]["$inferSelect"]> {
  const { t, queries } = source;
  const [study] = await queries
    .select()
    .from(t.study)
    .where(and(eq(t.study.id, studyId), eq(t.study.organisationId, actor.organisationId)));
  if (!study) throw new NotFound("study");
  if (!isAllowed(actor, "edit studies")) {
    const [opened] = await queries
      .select()
      .from(t.studyViewer)
      .where(and(eq(t.studyViewer.studyId, studyId), eq(t.studyViewer.userId, actor.userId ?? "")));
    if (!opened) throw new NotFound("study");
  }
  requireAbility(actor, ability);
  return study;
}
