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
  /** Only in the question that names the cohort: where this answer leads. */
  outcome?: { kind: "cohort"; cohortId: string } | { kind: "screened-out" };
}

export interface QuestionSettings {
  type: "single";
  text: string;
  hint: string;
  required: boolean;
  /** True in the one question whose answers put a respondent into a cohort. */
  namesCohort: boolean;
  options: QuestionOption[];
}

/** A best-worst exercise over the study's items; its tasks come from the revision's design. */
export interface ExerciseSettings {
  type: "maxdiff";
}

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
