import { asc, eq } from "drizzle-orm";
import { rulesOf } from "@/db/queries/monitoring-rules";
import type { RevisionContent } from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import type { MonitoringRules } from "@/db/schema/study-content";
import { yieldingToRequests } from "@/db/yielding";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { inWorker } from "@/lib/compute/in-worker";
import { keepNewest } from "@/lib/keep-newest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { ENGINE } from "@/lib/maxdiff/engine";
import { caughtByEach, type RlhCutoff } from "@/lib/maxdiff/quality/rlh-cutoff";
import type { InterviewTrace } from "./interview-trace";
import { readTraces } from "./interview-traces";
import { readPersonIdentities } from "./person-identity";
import { flagInterviews, type QualityFlags, type QualityRules } from "./quality-flags";
import type { TracedChoices } from "./traced-choices";

const LIKELIHOOD: LikelihoodName = "sequential";
/** Few enough that they are handed to a worker in some milliseconds. */
const RLH_AT_ONCE = 100;

export interface Quality {
  readonly traces: readonly InterviewTrace[];
  readonly onOtherRevisions: number;
  /** By revision id. */
  readonly rulesOf: ReadonlyMap<string, QualityRules>;
  readonly flagged: QualityFlags;
}

// A cut-off follows from design and rule alone; a design never changes once it was launched.
const shared = globalThis as typeof globalThis & {
  tradeoffCutoffs?: Map<string, Promise<RlhCutoff>>;
};
const CUTOFFS_KEPT = 64;

/**
 * Every interview of comparable revisions with its flags. RLH is computed in a worker, each once;
 * the cut-offs too.
 */
export async function readQuality(
  source: StudyRows,
  revisions: readonly RevisionContent[],
): Promise<Quality> {
  const rulesByRevision = new Map<string, QualityRules>();
  for (const content of revisions) {
    const rules = rulesOf(content.revision);
    rulesByRevision.set(content.revision.id, {
      rules,
      cutoffs: await cutoffsOf(source, content, rules),
    });
  }
  const newest = revisions.at(-1);
  const { traces, onOtherRevisions } = await readTraces(source, revisions, async (read) => {
    for (const { key, items } of newest ? exercisesOf(newest) : []) {
      const choices = read.flatMap((trace) => {
        const own = rulesByRevision.get(trace.revisionId)?.rules.fit
          ? trace.choices.get(key)
          : undefined;
        return own?.tasks ? [own] : [];
      });
      await computeRlh(choices, items.length);
    }
  });
  const flagged = await flagInterviews(
    traces,
    rulesByRevision,
    await readPersonIdentities(source, traces),
  );
  return { traces, onOtherRevisions, rulesOf: rulesByRevision, flagged };
}

async function computeRlh(open: readonly TracedChoices[], itemCount: number): Promise<void> {
  const pause = yieldingToRequests();
  for (let start = 0; start < open.length; start += RLH_AT_ONCE) {
    const some = open.slice(start, start + RLH_AT_ONCE);
    await pause();
    const data = choiceData({
      itemCount,
      cohortCount: 1,
      respondents: some.map(({ tasks }) => ({ cohort: 0, tasks: tasks ?? [] })),
    });
    const values = await inWorker("own-rlh", { data, likelihood: LIKELIHOOD });
    some.forEach((choices, index) => {
      choices.rlh = values[index];
      choices.tasks = null;
    });
  }
}

/**
 * The cut-off of each exercise of a revision on its own design, by the exercise's key in the order of
 * the questionnaire; none where the rules do not ask for it (`fit`). Each has the same share in catching the
 * random answerers that the rule speaks of: together they catch as many as it says. A mirror has the
 * cut-off of the exercise whose tasks it shows: answers at random are the same noise whoever's view was
 * asked for.
 */
export async function cutoffsOf(
  source: Pick<StudyRows, "t" | "queries">,
  content: RevisionContent,
  { fit }: MonitoringRules,
): Promise<Map<string, RlhCutoff>> {
  const cutoffs = new Map<string, RlhCutoff>();
  if (!fit) return cutoffs;
  const designed = exercisesOf(content).filter(({ design }) => design !== null);
  const share = caughtByEach(fit.randomCaught, designed.length);
  for (const exercise of designed) {
    const cutoff = await cutoffOf(source, exercise, share);
    if (cutoff) cutoffs.set(exercise.key, cutoff);
  }
  return cutoffs;
}

/** Null without a design of this list of items. */
async function cutoffOf(
  { t, queries }: Pick<StudyRows, "t" | "queries">,
  { design, items }: RevisionExercise,
  randomCaught: number,
): Promise<RlhCutoff | null> {
  if (!design) return null;
  shared.tradeoffCutoffs ??= new Map();
  const kept = shared.tradeoffCutoffs;
  const key = `${ENGINE} ${design.id} ${randomCaught}`;
  const known = kept.get(key);
  if (known) return known;
  const versions = await queries
    .select({ tasks: t.designVersion.tasks })
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, design.id))
    .orderBy(asc(t.designVersion.number));
  const indexOf = new Map(items.map(({ number }, index) => [number, index]));
  const indices = versions.map(({ tasks }) =>
    tasks.map((task) => task.map((number) => indexOf.get(number) ?? -1)),
  );
  // A draft's design can be older than its list of items; then it has no cut-off.
  if (indices.length === 0 || indices.flat(2).includes(-1)) return null;
  const made = inWorker("rlh-cutoff", {
    itemCount: items.length,
    versions: indices,
    likelihood: LIKELIHOOD,
    randomCaught,
  });
  keepNewest(kept, key, made, CUTOFFS_KEPT);
  made.catch(() => kept.delete(key));
  return made;
}
