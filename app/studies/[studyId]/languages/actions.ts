"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { LANGUAGES, type Language } from "@/lib/i18n/languages";
import { importTranslations } from "@/lib/studies/languages/import-translations";
import { saveLanguages } from "@/lib/studies/languages/save-languages";
import { saveTranslations } from "@/lib/studies/languages/save-translations";

export async function saveOffered(
  studyId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const offered = (Object.keys(LANGUAGES) as Language[]).filter((language) =>
      values.has(`offered.${language}`),
    );
    // The verb says what a language is.
    const own = values.text("default") as Language;
    const seen = values.text("seen");
    await saveLanguages({ db, actor, input: { studyId, seen, default: own, offered } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function saveTexts(
  studyId: string,
  locale: Language,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const texts = values
      .rows("texts")
      // A field that was left empty beside an outdated translation takes nothing away.
      .filter((row) => row.text("text").trim() !== "" || !row.has("outdated"))
      .map((row) => ({ id: row.text("id"), source: row.text("source"), text: row.text("text") }));
    await saveTranslations({
      db,
      actor,
      input: { studyId, locale, seen: values.text("seen"), texts },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function upload(
  studyId: string,
  locale: Language,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const sent = form.get("bytes");
    const isFile = sent instanceof File && sent.name !== "";
    const name = isFile ? sent.name : "-";
    const bytes = isFile ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array();
    const seen = formValues(form).text("seen");
    await importTranslations({ db, actor, input: { studyId, locale, seen, name, bytes } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}
