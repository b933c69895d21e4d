import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { requireDraft } from "../draft/require-draft";
import { studyInput } from "../draft/schema";
import { deleteRevision } from "./delete-revision";

/**
 * Throws away the revision that was begun while the study is in the field; what respondents are
 * asked stays as it is.
 *
 * @throws Conflict frozen when none was begun; firstRevision for a study that was never launched,
 *   which is deleted as a whole
 */
export async function discardRevision(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    if (study.state === "draft") throw new Conflict("firstRevision");
    await deleteRevision({ t, tx }, revision.id);
    await recordAudit({ t, tx }, actor, {
      verb: "discard revision",
      subjectType: "study",
      subjectId: studyId,
      detail: { revision: revision.number },
    });
  });
}
