import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { languageParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { saveLanguagesInput } from "./schema";

/**
 * Saves the languages a draft is offered in and the one its own texts are written in. Translations
 * into a language that is offered no more are kept.
 *
 * @throws Conflict frozen, changedMeanwhile; defaultLanguageStays once the study was launched
 */
export async function saveLanguages(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveLanguagesInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, default: own, offered } = parse(saveLanguagesInput, request.input);
  const { t } = db;
  const locales = [own, ...new Set(offered.filter((locale) => locale !== own))];
  await db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(seen, languageParts(content, study.defaultLocale));
    if (own !== study.defaultLocale) {
      if (study.state !== "draft") throw new Conflict("defaultLanguageStays");
      await tx.update(t.study).set({ defaultLocale: own }).where(eq(t.study.id, studyId));
    }
    await tx
      .update(t.revision)
      .set({ locales: locales.length > 1 ? locales : null })
      .where(eq(t.revision.id, revision.id));
    await recordAudit({ t, tx }, actor, {
      verb: "save languages",
      subjectType: "study",
      subjectId: studyId,
      detail: { languages: locales.join(" ") },
    });
  });
}
