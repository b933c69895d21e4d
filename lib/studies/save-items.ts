import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { requireDraft } from "./require-draft";
import { savedItems } from "./schema";
import { itemsOf, writeItems } from "./write-items";

/**
 * Saves one whole item list of a draft; a further list that is left without items is gone. Numbers stay with their items; a new item gets the next number
 * that the study has never used, so that no number ever means two things.
 *
 * @throws Conflict frozen; listChangedMeanwhile when the list is no longer the one that was edited
 * @throws InvalidInput naming the item
 */
export async function saveItems(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof savedItems>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(savedItems, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    if (input.seen) {
      const items = itemsOf(await revisionContent({ t, queries: tx }, revision), input.list);
      const seen = new Set(input.seen);
      const isAsSeen = seen.size === items.length && items.every((item) => seen.has(item.number));
      if (!isAsSeen) throw new Conflict("listChangedMeanwhile");
    }
    const change = await writeItems({ t, tx }, revision, input);
    await recordAudit({ t, tx }, actor, {
      verb: "save items",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { ...change },
    });
  });
}
