import { and, eq, inArray, max } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import {
  type RevisionContent,
  type RevisionItem,
  revisionContent,
} from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import { type InputIssue, InvalidInput } from "@/lib/errors";
import { writeDesignSettings } from "../design/write-design-settings";
import { recommendedSize } from "../templates/blank";
import type { EditedItem } from "./schema";

/** The items of a list, in its order; none of a list that does not exist yet. */
export function itemsOf(
  { items, lists }: RevisionContent,
  list: string | null,
): readonly RevisionItem[] {
  return list === null ? items : (lists.find(({ name }) => name === list)?.items ?? []);
}

/**
 * Makes one of a draft revision's lists what is given, inside a transaction. Items that are left out leave
 * the revision, and pairs that named them, prohibited or suspect, go too. Design settings that still are the
 * recommendation for the old length become the one for the new.
 */
export async function writeItems(
  source: { t: Tables; tx: Queries },
  revision: Tables["revision"]["$inferSelect"],
  { list: name, items: list }: { list: string | null; items: readonly EditedItem[] },
): Promise<{ items: number; added: number; removed: number }> {
  const { t, tx } = source;
  const content = await revisionContent({ t, queries: tx }, revision);
  const before = itemsOf(content, name);
  const known = new Set(before.map((item) => item.number));
  refuseStrangers(list, known);
  const kept = new Set(list.map((item) => item.number));
  const removed = [...known].filter((number) => !kept.has(number));
  const ofItem = (number: number) =>
    and(eq(t.wording.revisionId, revision.id), eq(t.wording.itemNumber, number));
  if (removed.length > 0) {
    await tx
      .delete(t.wording)
      .where(and(eq(t.wording.revisionId, revision.id), inArray(t.wording.itemNumber, removed)));
  }
  const pairs = content.revision.suspectPairs?.filter(
    (pair) => !pair.items.some((number) => removed.includes(number)),
  );
  if (pairs && removed.length > 0) {
    const suspectPairs = pairs.length > 0 ? pairs : null;
    await tx.update(t.revision).set({ suspectPairs }).where(eq(t.revision.id, revision.id));
  }
  let next = await nextItemNumber(source, revision.studyId);
  let added = 0;
  for (const [index, { number, label, definition }] of list.entries()) {
    const position = index + 1;
    if (number === null) {
      const { studyId } = revision;
      await tx.insert(t.item).values({ studyId, number: next, createdAt: Date.now() });
      await tx.insert(t.wording).values({
        id: uuid(),
        revisionId: revision.id,
        studyId,
        itemNumber: next,
        code: "A",
        position,
        label,
        definition,
        list: name,
      });
      next++;
      added++;
    } else {
      await tx.update(t.wording).set({ position }).where(ofItem(number));
      await tx
        .update(t.wording)
        .set({ label, definition })
        .where(and(ofItem(number), eq(t.wording.code, "A")));
    }
  }
  const change = { before: before.length, after: list.length, removed };
  for (const exercise of exercisesOf(content)) {
    const { settings } = exercise;
    if (settings.mirror || (settings.list ?? null) !== name) continue;
    await followLength(source, revision.id, exercise, change);
  }
  return { items: list.length, added, removed: removed.length };
}

function refuseStrangers(list: readonly EditedItem[], known: ReadonlySet<number>): void {
  const seen = new Set<number>();
  const issues: InputIssue[] = [];
  for (const [index, { number }] of list.entries()) {
    if (number === null) continue;
    if (!known.has(number) || seen.has(number)) {
      issues.push({ path: `items.${index}.label`, key: "itemChanged" });
    }
    seen.add(number);
  }
  if (issues.length > 0) throw new InvalidInput(issues);
}

/** One more than any number the study ever gave. */
async function nextItemNumber(
  { t, tx }: { t: Tables; tx: Queries },
  studyId: string,
): Promise<number> {
  const [row] = await tx
    .select({ highest: max(t.item.number) })
    .from(t.item)
    .where(eq(t.item.studyId, studyId));
  return (row?.highest ?? 0) + 1;
}

async function followLength(
  source: { t: Tables; tx: Queries },
  revisionId: string,
  exercise: RevisionExercise,
  change: { before: number; after: number; removed: readonly number[] },
): Promise<void> {
  const settings = exercise.designSettings;
  const usual = recommendedSize(change.before);
  const wasUsual =
    settings.itemsPerTask === usual.itemsPerTask && settings.taskCount === usual.taskCount;
  const prohibitedPairs = settings.prohibitedPairs.filter(
    (pair) => !pair.some((number) => change.removed.includes(number)),
  );
  const size = wasUsual ? recommendedSize(change.after) : {};
  const followed = { ...settings, ...size, prohibitedPairs };
  await writeDesignSettings(source, revisionId, exercise, followed);
}
