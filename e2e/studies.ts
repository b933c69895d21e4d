import { setTimeout as pause } from "node:timers/promises";
import { and, desc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { isAllocation } from "@/db/schema/screen-settings";
import type { Actor } from "@/lib/auth/actor";
import { EVERY_TYPE } from "@/lib/questionnaire/testing";
import { requestDesign } from "@/lib/studies/design/request-design";
import { saveDesignSettings } from "@/lib/studies/design/save-design-settings";
import { importItems } from "@/lib/studies/items/import-items";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { saveExercises } from "@/lib/studies/questionnaire/save-exercises";
import { addSource } from "@/lib/studies/sources/add-source";
import { contentOf } from "@/lib/studies/testing";
import type { Wishes } from "./respondent";

export interface LiveStudy {
  readonly studyId: string;
  readonly slug: string;
}

/** What somebody answers to the template's questions. */
export const TEMPLATE_WISHES: Wishes = {
  answers: {
    "Which of these describes your role best?": "I lead a PMO, or a part of one",
    "How many people work for your organization?": "250 to 999",
    "In which region do you work?": "Europe",
    "Who are the customers of your organization's PMO?": ["Project sponsors", "External clients"],
    "On which five tasks does generative AI have the greatest impact in your organization's project work?":
      [
        "Estimating effort and cost",
        "Preparing business cases",
        "Training and onboarding",
        "Matching people to work",
        "Drafting project plans and schedules",
      ],
  },
  points: { "Strategic alignment": 70, "Risk management": 30 },
  choose: (shown) => ({ best: shown[0], worst: shown[shown.length - 1] }),
};

/** As many tasks as a journey needs to have a middle; the template's own 13 say nothing more. */
export const TASKS = 5;

/**
 * A draft from the template, designed by the running server's jobs: what a researcher does in the
 * browser, without the browser.
 *
 * @param taskCount what a respondent is asked, of four items each
 */
export async function designedStudy(
  db: Database,
  actor: Actor,
  name = "Capabilities",
  taskCount = TASKS,
): Promise<LiveStudy> {
  const study = await createStudy({
    db,
    actor,
    input: { name, from: { kind: "template", template: "pmo-capabilities" } },
  });
  const { studyId } = study;
  const size = { itemsPerTask: 4, taskCount, versionCount: 12, seed: 1, prohibitedPairs: [] };
  // Without the repeated tasks of the template: what these tests say is said of the design's own.
  const plain = { key: "choices", title: "", asking: "together" as const, anchor: null };
  await saveExercises({ db, actor, input: { studyId, exercises: [plain], anchors: [] } });
  await saveDesignSettings({ db, actor, input: { studyId, exercise: "choices", ...size } });
  await requestDesign({ db, actor, input: { studyId } });
  await designed(db, study.studyId);
  return study;
}

/** Such a study, launched. */
export async function liveStudy(
  db: Database,
  actor: Actor,
  name?: string,
  taskCount?: number,
): Promise<LiveStudy> {
  const study = await designedStudy(db, actor, name, taskCount);
  await launchStudy({ db, actor, input: { studyId: study.studyId } });
  return study;
}

/**
 * A panel whose people return to a host of this machine, with an exit for each end.
 *
 * @returns the source's id
 */
export async function addPanel(
  db: Database,
  actor: Actor,
  { studyId }: Pick<LiveStudy, "studyId">,
  name = "Panel",
  host = "localhost:3999",
): Promise<string> {
  const exit = (status: string) => `http://${host}/end?status=${status}&id={{rid}}`;
  const { sourceId } = await addSource({
    db,
    actor,
    input: {
      ...{ studyId, kind: "panel", name },
      settings: {
        preset: "generic",
        idParameter: "rid",
        hosts: [host],
        exits: {
          complete: exit("complete"),
          screenedOut: exit("screened-out"),
          overQuota: exit("over-quota"),
          quality: exit("quality"),
          closed: exit("closed"),
        },
      },
    },
  });
  return sourceId;
}

/** Waits until the study's design job has ended well. */
async function designed(db: Database, studyId: string): Promise<void> {
  const { job } = db.t;
  for (let waited = 0; waited < 300; waited++) {
    const [newest] = await db.read
      .select()
      .from(job)
      .where(and(eq(job.studyId, studyId), eq(job.kind, "generate-design")))
      .orderBy(desc(job.createdAt))
      .limit(1);
    if (newest?.state === "done") return;
    if (newest?.state === "failed") throw new Error(`The design failed: ${newest.failure}`);
    await pause(100);
  }
  throw new Error("No design after 30 s.");
}

/**
 * Has a study whose answers nobody has given yet ask each of EVERY_TYPE, after the question that names
 * the cohort and in place of the template's others before the tasks.
 */
export async function askEveryType(db: Database, studyId: string): Promise<void> {
  const { screen, revision } = db.t;
  await db.write(async (tx) => {
    const [{ id: revisionId }] = await tx
      .select({ id: revision.id })
      .from(revision)
      .where(eq(revision.studyId, studyId));
    for (const key of ["organization_size", "region"]) {
      await tx.delete(screen).where(and(eq(screen.revisionId, revisionId), eq(screen.key, key)));
    }
    const present = await tx.select().from(screen).where(eq(screen.revisionId, revisionId));
    for (const { id, key, position } of present) {
      if (key === "role") continue;
      await tx
        .update(screen)
        .set({ position: position + 100 })
        .where(eq(screen.id, id));
    }
    for (const [index, { key, kind, settings }] of EVERY_TYPE.entries()) {
      const values = { id: uuid(), revisionId, key, kind, settings };
      await tx.insert(screen).values({ ...values, position: 2 + index });
    }
  });
}

/** Has such a study ask for points, for percentages and for the top few of its items. */
export async function allocateInEveryFormat(db: Database, studyId: string): Promise<void> {
  const { t } = db;
  const { screens } = await contentOf(db, studyId);
  const [{ revisionId, settings }, second] = screens.filter(isAllocation);
  await db.write(async (tx) => {
    await tx
      .update(t.screen)
      .set({ settings: { ...settings, format: "percentage" } })
      .where(eq(t.screen.id, second.id));
    await tx.insert(t.screen).values({
      ...{ id: uuid(), revisionId, key: "top", kind: "allocation", position: 1_000 },
      settings: { ...settings, format: "top-n", topN: 3 },
    });
  });
}

/**
 * A launched study with small exercises of every kind: the template's list, asked as each respondent
 * prefers; a second list ("genai"), asked in two steps with a dual anchor and judged item by item
 * after it; and a mirror of the first ("mirror").
 */
export async function exercisesStudy(db: Database, actor: Actor): Promise<LiveStudy> {
  const study = await createStudy({
    db,
    actor,
    input: { name: "Exercises", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const { studyId } = study;
  const text = Array.from({ length: 7 }, (_, index) => `Task ${index + 1},What it does`).join("\n");
  await importItems({ db, actor, input: { studyId, list: "GenAI", text, mode: "append" } });
  const texts = { bestLabel: "Most important", worstLabel: "Least important" };
  const main = { key: "choices", title: "", asking: "respondent" as const, anchor: null };
  const genai = {
    key: null,
    title: "genai",
    asking: "two-step" as const,
    list: "GenAI",
    anchor: { question: "Of these:", all: "All matter", some: "Some matter", none: "None matters" },
    texts: { ...texts, choiceQuestion: "Which should a machine do first, and which last?" },
  };
  const mirror = {
    key: null,
    title: "mirror",
    asking: "together" as const,
    anchor: null,
    texts: { ...texts, choiceQuestion: "Which would they choose?" },
    mirror: { of: "choices", views: [] },
  };
  const save = (input: Omit<Parameters<typeof saveExercises>[0]["input"], "studyId">) =>
    saveExercises({ db, actor, input: { studyId, ...input } });
  await save({ exercises: [main, genai, mirror], anchors: [] });
  await save({
    exercises: [main, { ...genai, key: "genai" }, { ...mirror, key: "mirror" }],
    anchors: [
      {
        ...{ key: null, exercise: "genai", text: "Is each of these important?", hint: "" },
        ...{ yesLabel: "Important", noLabel: "Not important" },
      },
    ],
  });
  const size = { itemsPerTask: 4, taskCount: 4, versionCount: 4, seed: 1, prohibitedPairs: [] };
  for (const exercise of ["choices", "genai"]) {
    await saveDesignSettings({ db, actor, input: { studyId, exercise, ...size } });
    await requestDesign({ db, actor, input: { studyId, exercise } });
    await designed(db, studyId);
  }
  await launchStudy({ db, actor, input: { studyId } });
  return study;
}
