"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { type FormValues, formValues } from "@/app/_http/form-values";
import { removeQuestion } from "@/lib/studies/questionnaire/remove-question";
import { saveQuestion } from "@/lib/studies/questionnaire/save-question";
import { saveShowWhen } from "@/lib/studies/questionnaire/save-show-when";
import { questionOf, showWhenOf } from "./sent-question";

/** Saves a question; a new one, or one under a new name, goes on at its own address. */
export async function save(
  studyId: string,
  screen: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const key = await saveQuestion({
      db,
      actor,
      input: {
        studyId,
        seen: screen === null ? undefined : values.text("seen"),
        screen,
        key: values.text("key").trim(),
        place: placeOf(values),
        question: questionOf(values),
        showWhen: showWhenOf(values),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return key === screen ? undefined : `/studies/${studyId}/questionnaire/${key}`;
  });
}

function placeOf(values: FormValues) {
  const place = values.text("place");
  return place === "first" || place === "last" ? place : "before-tasks";
}

export async function saveCondition(
  studyId: string,
  screen: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const input = { studyId, seen: values.text("seen"), screen, showWhen: showWhenOf(values) };
    await saveShowWhen({ db, actor, input });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function remove(studyId: string, screen: string, seen: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await removeQuestion({ db, actor, input: { studyId, seen, screen } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return `/studies/${studyId}/questionnaire`;
  });
}
