import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { newSecret } from "@/lib/panels/signature";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { keyParts } from "../draft/edited-parts";
import { requireSource } from "./require-source";
import { sourceKeyInput } from "./source-schema";

/**
 * Has a panel's links and exits signed with a new key, or ends signing. From then on a link without
 * the new key's signature is refused.
 *
 * @returns the key, which no page shows again; null when signing ended
 * @throws Conflict sourceKindFixed for a source that is no panel; changedMeanwhile when it has
 *   another key than the one that was to be replaced
 */
export async function setSourceKey(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof sourceKeyInput>;
}): Promise<{ secret: string | null }> {
  const { db, actor } = request;
  const { studyId, sourceId, seen, parameter } = parse(sourceKeyInput, request.input);
  const { t } = db;
  const hmac = parameter === null ? null : { secret: newSecret(), parameter };
  await db.write(async (tx) => {
    const source = await requireSource({ t, tx }, actor, { studyId, sourceId });
    if (source.kind !== "panel") throw new Conflict("sourceKindFixed");
    refuseStaleEdit(seen, keyParts(source.settings));
    await tx
      .update(t.source)
      .set({ settings: { ...source.settings, hmac } })
      .where(eq(t.source.id, sourceId));
    await recordAudit({ t, tx }, actor, {
      verb: hmac ? "make source key" : "drop source key",
      subjectType: "study",
      subjectId: studyId,
      detail: { sourceId, name: source.name },
    });
  });
  return { secret: hmac?.secret ?? null };
}
