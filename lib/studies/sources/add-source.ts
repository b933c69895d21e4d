import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { requireCohort } from "../cohorts/require-cohort";
import { randomSlug } from "../draft/random-slug";
import { addedSource } from "./source-schema";

/**
 * Adds a way into a study, before its launch or while it is live: a panel, or a test link.
 *
 * @returns the source's id
 */
export async function addSource(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof addedSource>;
}): Promise<{ sourceId: string }> {
  const { db, actor } = request;
  const input = parse(addedSource, request.input);
  const { studyId, kind, name } = input;
  const { t } = db;
  const sourceId = uuid();
  await db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (input.kind === "panel") {
      await requireCohort({ t, tx }, studyId, input.settings.cohortId);
    }
    await tx.insert(t.source).values({
      id: sourceId,
      studyId,
      kind,
      name,
      settings: input.kind === "panel" ? input.settings : {},
      // A panel hands its link to everybody; a test link opens what nobody else may enter.
      code: kind === "panel" ? randomSlug() : randomBytes(24).toString("base64url"),
      createdAt: Date.now(),
    });
    await recordAudit({ t, tx }, actor, {
      verb: "add source",
      subjectType: "study",
      subjectId: studyId,
      detail: { sourceId, kind, name },
    });
  });
  return { sourceId };
}
