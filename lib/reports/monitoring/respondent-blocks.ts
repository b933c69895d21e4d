import { and, asc, count, gte, lt, sql } from "drizzle-orm";
import type { Tables } from "@/db/schema/tables";
import { countsAtAll, type StudyRows } from "@/lib/analysis/study-data/study-rows";

/** Respondents whose rows are read again when one of them moved on. */
const BLOCK = 100;
/** Moments are summed from here on (ms since 1970), so that no sum grows beyond 64 bits. */
const EPOCH = 1_700_000_000_000;

/** What tells whether an interview moved on: every save moves one moment, giving places back the other. */
export type Present = Pick<
  Tables["respondent"]["$inferSelect"],
  "id" | "number" | "revisionId" | "sourceId" | "lastSavedAt" | "releasedAt"
>;

/** Respondents of neighbouring numbers, tests left out, as they were when their sums were these. */
export interface Block {
  readonly sums: string;
  readonly rows: readonly Present[];
}

/**
 * Reads again the blocks whose sums are no longer what they were. Each moment is weighed with its
 * place in the block, so that what one adds another does not take away.
 */
export async function refreshBlocks(
  rows: StudyRows,
  blocks: Map<number, Block>,
  pause: () => Promise<void>,
): Promise<void> {
  const { t, queries } = rows;
  const { respondent } = t;
  const { number, lastSavedAt, releasedAt } = respondent;
  const isCounted = countsAtAll(rows);
  const block = sql<number>`${number} / ${sql.raw(String(BLOCK))}`;
  const weighed = (moment: typeof lastSavedAt | typeof releasedAt) =>
    sql`cast(sum((${moment} - ${sql.raw(String(EPOCH))}) * (${number} % ${sql.raw(String(BLOCK))} + 1)) as text)`;
  const found = await queries
    .select({
      block,
      rows: count(),
      saved: weighed(lastSavedAt),
      released: weighed(releasedAt),
      releases: count(releasedAt),
    })
    .from(respondent)
    .where(isCounted)
    .groupBy(block);
  await pause();
  const present = new Set<number>();
  for (const { block: place, ...sums } of found) {
    present.add(place);
    const text = Object.values(sums).join(" ");
    if (blocks.get(place)?.sums === text) continue;
    const own = await queries
      .select({
        id: respondent.id,
        number,
        revisionId: respondent.revisionId,
        sourceId: respondent.sourceId,
        lastSavedAt,
        releasedAt,
      })
      .from(respondent)
      .where(and(isCounted, gte(number, place * BLOCK), lt(number, (place + 1) * BLOCK)))
      .orderBy(asc(number));
    blocks.set(place, { sums: text, rows: own });
    await pause();
  }
  for (const place of blocks.keys()) if (!present.has(place)) blocks.delete(place);
}
