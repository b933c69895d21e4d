import { and, asc, count, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionGroups } from "@/db/queries/comparable-revisions";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import { measureOf } from "@/db/queries/revision-meaning";
import type { WordMeaning } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { studyInput } from "../draft/schema";
import { type CountingChange, countingChange } from "./counted-together";
import { changesBetween, type RevisionChange } from "./revision-changes";

/** A revision in the record of a study. */
export interface ListedRevision {
  readonly number: number;
  /** Null while it can still change. */
  readonly frozenAt: number | null;
  readonly planHash: string | null;
  readonly note: string | null;
  /** Interviews that began on it, tests left out. */
  readonly started: number;
  /** Numbers of the other launched revisions that its answers are counted together with. */
  readonly countedWith: readonly number[];
  /** What was decided about words that it changed; null where nothing was to decide. */
  readonly wordMeanings: readonly (WordMeaning & { readonly name: string })[] | null;
  /** What publishing it would do to what is counted together; null once it is launched. */
  readonly counting: CountingChange | null;
  /** From the revision before it; empty for the first. */
  readonly changes: readonly RevisionChange[];
}

/** The revisions of a study, oldest first, each with what it changed and how many answer it. */
export async function listRevisions(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<ListedRevision[]> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    const source = { t, queries };
    await requireStudy(source, actor, studyId, "edit studies");
    const revisions = await queries
      .select()
      .from(t.revision)
      .where(eq(t.revision.studyId, studyId))
      .orderBy(asc(t.revision.number));
    const started = new Map(
      (
        await queries
          .select({ revisionId: t.respondent.revisionId, number: count() })
          .from(t.respondent)
          .where(and(eq(t.respondent.studyId, studyId), eq(t.respondent.isTest, false)))
          .groupBy(t.respondent.revisionId)
      ).map(({ revisionId, number }) => [revisionId, number]),
    );
    const contentGroups = await revisionGroups(source, studyId);
    const contents = new Map(contentGroups.flat().map((content) => [content.revision.id, content]));
    const groups = contentGroups.map((group) => group.map(({ revision }) => revision.number));
    const isLaunchedOnce = groups.length > 0;
    const listed: ListedRevision[] = [];
    for (const [index, revision] of revisions.entries()) {
      const { id, number, frozenAt, planHash, note, wordMeanings } = revision;
      const changes =
        index === 0 ? [] : await changesBetween(source, revisions[index - 1], revision);
      const group = groups.find((numbers) => numbers.includes(number)) ?? [];
      listed.push({
        ...{ number, frozenAt, planHash, note, changes },
        wordMeanings: wordMeanings && named(wordMeanings, contents.get(id)),
        started: started.get(id) ?? 0,
        countedWith: group.filter((other) => other !== number),
        counting:
          frozenAt === null && isLaunchedOnce
            ? await countingChange(source, await revisionContent(source, revision))
            : null,
      });
    }
    return listed;
  });
}

/** What was decided, each called by the words it was about. */
function named(meanings: readonly WordMeaning[], content: RevisionContent | undefined) {
  const words = content && measureOf(content).words;
  return meanings.map((meaning) => ({
    ...meaning,
    name: Object.values(words?.get(meaning.subject)?.fields ?? {})[0] ?? meaning.subject,
  }));
}
