import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { FieldworkSettings } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, InvalidInput, parse } from "@/lib/errors";
import { momentOf } from "@/lib/i18n/local-moment";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { fieldworkParts } from "../draft/edited-parts";
import { savedFieldwork } from "./source-schema";

/**
 * Sets when a study opens and closes, how long those inside may go on, its soft launch, and when an
 * idle interview expires; before the launch and while it is live. Another size of the soft launch
 * is another soft launch, which pauses the study once more.
 *
 * @throws Conflict studyClosed once the study is closed; changedMeanwhile
 */
export async function saveFieldwork(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof savedFieldwork>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, opens, closes, ...rest } = parse(savedFieldwork, request.input);
  const fieldwork: FieldworkSettings = {
    opensAt: readMoment("opens", opens, rest.timeZone),
    closesAt: readMoment("closes", closes, rest.timeZone),
    ...rest,
  };
  const { opensAt, closesAt } = fieldwork;
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
    throw new InvalidInput([{ path: "closes", key: "closesBeforeOpens" }]);
  }
  const { t } = db;
  await db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (study.state === "closed") throw new Conflict("studyClosed");
    refuseStaleEdit(seen, fieldworkParts(study.fieldwork));
    const isSameWave =
      (study.fieldwork?.softLaunchCompletes ?? null) === fieldwork.softLaunchCompletes;
    await tx
      .update(t.study)
      .set({ fieldwork, softLaunchedAt: isSameWave ? study.softLaunchedAt : null })
      .where(eq(t.study.id, studyId));
    await recordAudit({ t, tx }, actor, {
      verb: "save fieldwork",
      subjectType: "study",
      subjectId: studyId,
      detail: { ...fieldwork },
    });
  });
}

function readMoment(path: string, local: string, timeZone: string): number | null {
  if (local === "") return null;
  const at = momentOf(local, timeZone);
  if (at === null) throw new InvalidInput([{ path, key: "notAMoment" }]);
  return at;
}
