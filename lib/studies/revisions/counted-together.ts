import { and, count, eq, inArray } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { launchedContents } from "@/db/queries/comparable-revisions";
import type { RevisionContent } from "@/db/queries/revision-content";
import {
  type ChangedWords,
  countedTogether,
  FORM_PARTS,
  type FormPart,
  measureOf,
  newWords,
} from "@/db/queries/revision-meaning";
import type { Tables } from "@/db/schema/tables";
import type { EditedPart } from "../draft/edit-snapshot";

/** An earlier revision, and whether its answers would be counted with those of the next one. */
export interface EarlierRevision {
  readonly number: number;
  readonly complete: number;
  /** Interviews that can still become complete. */
  readonly unfinished: number;
  /** "if kept" when all new words mean the same, and not otherwise. */
  readonly counted: "together" | "if kept" | "apart";
}

/** What publishing a revision would do to what is counted together. */
export interface CountingChange {
  /** Launched ones, oldest first. */
  readonly earlier: readonly EarlierRevision[];
  /**
   * New words on whose meaning it hangs whether anybody who answered, or still can, is counted together;
   * each is to be decided.
   */
  readonly open: readonly ChangedWords[];
  /** What differs from the revision that is asked now besides words. */
  readonly formChanges: readonly FormPart[];
}

/** What publishing a revision would do to what is counted together, as answers stand now. */
export async function countingChange(
  source: { t: Tables; queries: Queries },
  next: RevisionContent,
): Promise<CountingChange> {
  const launched = await launchedContents(source, next.revision.studyId);
  const measured = launched.map((content) => ({
    measure: measureOf(content),
    meanings: content.revision.wordMeanings,
  }));
  const measure = measureOf(next);
  const changed = newWords(
    measured.map((revision) => revision.measure),
    measure,
  );
  const withNext = (keeps: boolean) => {
    const meanings = changed.map(({ subject }) => ({ subject, keeps }));
    const keys = countedTogether([...measured, { measure, meanings }]);
    return keys.slice(0, -1).map((key) => key === keys.at(-1));
  };
  const [kept, apart] = [withNext(true), withNext(false)];
  const { complete, unfinished } = await interviewsByRevision(source, next.revision.studyId);
  const asked = measured.at(-1)?.measure;
  const earlier = launched.map(
    ({ revision: { id, number } }, index): EarlierRevision => ({
      number,
      complete: complete.get(id) ?? 0,
      unfinished: unfinished.get(id) ?? 0,
      counted: apart[index] ? "together" : kept[index] ? "if kept" : "apart",
    }),
  );
  const hangs = earlier.filter(({ counted }) => counted === "if kept");
  return {
    earlier,
    open: hangs.some(({ complete, unfinished }) => complete + unfinished > 0) ? changed : [],
    formChanges: FORM_PARTS.filter((part) => asked && asked.form[part] !== measure.form[part]),
  };
}

/** The words to be decided, as a form that asks for them was drawn. */
export function openWordParts({ open }: CountingChange): EditedPart[] {
  return open.map(({ subject, before, after }) => ({
    kind: "words",
    id: subject,
    name: Object.values(after.fields)[0] ?? "",
    state: [before.fields, after.fields],
  }));
}

async function interviewsByRevision(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
) {
  const { respondent } = t;
  const inState = async (...states: (typeof respondent.state._.data)[]) => {
    const rows = await queries
      .select({ revisionId: respondent.revisionId, number: count() })
      .from(respondent)
      .where(
        and(
          eq(respondent.studyId, studyId),
          eq(respondent.isTest, false),
          inArray(respondent.state, states),
        ),
      )
      .groupBy(respondent.revisionId);
    return new Map(rows.map(({ revisionId, number }) => [revisionId, number]));
  };
  return {
    complete: await inState("complete"),
    unfinished: await inState("screening", "active"),
  };
}
