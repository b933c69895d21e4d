"use server";

import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { TEMPLATES } from "@/lib/studies/lifecycle/schema";
import { sentList } from "../sent-list";

export async function makeStudy(_: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const input = { name: values.text("name"), from: await startOf(form, values.text("from")) };
    const { studyId } = await createStudy({ db, actor, input });
    return `/studies/${studyId}/items`;
  });
}

async function startOf(form: FormData, from: string) {
  const template = TEMPLATES.find((name) => from === (name === TEMPLATES[0] ? "template" : name));
  if (template) return { kind: "template", template } as const;
  if (from !== "list") return { kind: "blank" } as const;
  return { kind: "list", ...(await sentList(form, formValues(form), "list")) } as const;
}
