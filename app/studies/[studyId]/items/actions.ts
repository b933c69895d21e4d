"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import type { SuspectPair } from "@/db/schema/study-content";
import { importItems } from "@/lib/studies/items/import-items";
import { renameList } from "@/lib/studies/items/rename-list";
import { saveItems } from "@/lib/studies/items/save-items";
import { saveSuspectPairs } from "@/lib/studies/pairs/save-suspect-pairs";
import { sentList } from "../../sent-list";

export async function save(
  studyId: string,
  list: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const items = formValues(form)
      .rows("items")
      .map((row) => ({
        number: row.text("number") === "" ? null : row.number("number"),
        label: row.text("label"),
        definition: row.text("definition"),
      }));
    const seen = formValues(form).text("seen");
    await saveItems({ db, actor, input: { studyId, list, seen, items } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function savePairs(
  studyId: string,
  list: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const item = (text: string) => (text === "" ? null : Number(text));
    const pairs = formValues(form)
      .rows("pairs")
      .map((row) => ({
        one: item(row.text("one")),
        other: item(row.text("other")),
        decision: row.text("decision") as SuspectPair["decision"] | "",
        reason: row.text("reason"),
      }));
    const seen = formValues(form).text("seen");
    await saveSuspectPairs({ db, actor, input: { studyId, list, seen, pairs } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function rename(
  studyId: string,
  list: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const name = formValues(form).text("name").trim();
    await renameList({ db, actor, input: { studyId, list, name } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return `/studies/${studyId}/items?list=${encodeURIComponent(name)}`;
  });
}

export async function importList(
  studyId: string,
  list: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const sent = await sentList(form, formValues(form), "text");
    const mode = formValues(form).text("mode") === "replace" ? "replace" : "append";
    // A new list comes with its name, an existing one is the page's.
    const name = form.has("list") ? formValues(form).text("list") : list;
    const seen = form.has("seen") ? formValues(form).text("seen") : undefined;
    await importItems({ db, actor, input: { studyId, list: name, seen, ...sent, mode } });
    revalidatePath(`/studies/${studyId}`, "layout");
    // The form of a new list has done its part: what was made is what comes next.
    if (!form.has("list") || name === null) return undefined;
    return `/studies/${studyId}/items?list=${encodeURIComponent(name.trim())}`;
  });
}
