import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { DesignSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";

/** Writes an exercise's design settings where they live: the main one's are the revision's. */
export async function writeDesignSettings(
  { t, tx }: { t: Tables; tx: Queries },
  revisionId: string,
  { key, isMain, settings }: RevisionExercise,
  designSettings: DesignSettings,
): Promise<void> {
  if (isMain) {
    await tx.update(t.revision).set({ designSettings }).where(eq(t.revision.id, revisionId));
  } else {
    await tx
      .update(t.screen)
      .set({ settings: { ...settings, design: designSettings } })
      .where(and(eq(t.screen.revisionId, revisionId), eq(t.screen.key, key)));
  }
}
