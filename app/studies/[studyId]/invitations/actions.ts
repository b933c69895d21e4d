"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { errorText } from "@/lib/i18n/translator";
import { CONTACT_COLUMNS } from "@/lib/studies/invitations/contact-columns";
import { importContacts } from "@/lib/studies/invitations/import-contacts";
import { noteBounce } from "@/lib/studies/invitations/note-bounce";
import { removeContact } from "@/lib/studies/invitations/remove-contact";
import { sendLetter } from "@/lib/studies/invitations/send-letter";
import { stopLetters } from "@/lib/studies/invitations/stop-letters";

function changed(
  studyId: string,
  work: (context: Parameters<Parameters<typeof runAction>[0]>[0]) => Promise<unknown>,
): Promise<FormState> {
  return runAction(async (context) => {
    await work(context);
    revalidatePath(`/studies/${studyId}/invitations`);
    return undefined;
  });
}

export async function add(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const sent = form.get("file");
    const isFile = sent instanceof File && sent.name !== "";
    const file = {
      name: isFile ? sent.name : "",
      bytes: isFile ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array(),
    };
    const values = formValues(form);
    const leaveOut = values.has("leaveOut");
    const names = CONTACT_COLUMNS.map((column) => [column, values.text(`columns.${column}`)]);
    const columns = Object.fromEntries(names.filter(([, name]) => name.trim() !== ""));
    const input = { studyId, file, leaveOut, columns };
    const { notes = [] } = await importContacts({ db, actor, input });
    revalidatePath(`/studies/${studyId}/invitations`);
    return { notes: notes.map(({ key, values: told }) => errorText(key, told)) };
  });
}

export async function send(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return changed(studyId, ({ actor, db }) => {
    const values = formValues(form);
    const kind = values.text("kind") === "reminder" ? "reminder" : "invitation";
    const input = { studyId, kind, subject: values.text("subject"), text: values.text("text") };
    return sendLetter({ db, actor, input: { ...input, kind } });
  });
}

export async function stop(studyId: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) => stopLetters({ db, actor, input: { studyId } }));
}

export async function bounced(
  studyId: string,
  contactId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    noteBounce({
      db,
      actor,
      input: { studyId, contactId, note: formValues(form).text(`note-${contactId}`) },
    }),
  );
}

export async function remove(studyId: string, contactId: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    removeContact({ db, actor, input: { studyId, contactId } }),
  );
}
