"use client";

import { TextArea, TextField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";

/** What every question is asked with: its sentence, and a hint beneath it. */
export function QuestionWords({
  name,
  words: { text, hint },
  textHint,
}: {
  /** The path of the question in its form. */
  name: string;
  words: { readonly text: string; readonly hint: string };
  /** What can be written into the sentence besides words. */
  textHint?: string;
}) {
  const t = translator("studio");
  return (
    <>
      <TextArea
        name={`${name}.text`}
        isStudyWords
        label={t("questionText")}
        hint={textHint}
        defaultValue={text}
        maxLength={500}
        rows={2}
      />
      <TextField
        name={`${name}.hint`}
        isStudyWords
        label={t("questionHint")}
        defaultValue={hint}
        maxLength={500}
        autoComplete="off"
      />
    </>
  );
}
