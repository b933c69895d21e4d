import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/database";
import { launchedContent } from "@/db/queries/launched-revision";
import { exercisesOf, mainExercise } from "@/db/queries/revision-exercises";
import { laidFlat } from "@/lib/analysis/methods/respondent-utilities";
import {
  SIMULATOR_RULES,
  type SimulatedShares,
  splitChoices,
} from "@/lib/analysis/methods/simulator";
import { readDataState } from "@/lib/analysis/study-data/read-study";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { InvalidInput, NotFound, parse } from "@/lib/errors";
import { readReportModel } from "./read-report-model";

const offerInput = z.strictObject({
  studyId: z.string().min(1).max(200),
  /** The exercise's key; the main one without it. */
  exercise: z.string().min(1).max(200).optional(),
  /** Item numbers on offer; none asks for nothing but whether it can be asked. */
  offer: z.array(z.coerce.number().int().min(1).max(1_000_000)).max(200).default([]),
  rule: z.enum(SIMULATOR_RULES).default("share-of-preference"),
});

/** The what-if simulator of a report. */
export interface SimulatedOffer {
  readonly rule: SimulatedShares["rule"];
  readonly items: readonly { readonly number: number; readonly label: string }[];
  /** In the order of the items. */
  readonly offer: readonly number[];
  /** When the hierarchical Bayes that it takes was computed; null before there is one. */
  readonly finishedAt: number | null;
  /** Whether answers were added, changed or left out since. */
  readonly isStale: boolean;
  /** Null where nothing is on offer, or nothing can be computed yet. */
  readonly shares: SimulatedShares["cohorts"] | null;
  /** Why there are no shares, in words. */
  readonly refusal: string | null;
}

/**
 * How choices would split in each cohort if only some items were on offer, from the utilities of the
 * report's hierarchical Bayes: sums over cohorts, which whoever reads the report may see.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of the study; InvalidInput for an item
 *   or an exercise that it does not have
 */
export async function simulateOffer({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof offerInput>;
}): Promise<SimulatedOffer> {
  const { studyId, exercise: key, offer, rule } = parse(offerInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "read reports");
    const rows: StudyRows = { t, queries, studyId };
    const content = await launchedContent(rows, studyId);
    const exercise =
      content &&
      (key === undefined
        ? mainExercise(content)
        : exercisesOf(content).find((candidate) => candidate.key === key));
    if (!exercise) throw new NotFound("exercise");
    const items = exercise.items.map(({ number, label }) => ({ number, label }));
    for (const number of offer) {
      if (items.some((item) => item.number === number)) continue;
      throw new InvalidInput([{ path: "offer", key: "unknownOffer", values: { number } }]);
    }
    const { done } = await readReportModel(rows, exercise, await readDataState(rows));
    const told = {
      rule,
      items,
      offer: items.flatMap(({ number }) => (offer.includes(number) ? [number] : [])),
      finishedAt: done?.finishedAt ?? null,
      isStale: done?.isStale ?? false,
    };
    if (!done || told.offer.length === 0) return { ...told, shares: null, refusal: null };
    const [{ individual }] = await queries
      .select({ individual: t.analysisRun.individual })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.id, done.runId));
    if (!individual) throw new NotFound("run");
    try {
      const names = done.result.cohorts.map(({ name }) => name);
      const shares = splitChoices(laidFlat(individual), names, { offered: told.offer, rule });
      return { ...told, shares, refusal: null };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ...told, shares: null, refusal: error.message };
    }
  });
}
