import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { fieldPlan } from "@/db/queries/field-plan";
import { launchedRevision } from "@/db/queries/launched-revision";
import { revisionContent } from "@/db/queries/revision-content";
import type { WordMeaning } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, InvalidInput, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { requireDraft } from "../draft/require-draft";
import { freezeRevision, refuseUnready } from "../launch/launch-study";
import { type CountingChange, countingChange, openWordParts } from "./counted-together";
import { changesBetween } from "./revision-changes";
import { publishRevisionInput } from "./schema";

/**
 * Gives the revision that was begun to everybody who starts from now on: it freezes with a plan
 * hash of its own and the reason for it. Interviews under way finish on the revision they began on.
 * Where it hangs on new words whether earlier answers are counted together with the new ones, each of
 * them has to be decided; what was decided is part of the plan.
 *
 * @throws Conflict frozen when none was begun; firstRevision for a draft, which is launched;
 *   notOpen for a closed study; revisionUnchanged; notReadyToLaunch naming each error;
 *   changedMeanwhile where other words are to be decided than were shown
 * @throws InvalidInput naming each word that is not decided
 */
export async function publishRevision(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof publishRevisionInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, note, seen, meanings } = parse(publishRevisionInput, request.input);
  const { t } = db;
  const publish = async (tx: Queries) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    if (study.state === "draft") throw new Conflict("firstRevision");
    if (study.state === "closed") throw new Conflict("notOpen");
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseUnready(content, await fieldPlan({ t, queries: tx }, study));
    const before = await launchedRevision({ t, queries: tx }, studyId);
    if (!before) throw new Error(`Study ${studyId} is live without a launched revision.`);
    const changes = await changesBetween({ t, queries: tx }, before, revision);
    if (changes.length === 0) throw new Conflict("revisionUnchanged");
    const counting = await countingChange({ t, queries: tx }, content);
    refuseStaleEdit(seen, openWordParts(counting));
    const wordMeanings = decidedMeanings(counting, meanings);
    await tx.update(t.revision).set({ note, wordMeanings }).where(eq(t.revision.id, revision.id));
    const hash = await freezeRevision({ t, tx }, { ...revision, note, wordMeanings }, Date.now());
    await recordAudit({ t, tx }, actor, {
      verb: "publish revision",
      subjectType: "study",
      subjectId: studyId,
      detail: {
        ...{ revision: revision.number, planHash: hash, note, changes: changes.length },
        ...(wordMeanings && { wordMeanings }),
      },
    });
  };
  // In turn with those who begin: from the acknowledgement on everybody begins on this revision.
  await db.write(publish, studyId, "in front");
}

/**
 * What was decided about the words that are to be decided, and nothing else; null where none are.
 * @throws InvalidInput naming each that was not
 */
function decidedMeanings(
  { open }: CountingChange,
  given: readonly WordMeaning[],
): WordMeaning[] | null {
  if (open.length === 0) return null;
  const keeps = new Map(given.map((meaning) => [meaning.subject, meaning.keeps]));
  const issues = open.flatMap(({ subject }, index) =>
    keeps.has(subject) ? [] : [{ path: `meanings.${index}.keeps`, key: "meaningOpen" as const }],
  );
  if (issues.length > 0) throw new InvalidInput(issues);
  return open.map(({ subject }) => ({ subject, keeps: keeps.get(subject) === true }));
}
