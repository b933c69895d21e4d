import { eq, inArray } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

/** Deletes a revision that nobody has answered, with all that belongs to it alone. */
export async function deleteRevision(
  { t, tx }: { t: Tables; tx: Queries },
  revisionId: string,
): Promise<void> {
  const designs = tx
    .select({ id: t.design.id })
    .from(t.design)
    .where(eq(t.design.revisionId, revisionId));
  await tx.delete(t.designVersion).where(inArray(t.designVersion.designId, designs));
  for (const table of [t.design, t.translation, t.screen, t.wording]) {
    await tx.delete(table).where(eq(table.revisionId, revisionId));
  }
  await tx.delete(t.revision).where(eq(t.revision.id, revisionId));
}
