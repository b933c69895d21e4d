import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import { mirroredCohort } from "@/db/queries/revision-exercises";
import type { ResponseMode } from "@/db/schema/fielding";
import { hasOptions, type QuestionScreen } from "@/db/schema/screen-settings";
import type {
  AllocationSettings,
  AnchorSettings,
  DualAnchor,
  QuestionSettings,
  RevisionTexts,
} from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { optionsInOrder } from "@/lib/questionnaire/option-order";
import { PRIVACY_TEXTS, type PrivacyText } from "@/lib/questionnaire/privacy-texts";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import { languagesOf } from "@/lib/translations/in-language";
import type { Refusal } from "../entry/entry";
import type { Exit } from "../entry/exit";
import type { ShownTask } from "../interview/interview";
import { minutesLeft, type Step } from "../interview/sequence";
import { responseModeOf } from "./response-mode";

/** What is the same around every screen of a study. */
export interface StudyFrame {
  readonly studyTitle: string;
  readonly locale: string;
  /** The languages it can be switched to, this one among them. */
  readonly languages: readonly string[];
  readonly synthetic: boolean;
  /** True on every screen of an interview that is counted nowhere. */
  readonly test: boolean;
  /** The hosts whose pages may show these screens in a frame. */
  readonly framedBy: readonly string[];
}

/** The frame of a study's screens for somebody who came by a source. */
export function frameOf({
  study,
  content,
  source,
  locale,
  isTest,
}: {
  study: Pick<Tables["study"]["$inferSelect"], "origin">;
  content: Pick<RevisionContent, "revision">;
  source: Pick<Tables["source"]["$inferSelect"], "kind" | "settings">;
  locale: string;
  isTest: boolean;
}): StudyFrame {
  return {
    studyTitle: content.revision.texts.welcomeTitle,
    locale,
    languages: languagesOf(content, locale),
    synthetic: study.origin === "synthetic",
    test: isTest,
    // A panel's hosts are where its people return to, not pages of ours to be shown in.
    framedBy: source.kind === "open" ? (source.settings.hosts ?? []) : [],
  };
}

/** What a screen says of the way through the interview. */
export interface Progress {
  /** Its place among all screens, from 1, and their number. */
  readonly at: number;
  readonly of: number;
  /** 0 for less than one. */
  readonly minutesLeft: number;
  /** The name of the screen before it; null on the first. */
  readonly previous: string | null;
}

export type ShownItem = Pick<RevisionItem, "number" | "label" | "definition">;

/** A screen with a form: all that its markup needs, and nothing it has to look up. */
export type StepView = StudyFrame & {
  readonly name: string;
  readonly progress: Progress;
  /** How often it was saved so far. */
  readonly saves: number;
  readonly filled: Filled;
} & (
    | {
        readonly kind: "question";
        readonly question: QuestionSettings;
        /** The only options that can still be chosen, once the cohort stays; null while all can. */
        readonly fixedTo: readonly string[] | null;
      }
    | {
        readonly kind: "choice";
        /** Its place among the tasks of the exercise, whatever it is asked for. */
        readonly taskNumber: number;
        readonly taskCount: number;
        readonly sentence: string;
        readonly bestLabel: string;
        readonly worstLabel: string;
        readonly items: readonly ShownItem[];
        /** How it is asked, and whether the respondent may have it the other way. */
        readonly responseMode: ResponseMode;
        readonly canChooseResponseMode: boolean;
        readonly anchor: DualAnchor | null;
        /** In a mirror: the name of the cohort whose view is asked. */
        readonly answerAs: string | null;
      }
    | {
        readonly kind: "allocation";
        readonly settings: AllocationSettings;
        readonly items: readonly ShownItem[];
      }
    | {
        readonly kind: "anchor";
        readonly settings: AnchorSettings;
        readonly items: readonly ShownItem[];
      }
  );

/**
 * What is kept beside answers: nothing, what the link said of where it stood, a panel's id as well, or
 * whose invitation it was.
 */
export type Kept = "nothing" | "link" | "panel" | "invitation";

/** What a study says of privacy on its first screen, without what it leaves out. */
export type PrivacyNotice = Readonly<Partial<Record<PrivacyText, string>>>;

export function privacyOf(texts: RevisionTexts): PrivacyNotice {
  return Object.fromEntries(
    PRIVACY_TEXTS.flatMap((name) => (texts[name] ? [[name, texts[name]]] : [])),
  );
}

/** A screen without a form of answers. */
export type PlainView = StudyFrame &
  (
    | {
        readonly kind: "welcome";
        readonly text: string;
        /** Hidden in the form: see interview-link.ts. */
        readonly start: string;
        readonly minutes: number;
        /** When the study stops taking anybody, in the zone it is told in; null for no date. */
        readonly closes: { readonly at: number; readonly timeZone: string } | null;
        /** What is kept beside the answers of somebody who came this way. */
        readonly keeps: Kept;
        readonly privacy: PrivacyNotice;
      }
    | { readonly kind: "done"; readonly text: string; readonly exit: Exit | null }
    | { readonly kind: "screened-out"; readonly text: string; readonly exit: Exit | null }
    | {
        readonly kind: "over-quota";
        /** The study's own words; empty for the usual ones. */
        readonly text: string;
        /** They had a place, and it was given on while they were away. */
        readonly wasAway: boolean;
        readonly exit: Exit | null;
      }
    | ({ readonly kind: "closed"; readonly exit: Exit | null } & Refusal)
    | { readonly kind: "unsubscribe"; readonly isDone: boolean }
  );

export type ScreenView = StepView | PlainView;

export function progressOf(steps: readonly Step[], name: string): Progress {
  const at = steps.findIndex((step) => step.name === name);
  return {
    at: at + 1,
    of: steps.length,
    minutesLeft: minutesLeft(steps, name),
    previous: steps[at - 1]?.name ?? null,
  };
}

/** The items of these numbers, in this order. */
export function itemsInOrder(
  items: readonly RevisionItem[],
  numbers: readonly number[],
): ShownItem[] {
  return numbers.map((number) => {
    const item = items.find((candidate) => candidate.number === number);
    if (!item) throw new Error(`The revision has no item ${number}.`);
    return { number, label: item.label, definition: item.definition };
  });
}

/** A question with its options in the order in which this respondent sees them. */
export function shownQuestion(screen: QuestionScreen, respondent: string): QuestionSettings {
  const { key, settings } = screen;
  if (!hasOptions(settings)) return settings;
  return { ...settings, options: optionsInOrder(settings, key, respondent) };
}

/** A task of an exercise as it is put to a respondent. */
export function taskView(
  { exercise, shown }: Pick<ShownTask, "exercise" | "shown">,
  { place, taskCount }: Extract<Step, { kind: "task" }>,
  { cohorts }: Pick<RevisionContent, "cohorts">,
  respondent: { readonly cohortId: string | null; readonly responseMode: ResponseMode | null },
) {
  const { texts, settings, items } = exercise;
  const { mirror, anchor = null } = settings;
  const answerAs = mirror && mirroredCohort(cohorts, mirror, respondent.cohortId);
  return {
    kind: "choice",
    taskNumber: place,
    taskCount,
    sentence: texts.choiceQuestion,
    bestLabel: texts.bestLabel,
    worstLabel: texts.worstLabel,
    items: itemsInOrder(items, shown),
    responseMode: responseModeOf(settings, respondent.responseMode),
    canChooseResponseMode: settings.asking === "respondent",
    anchor,
    answerAs: answerAs?.name ?? null,
  } as const;
}
