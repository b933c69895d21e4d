import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { losesPlaces } from "@/lib/translations/kept-places";
import { addressText, studyTexts } from "@/lib/translations/study-texts";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { translationParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { saveTranslationsInput } from "./schema";
import { type NewTranslation, writeTranslations } from "./write-translations";

/**
 * Saves translations of a draft's texts, as many as were sent; an empty one takes away what is there.
 *
 * @throws InvalidInput naming each that translates words which are not the study's any more, or
 *   loses a place for an answer; nothing is saved then
 * @throws Conflict frozen; changedMeanwhile for the texts that were shown, whichever were sent
 */
export async function saveTranslations(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveTranslationsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, locale, seen, texts: sent } = parse(saveTranslationsInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const shown = new Set(seen?.map(([, id]) => id));
    const present = translationParts(content, locale);
    refuseStaleEdit(
      seen,
      present.filter(({ id }) => shown.has(String(id))),
    );
    const known = new Map(studyTexts(content).map((text) => [addressText(text), text]));
    const issues: InputIssue[] = [];
    const texts: NewTranslation[] = [];
    for (const [index, { id, source, text: translation }] of sent.entries()) {
      const text = known.get(id);
      const path = `texts.${index}.text`;
      const places = translation === "" ? null : losesPlaces(source, translation);
      if (text?.text !== source) {
        issues.push({ path, key: "translationChanged", values: { id } });
      } else if (places) {
        issues.push({ path, key: "translationPlaces", values: { id, places } });
      } else texts.push({ ...text, translation });
    }
    if (issues.length > 0) throw new InvalidInput(issues);
    const detail = await writeTranslations({ t, tx }, content, locale, texts);
    await recordAudit({ t, tx }, actor, {
      verb: "save translations",
      subjectType: "study",
      subjectId: studyId,
      detail: { language: locale, ...detail },
    });
  });
}
