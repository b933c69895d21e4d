import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { type RevisionContent, revisionContent } from "./revision-content";
import { countedTogether, measureOf } from "./revision-meaning";

/**
 * The launched revisions of a study whose answers are counted together with those of this one, itself
 * among them, oldest first: see `countedTogether`.
 */
export async function comparableRevisions(
  source: { t: Tables; queries: Queries },
  content: RevisionContent,
): Promise<RevisionContent[]> {
  const { id, studyId } = content.revision;
  const groups = await revisionGroups(source, studyId);
  const own = groups.find((group) => group.some(({ revision }) => revision.id === id));
  if (!own) throw new Error(`Revision ${id} was not launched.`);
  return own;
}

/**
 * The launched revisions of a study, oldest first, in groups whose answers are counted together; the
 * group of the newest revision comes last.
 */
export async function revisionGroups(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<RevisionContent[][]> {
  const contents = await launchedContents(source, studyId);
  const keys = countedTogether(
    contents.map((content) => ({
      measure: measureOf(content),
      meanings: content.revision.wordMeanings,
    })),
  );
  const groups = new Map<string, RevisionContent[]>();
  for (const [index, content] of contents.entries()) {
    const group = [...(groups.get(keys[index]) ?? []), content];
    // A group stands where its newest revision does.
    groups.delete(keys[index]);
    groups.set(keys[index], group);
  }
  return [...groups.values()];
}

/** Revisions whose answers are counted together, and how many complete interviews they are. */
export interface CountedGroup {
  /** Oldest first. */
  readonly numbers: readonly number[];
  readonly complete: number;
}

/** A launched revision by its id and its number. */
export interface LaunchedRevision {
  readonly id: string;
  readonly number: number;
}

/** The same groups by the revisions' ids and numbers, cheap where there is one revision. */
export async function launchedGroups(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<LaunchedRevision[][]> {
  const { t, queries } = source;
  const launched = await queries
    .select({ id: t.revision.id, number: t.revision.number })
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)));
  if (launched.length < 2) return launched.map((revision) => [revision]);
  const groups = await revisionGroups(source, studyId);
  return groups.map((group) => group.map(({ revision: { id, number } }) => ({ id, number })));
}

/** All that each launched revision of a study asks, oldest first. */
export async function launchedContents(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<RevisionContent[]> {
  const { t, queries } = source;
  const launched = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)))
    .orderBy(asc(t.revision.number));
  const contents: RevisionContent[] = [];
  for (const revision of launched) contents.push(await revisionContent(source, revision));
  return contents;
}
