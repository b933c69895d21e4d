import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { type FieldPlan, fieldPlan } from "@/db/queries/field-plan";
import { rulesOf } from "@/db/queries/monitoring-rules";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { deleteTests } from "../draft/delete-tests";
import { requireDraft } from "../draft/require-draft";
import { studyInput } from "../draft/schema";
import { gateText } from "./gate-text";
import { launchGate } from "./launch-gate";
import { planHash } from "./plan-hash";

/**
 * Opens a draft to respondents: its revision freezes with the hash of everything it asks, its open
 * link begins to work. Test interviews of the draft are deleted.
 *
 * @throws Conflict notReadyToLaunch, naming each error of the launch gate; frozen when it was
 *   launched before
 */
export async function launchStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    if (study.state !== "draft") throw new Conflict("frozen");
    const source = { t, queries: tx };
    refuseUnready(await revisionContent(source, revision), await fieldPlan(source, study));
    // They tested a draft, perhaps another one than what is frozen now.
    const testsCleared = await deleteTests({ t, tx }, studyId);
    const now = Date.now();
    // Drafts from before there were rules are held to the usual ones, and promise so.
    const monitoring = rulesOf(revision);
    await tx.update(t.revision).set({ monitoring }).where(eq(t.revision.id, revision.id));
    const hash = await freezeRevision({ t, tx }, { ...revision, monitoring }, now);
    await tx.update(t.study).set({ state: "live", launchedAt: now }).where(eq(t.study.id, studyId));
    await tx.insert(t.source).values({
      id: uuid(),
      studyId,
      kind: "open",
      name: "Open link",
      settings: {},
      createdAt: now,
    });
    await recordAudit({ t, tx }, actor, {
      verb: "launch study",
      subjectType: "study",
      subjectId: studyId,
      detail: {
        ...{ revision: revision.number, planHash: hash },
        ...(testsCleared > 0 && { testsCleared }),
      },
    });
  });
}

/** @throws Conflict notReadyToLaunch, naming each error of the launch gate */
export function refuseUnready(content: RevisionContent, plan: FieldPlan): void {
  const errors = launchGate(content, null, plan).filter((line) => line.severity === "error");
  if (errors.length === 0) return;
  throw new Conflict("notReadyToLaunch", {
    count: errors.length,
    problems: errors.map(gateText).join(" "),
  });
}

/** Freezes a revision for good and returns its plan hash. */
export async function freezeRevision(
  source: { t: Tables; tx: Queries },
  revision: Tables["revision"]["$inferSelect"],
  frozenAt: number,
): Promise<string> {
  const { t, tx } = source;
  const hash = await planHash({ t, queries: tx }, revision);
  await tx
    .update(t.revision)
    .set({ frozenAt, planHash: hash })
    .where(eq(t.revision.id, revision.id));
  return hash;
}
