import { setTimeout as pause } from "node:timers/promises";
import { asc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { mainExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import { addMember } from "@/lib/accounts/members/add-member";
import { actingForOrganisation } from "@/lib/accounts/organisations";
import { setPasswordByLink } from "@/lib/accounts/passwords/set-password-by-link";
import { causesMethod } from "@/lib/analysis/methods/causes";
import { listRuns } from "@/lib/analysis/runs/list-runs";
import { readRun } from "@/lib/analysis/runs/read-run";
import { RUN_ENGINE } from "@/lib/analysis/runs/run-key";
import type { RunSummary } from "@/lib/analysis/runs/run-state";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput } from "@/lib/errors";
import { startJobs } from "@/lib/jobs/run-jobs";
import { requestCauses } from "@/lib/reports/report/causes/request-causes";
import { readJob } from "@/lib/studies/design/read-job";
import { requestDesign } from "@/lib/studies/design/request-design";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { listViewers } from "@/lib/studies/sharing/list-viewers";
import { openReportToViewer } from "@/lib/studies/sharing/open-report-to-viewer";
import { simulatedFieldwork } from "./simulated-fieldwork";
import TOLD from "./told-causes.json" with { type: "json" };
import { FIELDWORK_DAYS, FIELDWORK_START, SEED } from "./truth";

const ORGANISATION = "Demo organisation";

/** For trying out only: anybody who has read this file can sign in to a demo. */
export const DEMO_PASSWORD = "tradeoff-demo";
export const DEMO_ACCOUNTS = [
  { email: "demo@tradeoff.example", name: "Demo admin", role: "admin" },
  { email: "researcher@tradeoff.example", name: "Demo researcher", role: "researcher" },
  { email: "viewer@tradeoff.example", name: "Demo viewer", role: "viewer" },
] as const;

const FINISHED = {
  slug: "pmo-capabilities-results",
  name: "PMO capabilities: a finished study",
  origin: "synthetic",
} as const;
const OPEN = {
  slug: "pmo-capabilities",
  name: "PMO capabilities: open for answering",
  origin: "fielded",
} as const;

const DAY = 86_400_000;

/**
 * Fills the database with the demo: an organisation, an account of each role, a finished study of
 * synthetic respondents and a study open for answering. What is there already is left as it is, and
 * a demo that was interrupted is completed.
 */
export async function seedDemo(db: Database): Promise<{ reportStudyId: string; openSlug: string }> {
  const actor = await actingForOrganisation({ db, input: { name: ORGANISATION } });
  for (const account of DEMO_ACCOUNTS) await addAccount(db, actor, account);
  const finished = await launched(db, actor, FINISHED);
  if (finished.state === "live") await addFieldwork(db, actor, finished);
  await openToViewers(db, actor, finished.id);
  await tellCauses(db, actor, finished.id);
  await launched(db, actor, OPEN);
  return { reportStudyId: finished.id, openSlug: OPEN.slug };
}

async function addAccount(
  db: Database,
  actor: Actor,
  account: (typeof DEMO_ACCOUNTS)[number],
): Promise<void> {
  const { user } = db.t;
  const known = await db.read.select().from(user).where(eq(user.email, account.email));
  if (known.length > 0) return;
  const { invitation } = await addMember({ db, actor, input: account });
  const input = { token: invitation.token, password: DEMO_PASSWORD };
  await setPasswordByLink({ db, input });
}

type StudyRow = Tables["study"]["$inferSelect"];

/** The study of this slug, made from the template and launched as far as it is not yet. */
async function launched(
  db: Database,
  actor: Actor,
  wanted: typeof FINISHED | typeof OPEN,
): Promise<StudyRow> {
  let study = await studyBySlug(db, wanted.slug);
  if (!study) {
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    await createStudy({ db, actor, input: { ...wanted, from } });
    study = await studyBySlug(db, wanted.slug);
  }
  if (study?.organisationId !== actor.organisationId) {
    throw new InvalidInput([{ path: wanted.slug, key: "slugTaken" }]);
  }
  if (study.state !== "draft") return study;
  const input = { studyId: study.id };
  await makeDesign(db, actor, study.id);
  await launchStudy({ db, actor, input });
  return { ...study, state: "live" };
}

async function studyBySlug(db: Database, slug: string): Promise<StudyRow | undefined> {
  const { study } = db.t;
  const [found] = await db.read.select().from(study).where(eq(study.slug, slug));
  return found;
}

/** Asks for the draft's design and sees the job through, as no server is running yet. */
async function makeDesign(db: Database, actor: Actor, studyId: string): Promise<void> {
  const kind = "generate-design";
  const known = await readJob({ db, actor, input: { studyId, kind } });
  if (known?.state === "done") return;
  if (known?.state !== "queued" && known?.state !== "running") {
    await requestDesign({ db, actor, input: { studyId } });
  }
  await seenThrough(db, "design", () => readJob({ db, actor, input: { studyId, kind } }));
}

/** Has the causes computed, so that a stranger's first look at the report finds them told. */
async function tellCauses(db: Database, actor: Actor, studyId: string): Promise<void> {
  const runs = await listRuns({ db, actor, input: { studyId } });
  const isTold = ({ method, engine, state, stale }: RunSummary) =>
    method === causesMethod.name && engine === RUN_ENGINE && state === "done" && !stale;
  if (runs.some(isTold)) return;
  const runId = await requestCauses({ db, actor, input: { studyId } });
  const { analysisRun, job } = db.t;
  const [run] = await db.read
    .select({ key: analysisRun.key, jobId: analysisRun.jobId })
    .from(analysisRun)
    .where(eq(analysisRun.id, runId));
  const { jobId } = run;
  if (run.key !== TOLD.key || jobId === null) {
    await seenThrough(db, "table of causes", () =>
      readRun({ db, actor, input: { studyId, runId } }),
    );
    return;
  }
  // The same question about the same answers was computed before: its figures are kept with the demo.
  await db.write(async (tx) => {
    const told = { result: TOLD.result, jobId: null, finishedAt: Date.now() };
    await tx.update(analysisRun).set(told).where(eq(analysisRun.id, runId));
    await tx.delete(job).where(eq(job.id, jobId));
  });
}

/** Runs the jobs until one is done, as no server is running yet. */
async function seenThrough(
  db: Database,
  what: string,
  read: () => Promise<{ readonly state: string; readonly failure: string | null } | null>,
): Promise<void> {
  const runner = startJobs(db);
  try {
    for (;;) {
      const job = await read();
      if (job?.state === "done") return;
      if (job?.state === "failed" || job?.state === "cancelled") {
        throw new Error(`The demo's ${what} was not made: ${job.failure ?? job.state}`);
      }
      await pause(20);
    }
  } finally {
    await runner.stop();
  }
}

/** Adds the simulated respondents and closes the study, in one transaction. */
async function addFieldwork(db: Database, actor: Actor, study: StudyRow): Promise<void> {
  const { t, read } = db;
  const revision = await newestRevision({ t, queries: read }, study.id);
  if (!revision) throw new Error(`The study ${study.slug} has no revision.`);
  const content = await revisionContent({ t, queries: read }, revision);
  const design = mainExercise(content)?.design;
  if (!design) throw new Error(`The study ${study.slug} has no design.`);
  const versions = await read
    .select()
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, design.id))
    .orderBy(asc(t.designVersion.number));
  const sourceId = uuid();
  const rows = simulatedFieldwork({ studyId: study.id, sourceId, content, design, versions });
  await db.write(async (tx) => {
    await tx.insert(t.source).values({
      id: sourceId,
      studyId: study.id,
      kind: "simulated",
      name: "Simulated respondents",
      settings: { seed: SEED },
      createdAt: FIELDWORK_START,
    });
    await insertRows(tx, t.respondent, rows.respondents);
    await insertRows(tx, t.givenVersion, rows.givenVersions);
    await insertRows(tx, t.questionAnswer, rows.questionAnswers);
    await insertRows(tx, t.answer, rows.answers);
    await insertRows(tx, t.checkAnswer, rows.checkAnswers);
    await insertRows(tx, t.allocation, rows.allocations);
    await insertRows(tx, t.versionFill, rows.versionFills);
    await tx
      .update(t.study)
      .set({
        state: "closed",
        nextRespondentNumber: rows.respondents.length + 1,
        launchedAt: FIELDWORK_START,
        closedAt: FIELDWORK_START + FIELDWORK_DAYS * DAY,
      })
      .where(eq(t.study.id, study.id));
    // The plan was frozen before its first answer here too.
    await tx
      .update(t.revision)
      .set({ frozenAt: FIELDWORK_START })
      .where(eq(t.revision.studyId, study.id));
    await recordAudit({ t, tx }, actor, {
      verb: "add simulated respondents",
      subjectType: "study",
      subjectId: study.id,
      detail: { respondents: rows.respondents.length, seed: SEED },
    });
  });
}

async function openToViewers(db: Database, actor: Actor, studyId: string): Promise<void> {
  for (const { userId, isOpen } of await listViewers({ db, actor, input: { studyId } })) {
    if (!isOpen) await openReportToViewer({ db, actor, input: { studyId, userId } });
  }
}
