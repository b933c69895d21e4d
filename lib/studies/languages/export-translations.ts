import type { z } from "zod";
import type { Database } from "@/db/database";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { missingTexts, translationsInto } from "@/lib/translations/in-language";
import { studyTexts } from "@/lib/translations/study-texts";
import { translationFile, withTranslations } from "@/lib/translations/translation-file";
import { exportTranslationsInput } from "./schema";

/**
 * The file for the translator of one language: every text of the newest revision, with the
 * translations that still fit. Read back unchanged it changes nothing.
 */
export async function exportTranslations(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof exportTranslationsInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId, locale, format } = parse(exportTranslationsInput, request.input);
  const source = { t: db.t, queries: db.read };
  const study = await requireStudy(source, actor, studyId, "edit studies");
  const revision = await newestRevision(source, studyId);
  if (!revision) throw new NotFound("revision");
  const content = await revisionContent(source, revision);
  const texts = withTranslations(
    studyTexts(content),
    translationsInto(content, locale),
    missingTexts(content, locale),
  );
  const about = { name: study.slug, from: study.defaultLocale, into: locale };
  return translationFile(format, about, texts);
}
