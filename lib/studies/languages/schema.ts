import { z } from "zod";
import { editSnapshotInput, id, language, screenText } from "../draft/schema";
import { TRANSLATIONS_BYTES } from "../draft/upload-limits";

export const saveLanguagesInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** The one the study's own texts are written in. */
  default: language,
  /** All it is offered in; the default one is always among them. */
  offered: z.array(language).max(50),
});

export const saveTranslationsInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  locale: language,
  texts: z
    .array(
      z.strictObject({
        /** The address, as lib/translations writes it. */
        id: z.string().min(1).max(300),
        /** What was translated, so that a text changed meanwhile is not taken for it. */
        source: screenText,
        /** Empty for none; as long as the longest text of a screen. */
        text: screenText,
      }),
    )
    .max(5_000),
});

export const importTranslationsInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  locale: language,
  name: z.string().min(1).max(255),
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.byteLength > 0, { params: { key: "translationsMissing" } })
    .refine((bytes) => bytes.byteLength <= TRANSLATIONS_BYTES, {
      params: { key: "fileLarge", values: { megabytes: TRANSLATIONS_BYTES / 1_000_000 } },
    }),
});

export const exportTranslationsInput = z.strictObject({
  studyId: id,
  locale: language,
  format: z.enum(["csv", "xlf"]),
});
