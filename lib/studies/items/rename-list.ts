import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { isExercise } from "@/db/schema/screen-settings";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, InvalidInput, NotFound, parse } from "@/lib/errors";
import { asSeen } from "@/lib/i18n/as-seen";
import { requireDraft } from "../draft/require-draft";
import { renameListInput } from "./schema";

/**
 * Calls a further item list of a draft something else; its exercises go on comparing it. Since the
 * launch the name stays: by it answers of one revision are counted with those of another.
 *
 * @throws Conflict frozen, listNameStays; NotFound for a list the draft does not have
 * @throws InvalidInput nameTaken
 */
export async function renameList(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof renameListInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, list, name } = parse(renameListInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    if (study.state !== "draft") throw new Conflict("listNameStays");
    const { lists, screens } = await revisionContent({ t, queries: tx }, revision);
    if (!lists.some((one) => one.name === list)) throw new NotFound("list");
    const others = lists.filter((one) => one.name !== list);
    if (others.some((one) => asSeen(one.name) === asSeen(name))) {
      throw new InvalidInput([{ path: "name", key: "nameTaken" }]);
    }
    await tx
      .update(t.wording)
      .set({ list: name })
      .where(and(eq(t.wording.revisionId, revision.id), eq(t.wording.list, list)));
    for (const { id, settings } of screens.filter(isExercise)) {
      if (settings.list !== list) continue;
      const renamed = { ...settings, list: name };
      await tx.update(t.screen).set({ settings: renamed }).where(eq(t.screen.id, id));
    }
    await recordAudit({ t, tx }, actor, {
      verb: "rename list",
      subjectType: "study",
      subjectId: studyId,
      detail: { from: list, to: name },
    });
  });
}
