import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { revisionContent } from "@/db/queries/revision-content";
import { ITEM_LABELS, type WrittenStudy, writeStudy } from "@/db/queries/testing";
import type { QuestionScreen } from "@/db/schema/screen-settings";
import type { StudyState } from "@/db/schema/studies";
import type {
  AllocationSettings,
  ExerciseSettings,
  QuestionSettings,
  RevisionTexts,
  StudyOrigin,
} from "@/db/schema/study-content";
import { studyTexts } from "@/lib/translations/study-texts";
import { givenVersionsOf } from "./interview/given-versions";
import { newStart, tokenHash } from "./interview/interview-link";
import type { SentForm } from "./interview/schema";
import { saveScreen } from "./save-screen";
import { showScreen } from "./show-screen";
import { startInterview } from "./start-interview";

/** A study written row by row, for tests of what respondents do with it. */
export interface FieldedStudy extends WrittenStudy {
  /** The cohorts' ids: leaders, seniors. */
  readonly cohorts: readonly [string, string];
}

/** Developing {0, 1, 3, 9} mod 13: each item four times, each pair once. */
const DIFFERENCE_SET = [0, 1, 3, 9];

/** tasks[t] = the item numbers of task t + 1; each version starts elsewhere in the cycle. */
function cyclicTasks(versionNumber: number, taskCount: number): number[][] {
  return Array.from({ length: taskCount }, (_, task) =>
    DIFFERENCE_SET.map((step) => ((step + task + versionNumber) % ITEM_LABELS.length) + 1),
  );
}

/** Who are you: two cohorts, and out. */
export function screener(cohorts: readonly [string, string]): QuestionSettings {
  return {
    type: "single",
    text: "Which describes your work best?",
    hint: "If several do, choose the one that takes most of your time.",
    required: true,
    namesCohort: true,
    options: [
      {
        id: "pmo",
        label: "I lead a project management office",
        outcome: { kind: "cohort", cohortId: cohorts[0] },
      },
      {
        id: "senior",
        label: "I am a director or above, accountable for project delivery",
        outcome: { kind: "cohort", cohortId: cohorts[1] },
      },
      { id: "other", label: "Neither", outcome: { kind: "screened-out" } },
    ],
  };
}

const REGION: QuestionSettings = {
  type: "single",
  text: "Where do you work?",
  hint: "",
  required: false,
  namesCohort: false,
  options: [
    { id: "europe", label: "Europe" },
    { id: "americas", label: "The Americas" },
    { id: "elsewhere", label: "Elsewhere" },
  ],
};

export const ALLOCATION: AllocationSettings = {
  format: "constant-sum",
  tense: "should",
  text: "How should 100 points of resources be divided?",
  hint: "Give more points to what should get more.",
  total: 100,
  topN: 3,
};

/**
 * Writes a launched study: role (names the cohort), region, 13 tasks of 4, one allocation. Where tasks
 * only stand between what is tested and the end, a few of them do.
 */
export async function fieldStudy(
  db: Database,
  wishes: {
    state?: StudyState;
    origin?: StudyOrigin;
    versionCount?: number;
    taskCount?: number;
    allocation?: Partial<AllocationSettings>;
    asksRegion?: boolean;
    /** Asked before the tasks, after the region. */
    questions?: readonly QuestionScreen[];
    texts?: Partial<RevisionTexts>;
    /** How the exercise is asked, and what beside its design. */
    main?: Partial<ExerciseSettings>;
    isDraft?: boolean;
  } = {},
): Promise<FieldedStudy> {
  const { state = "live", origin = "fielded", versionCount = 12 } = wishes;
  const { taskCount = ITEM_LABELS.length, asksRegion = true, isDraft = false } = wishes;
  const moment = 1_700_000_000_000;
  const cohorts = [uuid(), uuid()] as const;
  const written = await writeStudy(db, {
    study: { name: "Capabilities", state, origin },
    moment,
    frozenAt: isDraft ? null : moment,
    planHash: isDraft ? null : "0".repeat(64),
    texts: {
      welcomeTitle: "What should a project office be good at?",
      welcomeText:
        "You will see four capabilities at a time and choose the most and the least important.\n\nAt the end you divide points among all of them.",
      choiceQuestion: "Which of these is most important, and which least, for your organization?",
      bestLabel: "Most important",
      worstLabel: "Least important",
      thanksText: "The results will be published in spring.",
      screenedOutText: "This study is for people who lead or sponsor project offices.",
      ...wishes.texts,
    },
    definitionOf: (label) =>
      `What an organization does about ${label.toLowerCase()}: who decides, how often, with which figures, and what follows when the figures disagree with the plan.`,
    cohorts: [
      { id: cohorts[0], name: "PMO leaders" },
      { id: cohorts[1], name: "Senior leaders" },
    ],
    screens: [
      { key: "role", kind: "question", settings: screener(cohorts) },
      ...(asksRegion ? [{ key: "region", kind: "question" as const, settings: REGION }] : []),
      ...(wishes.questions ?? []).map(({ key, kind, settings, showWhen }) => ({
        ...{ key, kind, settings, showWhen },
      })),
      { key: "importance", kind: "exercise", settings: { type: "maxdiff", ...wishes.main } },
      { key: "resources", kind: "allocation", settings: { ...ALLOCATION, ...wishes.allocation } },
    ],
    versions: Array.from({ length: versionCount }, (_, index) => cyclicTasks(index + 1, taskCount)),
    source: { kind: "open", name: "Open link" },
  });
  return { ...written, cohorts };
}

/**
 * Has a study offered in these languages, its own first: each text is then its own with the language
 * before it. To be called before anybody has opened the study.
 */
export async function offerInLanguages(
  db: Database,
  revisionId: string,
  locales: readonly string[],
  translate = (text: string, locale: string) => `${locale}: ${text}`,
): Promise<void> {
  const { t } = db;
  await db.write(async (tx) => {
    const [revision] = await tx.select().from(t.revision).where(eq(t.revision.id, revisionId));
    const texts = studyTexts(await revisionContent({ t, queries: tx }, revision));
    for (const locale of locales.slice(1)) {
      const rows = texts.map(({ text: source, ...address }) => ({
        ...{ id: uuid(), revisionId, locale, source },
        ...address,
        text: translate(source, locale),
      }));
      await insertRows(tx, t.translation, rows);
    }
    await tx
      .update(t.revision)
      .set({ locales: [...locales] })
      .where(eq(t.revision.id, revisionId));
  });
}

/** The interview of a token as it is stored, with the version it was given in each exercise by its key. */
export async function respondentOf(db: Database, token: string) {
  const { t, read } = db;
  const [row] = await read
    .select()
    .from(t.respondent)
    .where(eq(t.respondent.tokenHash, tokenHash(token)));
  const versionsOf = await givenVersionsOf(db, read, [row.id]);
  return { ...row, versions: Object.fromEntries(versionsOf(row.id)) };
}

/** Who holds which version of an exercise, of all interviews of a study. */
export async function versionsGiven(
  { t, read }: Database,
  { studyId }: Pick<FieldedStudy, "studyId">,
  exercise = "importance",
) {
  const { respondent, givenVersion } = t;
  return read
    .select({
      id: respondent.id,
      cohortId: respondent.cohortId,
      state: respondent.state,
      releasedAt: respondent.releasedAt,
      isTest: respondent.isTest,
      versionNumber: givenVersion.versionNumber,
    })
    .from(givenVersion)
    .innerJoin(respondent, eq(respondent.id, givenVersion.respondentId))
    .where(and(eq(respondent.studyId, studyId), eq(givenVersion.exercise, exercise)));
}

/** A form as a browser sends it, with an attempt of its own. */
export function sentForm(fields: SentForm, attempt: string = randomUUID()): SentForm {
  return { attempt, shown_at: "1700000000000", ...fields };
}

/** Starts an interview through the study's link; gives its token. */
export async function startedInterview(
  db: Database,
  study: FieldedStudy,
  start = newStart(),
): Promise<string> {
  const { token } = await startInterview({
    db,
    input: { slug: study.slug, query: {}, form: { start } },
  });
  return token;
}

/** Sends a form to a screen; gives the name of the next screen. */
export async function post(
  db: Database,
  token: string,
  screen: string,
  fields: SentForm,
  attempt?: string,
): Promise<string> {
  const input = { screen, form: sentForm(fields, attempt) };
  return (await saveScreen({ db, token, input })).screen;
}

/** The item numbers of a choice screen, in displayed order. */
export async function shownItems(db: Database, token: string, screen: string): Promise<number[]> {
  const shown = await showScreen({ db, token, input: { screen } });
  if (shown.kind !== "screen" || !("items" in shown.view)) {
    throw new Error(`${screen} shows no items.`);
  }
  return shown.view.items.map((item) => item.number);
}

/** An interview that stands at its first task. */
export async function interviewAtTasks(db: Database, study: FieldedStudy): Promise<string> {
  const token = await startedInterview(db, study);
  await post(db, token, "role", { answer: "pmo" });
  await post(db, token, "region", { answer: "europe" });
  return token;
}

/** Answers every task with the first item as best and the last as worst. */
export async function answerTasks(db: Database, token: string): Promise<void> {
  let screen = "task-1";
  while (/^task-\d+$/.test(screen)) {
    const items = await shownItems(db, token, screen);
    const [best, worst] = [items[0], items[items.length - 1]];
    screen = await post(db, token, screen, { best: String(best), worst: String(worst) });
  }
}

/** The tasks of the further exercise: each of its seven items once with two others, in a circle. */
export const GENAI_TASKS = 7;
const GENAI_ITEMS = [21, 22, 23, 24, 25, 26, 27];

export const DUAL_ANCHOR = {
  question: "Considering only these four:",
  all: "All are important",
  some: "Some are important",
  none: "None is important",
};

/**
 * Adds, to a study nobody has started, what one study can hold beside its main exercise: a second
 * list with an exercise of its own ("genai", anchored in its tasks), a direct anchor of the main list
 * ("judged") and a mirror of the main exercise ("mirrored").
 */
export async function addExercises(
  db: Database,
  study: FieldedStudy,
  wishes: { main?: Partial<ExerciseSettings>; versionCount?: number } = {},
): Promise<{ genaiDesignId: string }> {
  const { t } = db;
  const { studyId, revisionId } = study;
  const { main = {}, versionCount = 5 } = wishes;
  const createdAt = 1_700_000_000_000;
  const genaiDesignId = uuid();
  const design = {
    itemsPerTask: 3,
    taskCount: GENAI_TASKS,
    versionCount,
    seed: 2,
    prohibitedPairs: [],
  };
  const texts = (choiceQuestion: string) => ({
    choiceQuestion,
    bestLabel: "Most",
    worstLabel: "Least",
  });
  const screens = [
    {
      key: "judged",
      kind: "anchor" as const,
      settings: {
        exercise: "importance",
        text: "Is each of these important?",
        hint: "",
        yesLabel: "Important",
        noLabel: "Not important",
      },
    },
    {
      key: "genai",
      kind: "exercise" as const,
      settings: {
        type: "maxdiff" as const,
        title: "GenAI tasks",
        list: "GenAI tasks",
        anchor: DUAL_ANCHOR,
        texts: texts("Which should a machine do first, and which last?"),
        design,
      },
    },
    {
      key: "mirrored",
      kind: "exercise" as const,
      settings: {
        type: "maxdiff" as const,
        title: "As the others see it",
        texts: texts("Which would they call most important, and which least?"),
        mirror: { of: "importance", views: [] },
      },
    },
  ];
  await db.write(async (tx) => {
    for (const [index, number] of GENAI_ITEMS.entries()) {
      await tx.insert(t.item).values({ studyId, number, createdAt });
      await tx.insert(t.wording).values({
        id: uuid(),
        revisionId,
        studyId,
        itemNumber: number,
        code: "A",
        position: index + 1,
        label: `GenAI task ${number}`,
        definition: `What a machine does in task ${number}.`,
        list: "GenAI tasks",
      });
    }
    await tx
      .update(t.screen)
      .set({ settings: { type: "maxdiff", ...main } })
      .where(and(eq(t.screen.revisionId, revisionId), eq(t.screen.key, "importance")));
    for (const [index, screen] of screens.entries()) {
      await tx.insert(t.screen).values({ id: uuid(), revisionId, position: 10 + index, ...screen });
    }
    const { prohibitedPairs: _, ...size } = design;
    await tx.insert(t.design).values({
      id: genaiDesignId,
      revisionId,
      exercise: "genai",
      origin: "generated",
      engine: "cyclic",
      ...size,
      itemNumbers: GENAI_ITEMS,
      diagnostics: {},
      createdAt,
    });
    await tx.insert(t.designVersion).values(
      Array.from({ length: versionCount }, (_, version) => ({
        designId: genaiDesignId,
        number: version + 1,
        tasks: GENAI_ITEMS.map((_, task) =>
          [0, 1, 3].map((step) => GENAI_ITEMS[(task + step + version) % GENAI_ITEMS.length]),
        ),
      })),
    );
  });
  return { genaiDesignId };
}
