import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { itemParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { saveItemsInput } from "./schema";
import { itemsOf, writeItems } from "./write-items";

/**
 * Saves one whole item list of a draft; a further list that is left without items is gone. Numbers stay with their items; a new item gets the next number
 * that the study has never used, so that no number ever means two things.
 *
 * @throws Conflict frozen; changedMeanwhile when the list is no longer the one that was edited
 * @throws InvalidInput naming the item
 */
export async function saveItems(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveItemsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveItemsInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(input.seen, itemParts(itemsOf(content, input.list)));
    const change = await writeItems({ t, tx }, revision, input);
    await recordAudit({ t, tx }, actor, {
      verb: "save items",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { ...change },
    });
  });
}
