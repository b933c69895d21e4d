"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { type FormValues, formValues } from "@/app/_http/form-values";
import { RESPONSE_MODES } from "@/db/schema/study-content";
import { saveExercises } from "@/lib/studies/questionnaire/save-exercises";

export async function save(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    await saveExercises({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        exercises: values.rows("exercises").map(exerciseOf),
        anchors: values.rows("anchors").map((row) => ({
          key: row.text("key") || null,
          exercise: row.text("exercise"),
          text: row.text("text"),
          hint: row.text("hint"),
          yesLabel: row.text("yesLabel"),
          noLabel: row.text("noLabel"),
        })),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

function exerciseOf(row: FormValues) {
  const isDual = row.text("anchored") === "dual";
  const kind = row.text("kind");
  return {
    key: row.text("key") || null,
    title: row.text("title"),
    asking: RESPONSE_MODES.find((asking) => asking === row.text("asking")) ?? ("together" as const),
    anchor: isDual
      ? {
          question: row.text("anchor.question"),
          all: row.text("anchor.all"),
          some: row.text("anchor.some"),
          none: row.text("anchor.none"),
        }
      : null,
    // A mirror has neither.
    repeats: kind === "mirror" ? 0 : row.number("repeats"),
    holdouts: kind === "mirror" ? 0 : row.number("holdouts"),
    list: row.text("list") || null,
    texts:
      kind === "main"
        ? undefined
        : {
            choiceQuestion: row.text("texts.choiceQuestion"),
            bestLabel: row.text("texts.bestLabel"),
            worstLabel: row.text("texts.worstLabel"),
          },
    mirror:
      kind === "mirror"
        ? {
            of: row.text("mirror.of"),
            views: row
              .rows("mirror.views")
              .map((view) => ({
                cohortId: view.text("cohortId"),
                asCohortId: view.text("asCohortId"),
              }))
              .filter(({ asCohortId }) => asCohortId !== ""),
          }
        : undefined,
  };
}
