import { and, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { isQuestion, optionsOf } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";

/** The names that answers of a study carry: each stands for one thing for ever. */
export interface UsedIds {
  /** Keys of screens of any kind: of questions, exercises, allocations and anchors. */
  readonly keys: ReadonlySet<string>;
  /** Ids that options of the question of this key had, in any revision. */
  optionsOf(key: string): ReadonlySet<string>;
}

/**
 * Every id that a frozen revision of the study ever asked by, also one that a later revision no longer
 * has. Answers and files carry it, so nothing new may get it; nothing is used before the launch.
 */
export async function usedIds(
  { t, tx }: { t: Tables; tx: Queries },
  studyId: string,
): Promise<UsedIds> {
  const rows = await tx
    .select({ screen: t.screen })
    .from(t.screen)
    .innerJoin(t.revision, eq(t.revision.id, t.screen.revisionId))
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)));
  const options = new Map<string, Set<string>>();
  for (const { screen } of rows) {
    const ids = options.get(screen.key) ?? new Set<string>();
    options.set(screen.key, ids);
    if (!isQuestion(screen)) continue;
    for (const { id } of optionsOf(screen.settings)) ids.add(id);
  }
  return {
    keys: new Set(options.keys()),
    optionsOf: (key) => options.get(key) ?? new Set(),
  };
}
