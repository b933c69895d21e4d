/** The shapes of the JSON columns of a study. Verbs parse them with zod before they are written. */

/** "fielded" studies have real respondents; the others say on screen and in exports what they are. */
export type StudyOrigin = "fielded" | "imported" | "synthetic";

export interface RevisionTexts {
  /** The heading and the words of the first screen, before an interview starts. */
  welcomeTitle: string;
  welcomeText: string;
  /** The sentence above every choice task. */
  choiceQuestion: string;
  bestLabel: string;
  worstLabel: string;
  /** The last screen of a complete interview. */
  thanksText: string;
  /** The last screen of somebody who does not belong to any cohort. */
  screenedOutText: string;
  /** The last screen of somebody for whom there was no place left; empty or missing, the usual words. */
  overQuotaText?: string;
  /** What the first screen says of who asks and what becomes of answers; each is left out where it is missing. */
  controllerText?: string;
  contactText?: string;
  purposeText?: string;
  retentionText?: string;
  /** The address of a privacy notice. */
  privacyLink?: string;
  /** What has to be ticked before an interview begins; missing, nothing has to be. */
  consentText?: string;
}

/** What somebody agreed to before their interview began. */
export interface Consent {
  /** As they read it, in their language. */
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Whether words that a revision changed go on meaning the same, so that answers to both are counted together. */
export interface WordMeaning {
  /** As `measureOf` names it: "item 3". */
  subject: string;
  keeps: boolean;
}

/**
 * Two items that people may take for one thing (synonym) or that may stand in for each other
 * (substitute), or that were looked at and are neither (dismissed).
 */
export interface SuspectPair {
  /** Item numbers, the lower one first. */
  items: [number, number];
  decision: "synonym" | "substitute" | "dismissed";
  /** Why; said wherever a pair is dismissed. */
  reason: string;
}

export interface DesignSettings {
  itemsPerTask: number;
  taskCount: number;
  versionCount: number;
  seed: number;
  /** Pairs of item numbers that never share a task. */
  prohibitedPairs: [number, number][];
}

export interface QuestionOption {
  /** Stable within the question; what answers store and exports carry. */
  id: string;
  label: string;
  /** Of several answers: chosen alone or not at all ("None of these"). */
  exclusive?: boolean;
  /** Asks for a text when it is chosen ("Other, please say"); one a question. */
  other?: boolean;
  /** Keeps its place when the others are mixed. */
  pinned?: boolean;
  /**
   * Where this answer leads: into a cohort, only in the question that names it; or out of the
   * study, which any question with options to choose from can say.
   */
  outcome?: Outcome;
}

/** Where answers lead: into a cohort, or out of the study. */
export type Outcome = { kind: "cohort"; cohortId: string } | { kind: "screened-out" };

/** Leads somewhere else than the option chosen does, when earlier answers (and this one) say so. */
export interface CohortRule {
  when: ShowWhen;
  outcome: Outcome;
}

/** What every question is asked with. */
export interface QuestionWords {
  text: string;
  hint: string;
  required: boolean;
}

/** What questions of options have besides. */
export interface QuestionOptions extends QuestionWords {
  options: QuestionOption[];
  /** "random" is another order for each respondent; fixed where it is not said. */
  optionOrder?: "fixed" | "random";
}

/** One of the options. */
export interface SingleQuestion extends QuestionOptions {
  type: "single";
  /** True in the one question whose answers put a respondent into a cohort. */
  namesCohort: boolean;
  /** In that question: the first rule that holds decides instead of the option's own outcome. */
  rules?: CohortRule[];
}

/**
 * The settings of every type of question by its name. The one that can name a cohort is known to the
 * tables; each other adds its own in the file that says all about it, lib/questionnaire/types.
 */
export interface QuestionTypes {
  single: SingleQuestion;
}

export type QuestionType = keyof QuestionTypes;

export type QuestionSettings = QuestionTypes[QuestionType];

/** A question that is answered by its own options. */
export type OptionsQuestion = Extract<QuestionSettings, { options: QuestionOption[] }>;

/** How best and worst are asked: on one screen, best first and then worst, or as the person likes. */
export const RESPONSE_MODES = ["together", "two-step", "respondent"] as const;
export type ResponseModeSetting = (typeof RESPONSE_MODES)[number];

/** What is said around the tasks of one exercise. */
export interface ExerciseTexts {
  /** The sentence above every task. */
  choiceQuestion: string;
  bestLabel: string;
  worstLabel: string;
}

/** Dual response, asked with each task: what all its items are, seen by themselves. */
export interface DualAnchor {
  question: string;
  all: string;
  some: string;
  none: string;
}

/** The same tasks once more, answered as somebody of another cohort would. */
export interface MirrorSettings {
  /** The key of the exercise that is answered again. */
  of: string;
  /** Whose view a cohort is asked for. Two cohorts need none: each answers for the other. */
  views: { cohortId: string; asCohortId: string }[];
}

/**
 * A best-worst exercise over one list of items. What is left out is as in the study's main exercise:
 * the main list, the revision's own texts and design settings, both asked together, no anchor.
 */
export interface ExerciseSettings {
  type: "maxdiff";
  /** What researchers, reports and files' readers call it; the main exercise can do without. */
  title?: string;
  /** The name of another list than the main one. */
  list?: string | null;
  asking?: ResponseModeSetting;
  anchor?: DualAnchor | null;
  texts?: ExerciseTexts;
  /** The main exercise has the revision's; a mirror has none. */
  design?: DesignSettings;
  mirror?: MirrorSettings;
  /** How many of their own tasks each respondent is asked once more; not said for none. */
  repeats?: number;
  /** Holdout tasks, the same for everybody: the item numbers of each; not said for none. */
  holdouts?: number[][];
}

/** Direct binary anchor: each item is important or not, asked once after the exercise. */
export interface AnchorSettings {
  /** The key of the exercise whose items are asked. */
  exercise: string;
  text: string;
  hint: string;
  /** The two answers to each item. */
  yesLabel: string;
  noLabel: string;
}

/** A screen is shown when all of these (or any of them) hold; answers not given hold nothing. */
export interface ShowWhen {
  match: "all" | "any";
  conditions: ShowCondition[];
}

export type ShowCondition =
  | { kind: "answer"; screenKey: string; is: "one-of" | "none-of"; options: string[] }
  | {
      kind: "number";
      screenKey: string;
      is: "at-least" | "at-most";
      value: number;
      /** The row of a grid that it is about; what asks for one value has none. */
      row?: string;
    }
  /** A day of the calendar, as ISO 8601 writes it. */
  | { kind: "date"; screenKey: string; is: "at-least" | "at-most"; value: string }
  | { kind: "cohort"; is: "one-of" | "none-of"; cohortIds: string[] };

export interface AllocationSettings {
  /** constant-sum: points that add up to `total`; percentage: each item 0-100 by itself; top-n: choose n. */
  format: "constant-sum" | "percentage" | "top-n";
  /** What is asked: how things are now, or how they should be. */
  tense: "now" | "should";
  text: string;
  hint: string;
  /** The sum asked for; 100 unless the study says otherwise. Unused for percentage. */
  total: number;
  /** How many items are chosen in top-n. */
  topN: number;
}

/**
 * What an answer is as JSON, by the type of its question (lib/questionnaire/types): an option's id or
 * a text; a number; option ids in order; amounts by option id.
 */
export type AnswerValue = string | number | readonly string[] | Readonly<Record<string, number>>;

/** A quota's interviews: of any of these cohorts (all when empty) and with these answers. */
export interface QuotaConditions {
  cohortIds: string[];
  answers: { screenKey: string; options: string[] }[];
}

/** When and how far a study is in the field. Moments are milliseconds since 1970 UTC. */
export interface FieldworkSettings {
  opensAt: number | null;
  closesAt: number | null;
  /** The IANA zone the dates were given in, and are shown in. */
  timeZone: string;
  /** How long those who began before the end may go on. */
  graceMinutes: number;
  /** Completes after which a first wave pauses by itself; null for no soft launch. */
  softLaunchCompletes: number | null;
  /** Idle this long, an interview gives back its quota and design places. */
  expiryMinutes: number;
  /**
   * How many interviews begun within an hour may stand before the end of their first task, of one
   * address and of one link; not said in older settings.
   */
  startsPerAddress?: number;
  startsPerLink?: number;
}

/** What a kind of source needs to know; the kind is the row's own. */
export interface SourceSettings {
  /** The link's parameter that carries the panel's id of a person. */
  idParameter?: string;
  preset?: "prolific" | "cint" | "dynata" | "generic";
  /** Exit addresses; {{rid}} becomes the panel's id. */
  exits?: Partial<Record<"complete" | "screenedOut" | "overQuota" | "quality" | "closed", string>>;
  /** People who broke the rule against straight-lining return by the exit for quality. */
  qualityExit?: boolean;
  /** The only hosts a redirect may go to. */
  hosts?: string[];
  /** A signature over the entry link and the exits. */
  hmac?: { secret: string; parameter: string } | null;
  /** Everybody who comes this way belongs to this cohort. */
  cohortId?: string | null;
  /** Imported files: the columns of the respondents, and the keys they became. */
  columns?: { name: string; key: string }[];
  /** Simulated respondents: what they were drawn with. */
  seed?: number;
}

/** Flags and looks as they were promised before the first answer. */
export interface MonitoringRules {
  /** The same position as best (or worst) in at least this share of the tasks, 0-1; null for off. */
  straightLining: number | null;
  /** Faster than this share of the median time; null for off. */
  speeding: number | null;
  /** Fit below the cut-off at which this share of simulated random answerers is caught; null for off. */
  fit: { randomCaught: number } | null;
  gibberish: boolean;
  duplicates: boolean;
  /** Completes per cohort at which the precision is looked at. */
  looks: number[];
}
