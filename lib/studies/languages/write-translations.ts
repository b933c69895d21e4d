import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import { yieldingToRequests } from "@/db/yielding";
import { translationsInto } from "@/lib/translations/in-language";
import { addressText, type StudyText } from "@/lib/translations/study-texts";

/** A text of the study in another language; empty for none. */
export interface NewTranslation extends StudyText {
  readonly translation: string;
}

/** Stores translations of a revision's texts; those that are there already stay untouched. */
export async function writeTranslations(
  { t, tx }: { t: Tables; tx: Queries },
  content: RevisionContent,
  locale: string,
  texts: readonly NewTranslation[],
): Promise<{ changed: number }> {
  const stored = translationsInto(content, locale);
  const revisionId = content.revision.id;
  const changed = texts.filter((text) => {
    const found = stored.get(addressText(text));
    return found
      ? found.text !== text.translation || found.source !== text.text
      : text.translation !== "";
  });
  const pause = yieldingToRequests();
  for (const { subjectType, subjectId, field } of changed) {
    await pause();
    const { translation } = t;
    await tx
      .delete(translation)
      .where(
        and(
          eq(translation.revisionId, revisionId),
          eq(translation.subjectType, subjectType),
          eq(translation.subjectId, subjectId),
          eq(translation.field, field),
          eq(translation.locale, locale),
        ),
      );
  }
  const rows = changed
    .filter(({ translation }) => translation !== "")
    .map(({ subjectType, subjectId, field, text: source, translation: text }) => {
      return { id: uuid(), revisionId, subjectType, subjectId, field, locale, text, source };
    });
  await insertRows(tx, t.translation, rows);
  return { changed: changed.length };
}
