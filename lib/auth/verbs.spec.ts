import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { Forbidden, NotFound } from "@/lib/errors";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { organisationWithMembers } from "@/lib/studies/testing";
import type { Actor } from "./actor";

type Verb = (request: { db: Database; actor: Actor; input: unknown }) => Promise<unknown>;

const LIB = path.resolve(import.meta.dirname, "..");

/** A well-formed input of every verb about a study, beside the study's id: only the actor is wrong. */
const INPUTS: Record<string, Record<string, unknown>> = {
  addSource: { kind: "test", name: "Mine" },
  changeSource: { sourceId: "a source", kind: "open", name: "Mine", settings: { hosts: [] } },
  clearTests: {},
  closeSource: { sourceId: "a source" },
  listSources: {},
  reopenSource: { sourceId: "a source" },
  saveFieldwork: {
    opens: "",
    closes: "",
    timeZone: "UTC",
    graceMinutes: 0,
    softLaunchCompletes: null,
    expiryMinutes: 60,
  },
  tryExits: { sourceId: "a source", panelId: "somebody" },
  setSourceKey: { sourceId: "a source", parameter: "sig" },
  beginRevision: {},
  exportTranslations: { locale: "ar", format: "csv" },
  importTranslations: { locale: "ar", name: "ar.csv", bytes: new TextEncoder().encode("id,en,ar") },
  saveLanguages: { default: "en", offered: ["ar"] },
  saveTranslations: { locale: "ar", texts: [] },
  cancelJob: { jobId: "a job" },
  cancelRun: { runId: "a run" },
  deleteRun: { runId: "a run" },
  listRuns: {},
  readIndividualUtilities: { runId: "a run" },
  requestCauses: {},
  requestModel: {},
  simulateOffer: {},
  readRun: { runId: "a run" },
  requestRun: { method: "counts" },
  exportStudy: { files: ["answers.csv"] },
  downloadStudyFile: { file: "answers.csv" },
  closeReportToViewer: { userId: "somebody" },
  closeStudy: {},
  deleteDraft: {},
  discardRevision: {},
  exportInvitationLinks: {},
  importContacts: { file: { name: "people.csv", bytes: Buffer.from("email\na@example.org\n") } },
  importItems: { text: "One\nTwo", mode: "append" },
  launchStudy: {},
  saveSuspectPairs: { pairs: [] },
  listRevisions: {},
  listContacts: {},
  listQuotas: {},
  listViewers: {},
  noteBounce: { contactId: "somebody", note: "came back" },
  removeContact: { contactId: "somebody" },
  sendLetter: { kind: "invitation", subject: "Hello", text: "{{link}}" },
  stopLetters: {},
  openReportToViewer: { userId: "somebody" },
  pauseStudy: {},
  publishRevision: { note: "A typing error" },
  readCohortReport: {},
  renameList: { list: "Tasks", name: "Jobs" },
  readProgress: {},
  readProgressTag: {},
  readJob: { kind: "generate-design" },
  readStudy: { purpose: "edit studies" },
  renameStudy: { name: "Mine now" },
  requestDesign: {},
  resumeStudy: {},
  removeQuestion: { screen: "region" },
  saveQuestion: {
    screen: null,
    key: "",
    place: "last",
    question: { type: "text", text: "Why?", hint: "", required: false, maxLength: 80 },
    showWhen: null,
  },
  saveShowWhen: { screen: "choices", showWhen: null },
  saveCohortRules: { rules: [] },
  saveCohorts: { cohorts: [], screener: null },
  saveDesignSettings: {
    itemsPerTask: 4,
    taskCount: 13,
    versionCount: 10,
    seed: 1,
    prohibitedPairs: [],
  },
  saveItems: { items: [] },
  saveExercises: { exercises: [], anchors: [] },
  saveQualityRules: {
    straightLining: 0.8,
    speeding: 0.5,
    fit: { randomCaught: 0.8 },
    gibberish: true,
    duplicates: true,
    looks: [50],
  },
  saveQuotas: { quotas: [] },
  saveQuestionnaire: {
    texts: {
      welcomeTitle: "",
      welcomeText: "",
      choiceQuestion: "",
      bestLabel: "",
      worstLabel: "",
      thanksText: "",
      screenedOutText: "",
    },
    allocations: [],
    order: [],
  },
};

/** Verbs about no study of somebody else's, and what keeps them. */
const OTHERS: Record<string, string> = {
  createStudy: "makes a study of the actor's own organisation",
  importStudy: "makes a study of the actor's own organisation",
  listStudies: "lists the actor's own organisation",
  addMember: "adds to the actor's own organisation",
  listAuditEntries: "lists the actor's own organisation",
  listMembers: "lists the actor's own organisation",
  changeMember: "reaches members of the actor's own organisation only",
  endSessions: "ends the actor's own sessions",
  endSession: "ends a session of the actor's own",
  listSessions: "lists the actor's own sessions",
  changePassword: "changes the actor's own password",
  makePasswordLink: "reaches members of the actor's own organisation only",
};

/** Every exported function of the verb rooms that takes an actor, by its file. */
function verbFiles(): { name: string; file: string }[] {
  return ["accounts", "studies", "reports", "analysis/runs"].flatMap((room) =>
    fs
      .readdirSync(path.join(LIB, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.(spec|bench)\.ts$|\btesting\.ts$/.test(file))
      .flatMap((file) => {
        const source = fs.readFileSync(path.join(LIB, room, file), "utf8");
        const name = path
          .basename(file, ".ts")
          .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        const head = new RegExp(`export async function ${name}\\(([^)]*)\\)`).exec(source)?.[1];
        const isVerb = head && /\bactor\b/.test(head) && !/source: \{|move:/.test(head);
        return isVerb ? [{ name, file: path.join(LIB, room, file) }] : [];
      }),
  );
}

describeOnBothDatabases("every verb about a study", (db) => {
  it("is known here: a new one says what it takes, or why it needs no study", () => {
    const unknown = verbFiles().filter(({ name }) => !(name in INPUTS) && !(name in OTHERS));
    expect(unknown.map(({ name }) => name)).toEqual([]);
    expect(verbFiles().length).toBeGreaterThan(15);
  });

  it("finds nothing for another organisation, nothing for a viewer it was not opened to", async () => {
    const own = await organisationWithMembers(db());
    const other = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor: own.researcher,
      input: { name: "Ours", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const everything = async () => {
      const { t, read } = db();
      const tables = [
        t.study,
        t.revision,
        t.wording,
        t.cohort,
        t.screen,
        t.job,
        t.source,
        t.studyViewer,
        t.analysisRun,
      ];
      return JSON.stringify(await Promise.all(tables.map((table) => read.select().from(table))));
    };
    const before = await everything();
    for (const { name, file } of verbFiles()) {
      if (!(name in INPUTS)) continue;
      const module: Record<string, Verb> = await import(pathToFileURL(file).href);
      for (const [who, actor] of [
        ["another organisation's admin", other.admin],
        ["another organisation's researcher", other.researcher],
        ["a viewer", own.viewer],
      ] as const) {
        const error = await module[name]({
          db: db(),
          actor,
          input: { studyId, ...INPUTS[name] },
        }).catch((caught: unknown) => caught);
        expect(
          error instanceof NotFound || error instanceof Forbidden,
          `${name} for ${who}: ${error}`,
        ).toBe(true);
        if (actor !== own.viewer) expect(error, `${name} for ${who}`).toBeInstanceOf(NotFound);
      }
    }
    expect(await everything()).toBe(before);
  });
});
