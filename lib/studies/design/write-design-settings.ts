import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { DesignSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";

/** Writes an exercise's design settings where they were read: in its own settings, else the revision's. */
export async function writeDesignSettings(
  { t, tx }: { t: Tables; tx: Queries },
  revisionId: string,
  { key, settings }: RevisionExercise,
  designSettings: DesignSettings,
): Promise<void> {
  if (settings.design === undefined) {
    await tx.update(t.revision).set({ designSettings }).where(eq(t.revision.id, revisionId));
  } else {
    await tx
      .update(t.screen)
      .set({ settings: { ...settings, design: designSettings } })
      .where(and(eq(t.screen.revisionId, revisionId), eq(t.screen.key, key)));
  }
}
