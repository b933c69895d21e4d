import { setTimeout as pause } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { readJob } from "@/lib/studies/design/read-job";
import { requestDesign } from "@/lib/studies/design/request-design";
import { saveDesignSettings } from "@/lib/studies/design/save-design-settings";
import { importContacts } from "@/lib/studies/invitations/import-contacts";
import { sendLetter } from "@/lib/studies/invitations/send-letter";
import { stopLetters } from "@/lib/studies/invitations/stop-letters";
import { importItems } from "@/lib/studies/items/import-items";
import { exportTranslations } from "@/lib/studies/languages/export-translations";
import { importTranslations } from "@/lib/studies/languages/import-translations";
import { saveLanguages } from "@/lib/studies/languages/save-languages";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { listQuotas } from "@/lib/studies/quotas/list-quotas";
import { saveQuotas } from "@/lib/studies/quotas/save-quotas";
import { beginRevision } from "@/lib/studies/revisions/begin-revision";
import { publishRevision } from "@/lib/studies/revisions/publish-revision";
import type { LiveStudy } from "../studies";

const CONTACTS = 10_000;
const TABS = 4;

/** One heavy thing that a request can ask for. */
export interface Workload {
  readonly name: string;
  /** True when it is to meet a server that has just been started. */
  readonly isFirst?: boolean;
  /** True when the verb runs in the process that measures, free of HTTP. */
  readonly isHere?: boolean;
  before?(): Promise<unknown>;
  run(): Promise<unknown>;
}

/** All of them, in an order in which each finds what it needs. */
export async function workloads({
  db,
  actor,
  small,
  large,
  get,
}: {
  db: Database;
  actor: Actor;
  small: LiveStudy;
  large: LiveStudy;
  get: (address: string) => Promise<void>;
}): Promise<Workload[]> {
  const ask = { db, actor };
  const empty = await createStudy({ ...ask, input: { name: "Empty", from: { kind: "blank" } } });
  // A page that nobody has seen since the start is loaded once; that wait is told by itself.
  const loaded = (address: string) => get(`/studies/${empty.studyId}${address}`);
  const tabs = (address: string) => () =>
    Promise.all(Array.from({ length: TABS }, () => get(address)));
  const ofStudy = ({ studyId }: LiveStudy, size: string): Workload[] => {
    const base = `/studies/${studyId}`;
    const page = (name: string, address: string, more: Partial<Workload> = {}): Workload => ({
      name: `${name}, ${size}`,
      run: () => get(base + address),
      ...more,
    });
    const answered = () => anAnswer(db, studyId);
    return [
      page("progress, first of the process", "/progress", {
        isFirst: true,
        before: () => loaded("/progress"),
      }),
      page(`progress, first, ${TABS} tabs`, "/progress", {
        isFirst: true,
        before: () => loaded("/progress"),
        run: tabs(`${base}/progress`),
      }),
      page("progress, nothing new", "/progress"),
      page("progress, after an answer", "/progress", { before: answered }),
      page(`progress, after an answer, ${TABS} tabs`, "/progress", {
        before: answered,
        run: tabs(`${base}/progress`),
      }),
      page(`progress, is there news, ${TABS} tabs`, "/progress/pulse", {
        run: tabs(`${base}/progress/pulse`),
      }),
      page("progress, flags.csv", "/progress/flags"),
      page("report, first of the process", "/report", {
        isFirst: true,
        before: () => Promise.all([loaded("/report"), answered()]),
      }),
      page("report, after an answer", "/report", { before: answered }),
      page("report, kept", "/report"),
      page("report without the flagged, first of the process", "/report?flagged=without", {
        isFirst: true,
        before: () => Promise.all([loaded("/report"), answered()]),
      }),
      page("report, charts as SVG", "/report/download/capability-gaps.svg"),
      page("report, charts as PNG", "/report/download/capability-gaps.png"),
      page("report, report.csv", "/report/download/report.csv"),
      ...["items", "design", "answers", "answers-long", "respondents"].map((file) =>
        page(`export, ${file}.csv`, `/report/download/${file}.csv`),
      ),
      page("overview", ""),
      page("quotas", "/quotas"),
      page("cohorts", "/cohorts"),
      page("items", "/items"),
      page("questionnaire", "/questionnaire"),
      page("design", "/design"),
      page("sources", "/sources"),
      page("data", "/data"),
    ];
  };
  const things: Workload[] = [
    { name: "nothing", run: () => pause(1_500) },
    {
      name: "the first page of the process",
      isFirst: true,
      run: () => loaded("/progress"),
    },
    { name: "studies", run: () => get("/studies") },
    ...ofStudy(small, "1,905"),
    ...ofStudy(large, "9,525"),
  ];

  // Verbs, free of HTTP.
  const { studyId } = large;
  let draft = "";
  const here = (name: string, run: Workload["run"], before?: Workload["before"]): Workload => ({
    name,
    isHere: true,
    run,
    before,
  });
  let contacts = { name: "people.csv", bytes: new Uint8Array() };
  const newContacts = () => ({
    name: "people.csv",
    bytes: new TextEncoder().encode(
      `email,name,team\n${Array.from({ length: CONTACTS }, (_, index) => `person-${index}-${Date.now()}@example.org,Person ${index},Team ${index % 7}`).join("\n")}\n`,
    ),
  });
  const newDraft = async (items: number) => {
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    draft = (await createStudy({ ...ask, input: { name: "Draft", from } })).studyId;
    const text = itemList(items);
    await importItems({ ...ask, input: { studyId: draft, text, mode: "replace" } });
  };
  const designed = async () => {
    await requestDesign({ ...ask, input: { studyId: draft } });
    for (;;) {
      const job = await readJob({ ...ask, input: { studyId: draft, kind: "generate-design" } });
      if (job?.state === "done") return;
      if (job?.state === "failed") throw new Error(job.failure ?? "The design failed.");
      await pause(100);
    }
  };
  things.push(
    here(
      `contacts, import of ${CONTACTS}`,
      () => importContacts({ ...ask, input: { studyId: small.studyId, file: contacts } }),
      async () => {
        contacts = newContacts();
        await forgetContacts(db, small.studyId);
      },
    ),
    { name: "contacts, the page", run: () => get(`/studies/${small.studyId}/invitations`) },
    {
      name: "contacts, links.csv",
      run: () => get(`/studies/${small.studyId}/invitations/links.csv`),
    },
    here(
      `contacts, letters to ${CONTACTS}`,
      () =>
        sendLetter({
          ...ask,
          input: { studyId: small.studyId, kind: "invitation", subject: "Hello", text: "{{link}}" },
        }),
      () => {
        // The server knows of no mail and sends none; the verb only asks whether there is any.
        process.env.SMTP_URL = "smtp://localhost:1";
        process.env.MAIL_FROM = "waits@example.org";
        return forgetLetters(db);
      },
    ),
    {
      name: "contacts, the page with letters waiting",
      run: () => get(`/studies/${small.studyId}/invitations`),
    },
    here(
      "contacts, letters taken back",
      () => stopLetters({ ...ask, input: { studyId: small.studyId } }),
      () => queueLetters(db),
    ),
    here("quotas, one more counted, 9,525", async () => {
      const { quotas } = await listQuotas({ ...ask, input: { studyId } });
      const kept = quotas.map(({ id, name, size, conditions }) => ({ id, name, size, conditions }));
      const conditions = { cohortIds: [], answers: [] };
      const more = { id: null, name: `Everybody ${quotas.length}`, size: 100_000, conditions };
      await saveQuotas({ ...ask, input: { studyId, quotas: [...kept, more] } });
    }),
    here(
      "items, import of 200",
      () =>
        importItems({ ...ask, input: { studyId: draft, text: itemList(200), mode: "replace" } }),
      () => newDraft(40),
    ),
    { name: "items, the page of 200", run: () => get(`/studies/${draft}/items`) },
    {
      name: "design, 300 versions of 40 items, 18 tasks of 5",
      before: async () => {
        await newDraft(40);
        const size = { itemsPerTask: 5, taskCount: 18, versionCount: 300, prohibitedPairs: [] };
        await saveDesignSettings({ ...ask, input: { studyId: draft, seed: 1, ...size } });
      },
      run: designed,
    },
    { name: "design, the page of 300 versions of 40", run: () => get(`/studies/${draft}/design`) },
    { name: "overview, launch gate of 40 items", run: () => get(`/studies/${draft}`) },
    here(
      "translations, XLIFF import, 200 items",
      async () => {
        const bytes = new TextEncoder().encode(await translated(ask, draft));
        const input = { studyId: draft, locale: "de" as const, name: "de.xlf", bytes };
        await importTranslations({ ...ask, input });
      },
      async () => {
        await newDraft(200);
        await saveLanguages({ ...ask, input: { studyId: draft, default: "en", offered: ["de"] } });
      },
    ),
    { name: "translations, the page of 200 items", run: () => get(`/studies/${draft}/languages`) },
    {
      name: "translations, de.xlf of 200 items",
      run: () => get(`/studies/${draft}/languages/de.xlf`),
    },
    here(
      "launch, 300 versions of 40",
      () => launchStudy({ ...ask, input: { studyId: draft } }),
      async () => {
        await newDraft(40);
        const size = { itemsPerTask: 5, taskCount: 18, versionCount: 300, prohibitedPairs: [] };
        await saveDesignSettings({ ...ask, input: { studyId: draft, seed: 1, ...size } });
        await designed();
      },
    ),
    here(
      "revision begun, 300 versions of 40",
      () => beginRevision({ ...ask, input: { studyId: draft } }),
      () => publishIfBegun(ask, draft),
    ),
    here(
      "revision published, 300 versions of 40",
      () => publishRevision({ ...ask, input: { studyId: draft, note: "Bench" } }),
      () => changeRevision(ask, draft),
    ),
  );
  return things;
}

type Ask = { readonly db: Database; readonly actor: Actor };

const FIELDS = ["Risk", "Change", "Talent", "Vendor", "Scope", "Budget", "Quality", "Schedule"];
const TASKS = ["appraisal", "forecasting", "reporting", "leadership", "training", "control"];
const PLACES = ["abroad", "onsite", "in agile teams", "for clients", "under regulation"];

function itemList(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const words = [FIELDS[index % 8], TASKS[(index >> 3) % 6], PLACES[(index >> 2) % 5]];
    return `${words.join(" ")} ${index},What ${words[0]} ${index} is about`;
  }).join("\n");
}

/** Moves one respondent on, as a save does. */
async function anAnswer({ t, read, write }: Database, studyId: string): Promise<void> {
  const { respondent } = t;
  const [last] = await read
    .select({ id: respondent.id, lastSavedAt: respondent.lastSavedAt })
    .from(respondent)
    .where(eq(respondent.studyId, studyId))
    .orderBy(desc(respondent.lastSavedAt))
    .limit(1);
  const lastSavedAt = last.lastSavedAt + 1;
  await write((tx) => tx.update(respondent).set({ lastSavedAt }).where(eq(respondent.id, last.id)));
}

async function forgetContacts(db: Database, studyId: string): Promise<void> {
  await forgetLetters(db);
  await db.write((tx) => tx.delete(db.t.contact).where(eq(db.t.contact.studyId, studyId)));
}

async function forgetLetters({ t, write }: Database): Promise<void> {
  await write((tx) => tx.delete(t.mail));
}

async function queueLetters({ t, write }: Database): Promise<void> {
  await write((tx) => tx.update(t.mail).set({ state: "queued" }));
}

/** The texts for a translator, each sent back as its own translation. */
async function translated(ask: Ask, studyId: string): Promise<string> {
  const text = await exportTranslations({
    ...ask,
    input: { studyId, locale: "de", format: "xlf" },
  });
  return text.replaceAll(
    /<source>([^<]*)<\/source>\s*(<target[^>]*\/>|<target[^>]*><\/target>)?/g,
    "<source>$1</source><target>$1</target>",
  );
}

async function changeRevision(ask: Ask, studyId: string): Promise<void> {
  const { db } = ask;
  const { t } = db;
  const begun = await newest(db, studyId);
  if (begun.frozenAt !== null) await beginRevision({ ...ask, input: { studyId } });
  const { id, texts } = await newest(db, studyId);
  const changed = { ...texts, welcomeText: `${texts.welcomeText} ${Date.now()}` };
  await db.write((tx) =>
    tx.update(t.revision).set({ texts: changed }).where(eq(t.revision.id, id)),
  );
}

async function publishIfBegun(ask: Ask, studyId: string): Promise<void> {
  if ((await newest(ask.db, studyId)).frozenAt !== null) return;
  await changeRevision(ask, studyId);
  await publishRevision({ ...ask, input: { studyId, note: "Bench" } });
}

async function newest({ t, read }: Database, studyId: string) {
  const [revision] = await read
    .select()
    .from(t.revision)
    .where(eq(t.revision.studyId, studyId))
    .orderBy(desc(t.revision.number))
    .limit(1);
  return revision;
}
