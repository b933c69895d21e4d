"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { nudgeJobs } from "@/lib/jobs/run-jobs";
import { cancelJob } from "@/lib/studies/design/cancel-job";
import { requestDesign } from "@/lib/studies/design/request-design";
import { saveDesignSettings } from "@/lib/studies/design/save-design-settings";

/** Saves the settings, and unless only that was asked for, has the design generated from them. */
export async function saveAndGenerate(
  studyId: string,
  exercise: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    await saveDesignSettings({
      db,
      actor,
      input: {
        studyId,
        exercise,
        seen: values.text("seen"),
        itemsPerTask: values.number("itemsPerTask"),
        taskCount: values.number("taskCount"),
        versionCount: values.number("versionCount"),
        seed: values.number("seed"),
        prohibitedPairs: values
          .rows("prohibitedPairs")
          .map((row): [number, number] => [row.number("one"), row.number("other")]),
      },
    });
    if (!values.has("only", "save")) {
      await requestDesign({ db, actor, input: { studyId, exercise } });
      nudgeJobs();
    }
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function cancel(studyId: string, jobId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await cancelJob({ db, actor, input: { studyId, jobId } });
    nudgeJobs();
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}
