"use server";

import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { ITEM_LIST_BYTES } from "@/lib/studies/draft/upload-limits";
import { createStudy } from "@/lib/studies/lifecycle/create-study";

export async function makeStudy(_: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const input = { name: values.text("name"), from: await startOf(form, values.text("from")) };
    const { studyId } = await createStudy({ db, actor, input });
    return `/studies/${studyId}/items`;
  });
}

async function startOf(form: FormData, from: string) {
  if (from === "template") return { kind: "template", template: "pmo-capabilities" } as const;
  if (from !== "list") return { kind: "blank" } as const;
  const file = form.get("file");
  const pasted = formValues(form).text("list");
  // The file is read into the text field where script runs; this is for where it does not.
  const isFile = file instanceof File && file.size > 0 && pasted.trim() === "";
  return {
    kind: "list",
    text: isFile ? await file.slice(0, ITEM_LIST_BYTES).text() : pasted,
  } as const;
}
