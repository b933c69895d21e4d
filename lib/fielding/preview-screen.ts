import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import type { RevisionTexts } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound } from "@/lib/errors";
import { inLanguage, languagesOf } from "@/lib/translations/in-language";
import { tasksFor } from "./interview/check-tasks";
import { requireExercise } from "./interview/interview";
import { type Ending, isEnding, minutesLeft, nextAfter, plannedSteps } from "./interview/sequence";
import { filledView } from "./screens/filled-view";
import {
  privacyOf,
  progressOf,
  type ScreenView,
  type StudyFrame,
  shownQuestion,
  taskView,
} from "./screens/screen-view";

/** A screen as a respondent would see it, and the name of the one that its button leads to. */
export interface Preview {
  readonly view: ScreenView;
  readonly next: string | null;
}

/**
 * Any screen of the newest revision of a study, a draft's too: "welcome", a screen's name, or an
 * ending. Nothing is stored and nobody is counted.
 *
 * @param input.language one of the study's; its own where it is not said, or is none of them
 * @throws NotFound for a study that is not the actor's, or a screen it does not have
 */
export async function previewScreen({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: { studyId: string; screen: string; language?: string };
}): Promise<Preview> {
  const source = { t: db.t, queries: db.read };
  const study = await requireStudy(source, actor, input.studyId, "edit studies");
  const revision = await newestRevision(source, study.id);
  if (!revision) throw new NotFound("revision");
  const written = await revisionContent(source, revision);
  const languages = languagesOf(written, study.defaultLocale);
  const locale = languages.find((each) => each === input.language) ?? study.defaultLocale;
  const content = inLanguage(written, locale);
  const steps = plannedSteps(content);
  const exerciseOf = (key: string) => requireExercise({ exercises: exercisesOf(content) }, key);
  // Nobody has answered: what a text would say of an answer is named instead.
  const shown = (view: ScreenView, next: string | null): Preview => ({
    view: filledView(view, (key) => `[${key}]`),
    next,
  });
  const { texts } = content.revision;
  const frame: StudyFrame = {
    studyTitle: texts.welcomeTitle,
    locale,
    languages,
    synthetic: study.origin === "synthetic",
    test: false,
    framedBy: [],
  };
  const { screen } = input;
  const first = steps[0]?.name ?? "done";
  if (screen === "welcome") {
    const minutes = minutesLeft(steps, first);
    const view = {
      ...frame,
      kind: "welcome",
      text: texts.welcomeText,
      start: "",
      minutes,
      closes: null,
      keeps: "nothing",
      privacy: privacyOf(texts),
    } as const;
    return shown(view, first);
  }
  if (isEnding(screen)) {
    return shown({ ...frame, ...endingWords(screen, texts) }, null);
  }
  const step = steps.find((candidate) => candidate.name === screen);
  if (!step) throw new NotFound("screen");
  const around = {
    ...frame,
    name: screen,
    progress: progressOf(steps, screen),
    saves: 0,
    filled: {},
  };
  const next = nextAfter(steps, screen);
  switch (step.kind) {
    case "question": {
      const question = shownQuestion(step.screen, "preview");
      return shown({ ...around, kind: "question", question, fixedTo: null }, next);
    }
    case "allocation": {
      const { items } = content;
      return shown({ ...around, kind: "allocation", settings: step.screen.settings, items }, next);
    }
    case "task": {
      const exercise = exerciseOf(step.exercise);
      const tasks = await previewedTasks(db, exercise);
      const { shown: numbers } = tasksFor(exercise, tasks, "preview")(step);
      const viewer = { cohortId: content.cohorts[0]?.id ?? null, responseMode: null };
      const task = taskView({ exercise, shown: numbers }, step, content, viewer);
      return shown({ ...around, ...task }, next);
    }
    case "anchor": {
      const { settings } = step.screen;
      const { items } = exerciseOf(settings.exercise);
      return shown({ ...around, kind: "anchor", settings, items }, next);
    }
  }
}

function endingWords(ending: Ending, texts: RevisionTexts) {
  switch (ending) {
    case "done":
      return { kind: ending, text: texts.thanksText, exit: null } as const;
    case "screened-out":
      return { kind: ending, text: texts.screenedOutText, exit: null } as const;
    case "over-quota":
      return { kind: ending, text: texts.overQuotaText ?? "", wasAway: false, exit: null } as const;
    case "closed":
      return { kind: ending, reason: "closed", exit: null } as const;
  }
}

/**
 * The tasks of the design's first version. Before there is a design for these items, tasks of the
 * wished size that walk on through the list: enough to see what a screen looks like.
 */
async function previewedTasks(
  { t, read }: Database,
  { design, items, designSettings }: RevisionExercise,
): Promise<number[][]> {
  const known = new Set(items.map((item) => item.number));
  if (design?.itemNumbers.every((number) => known.has(number))) {
    const [version] = await read
      .select({ tasks: t.designVersion.tasks })
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, design.id))
      .orderBy(t.designVersion.number)
      .limit(1);
    if (version) return version.tasks;
  }
  const size = Math.min(designSettings.itemsPerTask, items.length);
  const { taskCount } = design ?? designSettings;
  return Array.from({ length: taskCount }, (_, task) =>
    Array.from({ length: size }, (__, place) => items[(task * size + place) % items.length].number),
  );
}
