import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { requireCohort } from "../cohorts/require-cohort";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { sourceParts } from "../draft/edited-parts";
import { requireSource } from "./require-source";
import { changedSource } from "./source-schema";

/**
 * Changes a source's name and settings, also while it is in use: those who are inside leave by the
 * new exits. Its link and its key stay.
 *
 * @throws Conflict sourceKindFixed when the source is of another kind; changedMeanwhile
 */
export async function changeSource(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof changedSource>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(changedSource, request.input);
  const { studyId, sourceId, kind, name, settings } = input;
  const { t } = db;
  await db.write(async (tx) => {
    const source = await requireSource({ t, tx }, actor, { studyId, sourceId });
    if (source.kind !== kind) throw new Conflict("sourceKindFixed");
    refuseStaleEdit(input.seen, sourceParts(source));
    if ("cohortId" in settings) await requireCohort({ t, tx }, studyId, settings.cohortId);
    await tx
      .update(t.source)
      .set({ name, settings: { ...source.settings, ...settings } })
      .where(eq(t.source.id, sourceId));
    await recordAudit({ t, tx }, actor, {
      verb: "change source",
      subjectType: "study",
      subjectId: studyId,
      detail: { sourceId, name, ...settings },
    });
  });
}
