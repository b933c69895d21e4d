"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { closeStudy } from "@/lib/studies/lifecycle/close-study";
import { deleteDraft } from "@/lib/studies/lifecycle/delete-draft";
import { pauseStudy } from "@/lib/studies/lifecycle/pause-study";
import { renameStudy } from "@/lib/studies/lifecycle/rename-study";
import { resumeStudy } from "@/lib/studies/lifecycle/resume-study";
import { beginRevision } from "@/lib/studies/revisions/begin-revision";
import { discardRevision } from "@/lib/studies/revisions/discard-revision";
import { publishRevision } from "@/lib/studies/revisions/publish-revision";
import { closeReportToViewer } from "@/lib/studies/sharing/close-report-to-viewer";
import { openReportToViewer } from "@/lib/studies/sharing/open-report-to-viewer";

type Verb = (request: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}) => Promise<unknown>;

function changeState(verb: Verb, studyId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await verb({ db, actor, input: { studyId } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function launch(studyId: string): Promise<FormState> {
  return changeState(launchStudy, studyId);
}

export async function pause(studyId: string): Promise<FormState> {
  return changeState(pauseStudy, studyId);
}

export async function resume(studyId: string): Promise<FormState> {
  return changeState(resumeStudy, studyId);
}

export async function close(studyId: string): Promise<FormState> {
  return changeState(closeStudy, studyId);
}

export async function beginNextRevision(studyId: string): Promise<FormState> {
  return changeState(beginRevision, studyId);
}

export async function discard(studyId: string): Promise<FormState> {
  return changeState(discardRevision, studyId);
}

export async function publish(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const input = {
      studyId,
      seen: values.text("seen"),
      note: values.text("note"),
      meanings: values.rows("meanings").flatMap((row) => {
        const keeps = row.text("keeps");
        return keeps === "" ? [] : [{ subject: row.text("subject"), keeps: keeps === "yes" }];
      }),
    };
    await publishRevision({ db, actor, input });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function remove(studyId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await deleteDraft({ db, actor, input: { studyId } });
    return "/studies";
  });
}

export async function rename(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const input = { studyId, seen: values.text("seen"), name: values.text("name") };
    await renameStudy({ db, actor, input });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function openTo(studyId: string, userId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await openReportToViewer({ db, actor, input: { studyId, userId } });
    revalidatePath(`/studies/${studyId}`);
    return undefined;
  });
}

export async function closeTo(studyId: string, userId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await closeReportToViewer({ db, actor, input: { studyId, userId } });
    revalidatePath(`/studies/${studyId}`);
    return undefined;
  });
}
