import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { rulesOf } from "@/db/queries/monitoring-rules";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { monitoringParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { saveQualityRulesInput } from "./schema";

/**
 * Saves by which rules answers will be flagged, and at which sizes their precision is looked at: part
 * of the plan, frozen and hashed with it.
 *
 * @throws Conflict frozen, changedMeanwhile; InvalidInput naming the field
 */
export async function saveQualityRules(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveQualityRulesInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, ...sent } = parse(saveQualityRulesInput, request.input);
  const { t } = db;
  const monitoring = { ...sent, looks: [...new Set(sent.looks)].sort((a, b) => a - b) };
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    refuseStaleEdit(seen, monitoringParts(rulesOf(revision)));
    await tx.update(t.revision).set({ monitoring }).where(eq(t.revision.id, revision.id));
    await recordAudit({ t, tx }, actor, {
      verb: "save quality rules",
      subjectType: "study",
      subjectId: studyId,
      detail: { ...monitoring },
    });
  });
}
