import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { studyTexts } from "@/lib/translations/study-texts";
import { matchTranslations, readTranslationRows } from "@/lib/translations/translation-file";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { languageFileParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { importTranslationsInput } from "./schema";
import { writeTranslations } from "./write-translations";

/**
 * Takes the translations of a CSV or XLIFF file into a draft. A text without one in the file keeps
 * what it has.
 *
 * @throws InvalidInput naming each doubtful line and why; nothing is taken then
 * @throws Conflict frozen, changedMeanwhile
 */
export async function importTranslations(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof importTranslationsInput>;
}): Promise<{ taken: number; changed: number }> {
  const { db, actor } = request;
  const { studyId, locale, seen, name, bytes } = parse(importTranslationsInput, request.input);
  const { t } = db;
  await requireDraft({ t, tx: db.read }, actor, studyId);
  // Read before the transaction, which holds up every other save; matched inside it, with what the
  // study says then.
  const rows = await readTranslationRows({ name, bytes });
  return db.write(async (tx) => {
    const { study, revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(seen, languageFileParts(content, locale));
    const languages = { from: study.defaultLocale, into: locale };
    const read = matchTranslations(rows, languages, studyTexts(content));
    const texts = read.map((text) => ({ ...text, translation: text.translation ?? "" }));
    const { changed } = await writeTranslations({ t, tx }, content, locale, texts);
    await recordAudit({ t, tx }, actor, {
      verb: "import translations",
      subjectType: "study",
      subjectId: studyId,
      detail: { language: locale, taken: texts.length, changed },
    });
    return { taken: texts.length, changed };
  });
}
