import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { isQuestion, namesCohort, optionsOf } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { type RevisionContent, revisionContent } from "./revision-content";

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
function measureOf({ revision, items, screens }: RevisionContent): string {
  const { choiceQuestion, bestLabel, worstLabel } = revision.texts;
  const byNumber = items.toSorted((one, other) => one.number - other.number);
  const byKey = screens.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return JSON.stringify([
    choiceQuestion,
    bestLabel,
    worstLabel,
    byNumber.map(({ position: _, ...item }) => Object.entries(item).sort()),
    byKey
      .filter((screen) => !isQuestion(screen) || namesCohort(screen))
      .map((screen) => [
        screen.key,
        isQuestion(screen)
          ? optionsOf(screen.settings).map(({ id, outcome }) => [id, outcome])
          : screen.settings,
      ]),
  ]);
}
