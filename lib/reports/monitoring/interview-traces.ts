import type { RevisionContent } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import { oneAtATime } from "@/db/transaction";
import { yieldingToRequests } from "@/db/yielding";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { keepNewest } from "@/lib/keep-newest";
import { readInterviews } from "./interview-rows";
import { type InterviewTrace, tracedRevision, traceInterview } from "./interview-trace";
import { type Block, refreshBlocks } from "./respondent-blocks";

/** With their attempts and answers: about 800 rows, read and traced in a few milliseconds. */
const TRACES_AT_ONCE = 25;
/** Studies whose traces are kept in memory; one of 10,000 respondents takes about 30 MB. */
const STUDIES_KEPT = 4;

/** What is kept of a study between two readings. */
interface Kept {
  readonly traces: Map<number, InterviewTrace>;
  readonly blocks: Map<number, Block>;
  /** Two readings of different moments must not mix what they keep. */
  readonly inTurn: <T>(reading: () => Promise<T>) => Promise<T>;
}

// What was read of an interview holds until it saves again. One process, one memory: bundlers give
// routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & {
  tradeoffTraces?: WeakMap<Tables, Map<string, Kept>>;
};

export interface Traces {
  readonly traces: InterviewTrace[];
  readonly onOtherRevisions: number;
}

/**
 * The interviews of the given revisions in order of number, tests left out. Each is read whole once;
 * afterwards sums over each hundred respondents tell where somebody has moved on, so that a reading
 * costs what has changed since the one before it and a page can be fresh every few seconds.
 *
 * @param revisions comparable ones, the newest last
 * @param complete adds to traces what is computed of them, before another reading begins
 */
export async function readTraces(
  source: StudyRows,
  revisions: readonly RevisionContent[],
  complete: (traces: readonly InterviewTrace[]) => Promise<void>,
): Promise<Traces> {
  const kept = keptOf(source);
  return kept.inTurn(async () => {
    const read = await bringUpToDate(source, revisions, kept);
    await complete(read.traces);
    return read;
  });
}

async function bringUpToDate(
  source: StudyRows,
  revisions: readonly RevisionContent[],
  { traces: known, blocks }: Kept,
): Promise<Traces> {
  const pause = yieldingToRequests();
  await refreshBlocks(source, blocks, pause);
  const revisionIds = new Set(revisions.map(({ revision }) => revision.id));
  const all = [...blocks].sort(([one], [other]) => one - other).flatMap(([, { rows }]) => rows);
  const present = all.filter(({ revisionId }) => revisionIds.has(revisionId));
  await pause();
  const moved = present.filter((row) => {
    const trace = known.get(row.number);
    return (
      trace?.id !== row.id ||
      trace.lastSavedAt !== row.lastSavedAt ||
      trace.releasedAt !== row.releasedAt
    );
  });
  const asked = new Map(revisions.map((content) => [content.revision.id, tracedRevision(content)]));
  for (let start = 0; start < moved.length; start += TRACES_AT_ONCE) {
    const some = moved.slice(start, start + TRACES_AT_ONCE).map(({ id }) => id);
    for (const rows of await readInterviews(source, some)) {
      const { number, revisionId } = rows.respondent;
      const revision = asked.get(revisionId);
      if (!revision) throw new Error(`Revision ${revisionId} was not read.`);
      known.set(number, traceInterview(rows, revision));
    }
  }
  await pause();
  const traces = present.map(({ number }) => {
    const trace = known.get(number);
    if (!trace) throw new Error(`Respondent ${number} was not traced.`);
    return trace;
  });
  // Who was erased is forgotten here too.
  if (known.size > traces.length) {
    const numbers = new Set(present.map(({ number }) => number));
    for (const number of known.keys()) if (!numbers.has(number)) known.delete(number);
  }
  return { traces, onOtherRevisions: all.length - present.length };
}

function keptOf({ t, studyId }: StudyRows): Kept {
  shared.tradeoffTraces ??= new WeakMap();
  const studies = shared.tradeoffTraces.get(t) ?? new Map<string, Kept>();
  shared.tradeoffTraces.set(t, studies);
  const kept = studies.get(studyId) ?? {
    traces: new Map<number, InterviewTrace>(),
    blocks: new Map<number, Block>(),
    inTurn: oneAtATime(),
  };
  // The one asked for last is dropped last.
  keepNewest(studies, studyId, kept, STUDIES_KEPT);
  return kept;
}
