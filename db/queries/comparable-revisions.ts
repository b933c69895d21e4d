import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { isExercise, isQuestion, namesCohort, optionsOf } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { type RevisionContent, type RevisionItem, revisionContent } from "./revision-content";

/**
 * The launched revisions of a study whose answers can be counted together with those of this one,
 * itself among them, oldest first: they asked for the same items in the same words, with the same
 * choice, exercises and allocations, and sorted people into cohorts by the same answers. Greetings,
 * other questions, the order of screens and the design may differ.
 */
export async function comparableRevisions(
  source: { t: Tables; queries: Queries },
  content: RevisionContent,
): Promise<RevisionContent[]> {
  const { t, queries } = source;
  const { id, studyId } = content.revision;
  const launched = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)))
    .orderBy(asc(t.revision.number));
  const asked = measureOf(content);
  const comparable: RevisionContent[] = [];
  for (const revision of launched) {
    const other = revision.id === id ? content : await revisionContent(source, revision);
    if (measureOf(other) === asked) comparable.push(other);
  }
  return comparable;
}

/** All that an answer's meaning hangs on, as text that is equal when it is. */
function measureOf({ revision, items, lists, screens }: RevisionContent): string {
  const { choiceQuestion, bestLabel, worstLabel } = revision.texts;
  const byNumber = (list: readonly RevisionItem[]) =>
    list
      .toSorted((one, other) => one.number - other.number)
      .map(({ position: _, ...item }) => Object.entries(item).sort());
  const byKey = screens.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return JSON.stringify([
    choiceQuestion,
    bestLabel,
    worstLabel,
    byNumber(items),
    ...lists.map((list) => [list.name, byNumber(list.items)]),
    byKey
      .filter((screen) => !isQuestion(screen) || namesCohort(screen))
      .map((screen) => [
        screen.key,
        isQuestion(screen)
          ? [
              ...optionsOf(screen.settings).map(({ id, outcome }) => [id, outcome]),
              ...(namesCohort(screen) ? (screen.settings.rules ?? []) : []),
            ]
          : measuredSettings(screen),
      ]),
  ]);
}

/** A screen's settings without the size of its design. */
function measuredSettings(screen: RevisionContent["screens"][number]): object {
  if (!isExercise(screen)) return screen.settings;
  const { design: _, ...measured } = screen.settings;
  return measured;
}
