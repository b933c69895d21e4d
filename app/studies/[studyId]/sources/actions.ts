"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { type FormValues, formValues } from "@/app/_http/form-values";
import { EXITS } from "@/lib/panels/exits";
import { clearTests } from "@/lib/studies/lifecycle/clear-tests";
import { addSource } from "@/lib/studies/sources/add-source";
import { changeSource } from "@/lib/studies/sources/change-source";
import { closeSource } from "@/lib/studies/sources/close-source";
import { reopenSource } from "@/lib/studies/sources/reopen-source";
import { saveFieldwork } from "@/lib/studies/sources/save-fieldwork";
import { setSourceKey } from "@/lib/studies/sources/set-source-key";

type Input<Verb extends (request: never) => unknown> = Parameters<Verb>[0] extends {
  input: infer I;
}
  ? I
  : never;

function changed(
  studyId: string,
  work: (context: Parameters<Parameters<typeof runAction>[0]>[0]) => Promise<unknown>,
): Promise<FormState> {
  return runAction(async (context) => {
    await work(context);
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function addTest(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    addSource({
      db,
      actor,
      input: { studyId, kind: "test", name: formValues(form).text("name") },
    }),
  );
}

export async function clear(studyId: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) => clearTests({ db, actor, input: { studyId } }));
}

export async function close(studyId: string, sourceId: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    closeSource({ db, actor, input: { studyId, sourceId } }),
  );
}

export async function reopen(studyId: string, sourceId: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    reopenSource({ db, actor, input: { studyId, sourceId } }),
  );
}

export async function saveHosts(
  studyId: string,
  sourceId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = formValues(form);
  return changed(studyId, ({ actor, db }) =>
    changeSource({
      db,
      actor,
      input: {
        ...{ studyId, sourceId, kind: "open", name: "Open link" },
        seen: values.text("seen"),
        settings: { hosts: hostsOf(values) },
      },
    }),
  );
}

export async function addPanel(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const input = { studyId, kind: "panel" as const, ...panelOf(form) };
    const { sourceId } = await addSource({ db, actor, input });
    revalidatePath(`/studies/${studyId}`, "layout");
    return `/studies/${studyId}/sources/${sourceId}`;
  });
}

export async function savePanel(
  studyId: string,
  sourceId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const seen = formValues(form).text("seen");
  return changed(studyId, ({ actor, db }) =>
    changeSource({
      db,
      actor,
      input: { studyId, sourceId, seen, kind: "panel", ...panelOf(form) },
    }),
  );
}

export async function makeKey(
  studyId: string,
  sourceId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  let made: string | null = null;
  const values = formValues(form);
  const state = await changed(studyId, async ({ actor, db }) => {
    const sent = { seen: values.text("seen"), parameter: values.text("parameter") };
    const input = { studyId, sourceId, ...sent };
    ({ secret: made } = await setSourceKey({ db, actor, input }));
  });
  return made === null ? state : { ...state, secret: made };
}

export async function dropKey(studyId: string, sourceId: string, seen: string): Promise<FormState> {
  return changed(studyId, ({ actor, db }) =>
    setSourceKey({ db, actor, input: { studyId, sourceId, seen, parameter: null } }),
  );
}

export async function saveDates(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  return changed(studyId, ({ actor, db }) =>
    saveFieldwork({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        opens: values.text("opens"),
        closes: values.text("closes"),
        timeZone: values.text("timeZone"),
        graceMinutes: values.number("graceMinutes"),
        softLaunchCompletes:
          values.text("softLaunchCompletes").trim() === ""
            ? null
            : values.number("softLaunchCompletes"),
        expiryMinutes: values.number("expiryMinutes"),
        startsPerAddress: values.number("startsPerAddress"),
        startsPerLink: values.number("startsPerLink"),
      },
    }),
  );
}

type PanelInput = Extract<Input<typeof addSource>, { kind: "panel" }>;

function panelOf(form: FormData): Pick<PanelInput, "name" | "settings"> {
  const values = formValues(form);
  const exits = EXITS.map(({ name }) => [name, values.text(`settings.exits.${name}`)]);
  return {
    name: values.text("name"),
    settings: {
      // The schema says which there are.
      preset: values.text("settings.preset") as PanelInput["settings"]["preset"],
      idParameter: values.text("settings.idParameter"),
      cohortId: values.text("settings.cohortId") || null,
      qualityExit: values.has("settings.qualityExit"),
      hosts: hostsOf(values),
      exits: Object.fromEntries(exits) as PanelInput["settings"]["exits"],
    },
  };
}

function hostsOf(values: FormValues): string[] {
  return values
    .text("settings.hosts")
    .split(/\s+/)
    .filter((host) => host !== "");
}
