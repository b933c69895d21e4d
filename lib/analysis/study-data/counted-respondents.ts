import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { median } from "@/lib/stats/median";
import { respondentPages, type StudyRows } from "./study-rows";

const MINUTE = 60_000;

/** A respondent whose answers count: complete, on a revision that is reported, not a test. */
export interface CountedRespondent {
  readonly id: string;
  readonly number: number;
  /** What files call them. */
  readonly externalId: string;
  /** Null only in a study that has no cohorts. */
  readonly cohortId: string | null;
}

/** How far the respondents of one cohort came. */
export interface ResponseFigures {
  /** Null for those whom the screener has not put into a cohort, or put into none. */
  readonly cohortId: string | null;
  readonly started: number;
  /** Neither through nor turned away, whether or not they can still go on. */
  readonly unfinished: number;
  readonly screenedOut: number;
  readonly overQuota: number;
  readonly complete: number;
  /** Median minutes from start to end of complete interviews; null where nobody was timed. */
  readonly medianMinutes: number | null;
}

export interface Respondents {
  readonly response: ResponseFigures[];
  /** Respondents of revisions that asked something else; they are not counted. */
  readonly onOtherRevisions: number;
  /** Complete respondents of every revision, counted or not, by its id. */
  readonly completeOn: ReadonlyMap<string, number>;
  /** When the newest counted answer was saved (ms since 1970); null without any. */
  readonly dataUpTo: number | null;
  /**
   * SHA-256 over who is counted, in order of number: id, cohort and when last saved. Every
   * save moves its respondent's last-saved moment, so any answer that is added, changed or erased
   * changes it, at the cost of one row a respondent and not one an answer.
   */
  readonly dataState: string;
}

const COLUMNS = [
  "externalId",
  "revisionId",
  "sourceId",
  "state",
  "cohortId",
  "startedAt",
  "lastSavedAt",
  "finishedAt",
] as const;

/**
 * Reads all respondents of a study page by page, letting others in between, and keeps none of them.
 *
 * @param revisionIds those whose answers are counted together
 * @param take is handed those of each page who count, in order of number
 */
export async function readRespondents(
  rows: StudyRows,
  revisionIds: ReadonlySet<string>,
  take: (page: readonly CountedRespondent[]) => Promise<void>,
): Promise<Respondents> {
  const { t, queries, studyId } = rows;
  const imports = await queries
    .select({ id: t.source.id })
    .from(t.source)
    .where(and(eq(t.source.studyId, studyId), eq(t.source.kind, "import")));
  const imported = new Set(imports.map(({ id }) => id));
  const tallies = new Map<string | null, Tally>();
  const state = createHash("sha256");
  const completeOn = new Map<string, number>();
  let onOtherRevisions = 0;
  let dataUpTo: number | null = null;
  for await (const page of respondentPages(rows, COLUMNS)) {
    const counted: CountedRespondent[] = [];
    for (const row of page) {
      if (row.state === "complete") {
        completeOn.set(row.revisionId, (completeOn.get(row.revisionId) ?? 0) + 1);
      }
      if (!revisionIds.has(row.revisionId)) {
        onOtherRevisions++;
        continue;
      }
      const tally = tallies.get(row.cohortId) ?? newTally();
      tallies.set(row.cohortId, tally);
      tally.started++;
      if (row.state === "screened-out") tally.screenedOut++;
      else if (row.state === "over-quota") tally.overQuota++;
      else if (row.state === "complete") {
        tally.complete++;
        // An imported interview was not timed here.
        if (row.finishedAt !== null && !imported.has(row.sourceId)) {
          tally.minutes.push((row.finishedAt - row.startedAt) / MINUTE);
        }
        const { id, number, externalId, cohortId } = row;
        counted.push({ id, number, externalId, cohortId });
        dataUpTo = Math.max(dataUpTo ?? 0, row.lastSavedAt);
        state.update(`${row.id} ${row.cohortId} ${row.lastSavedAt}\n`);
      } else tally.unfinished++;
    }
    await take(counted);
  }
  return {
    response: [...tallies].map(([cohortId, { minutes, ...tally }]) => ({
      cohortId,
      ...tally,
      medianMinutes: median(minutes),
    })),
    onOtherRevisions,
    completeOn,
    dataUpTo,
    dataState: state.digest("hex"),
  };
}

interface Tally {
  started: number;
  unfinished: number;
  screenedOut: number;
  overQuota: number;
  complete: number;
  minutes: number[];
}

function newTally(): Tally {
  return { started: 0, unfinished: 0, screenedOut: 0, overQuota: 0, complete: 0, minutes: [] };
}
