import { isQuestion, namesCohort } from "@/db/schema/screen-settings";
import type { QuestionSettings, RevisionTexts } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { canBePiped, keysInText } from "./piping";
import { typeOf } from "./types/list";
import type { AnswerCondition } from "./types/question-type";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** Somewhere that refers to an answer it cannot have. */
export interface ReferenceFault {
  /** The screen that refers, or the name of the text that does. */
  readonly from: { readonly screen: string } | { readonly text: keyof RevisionTexts };
  readonly where: "condition" | "words";
  /** The question's key that is referred to; empty for the cohort. */
  readonly key: string;
  /**
   * missing: there is no such question; later: it is not answered yet at that place; unusable: its
   * answer is of another kind; option: it has no such option (or cohort) any more.
   */
  readonly kind: "missing" | "later" | "unusable" | "option";
}

/** The texts that come before, between and after the screens. */
const BEFORE: readonly (keyof RevisionTexts)[] = [
  "welcomeTitle",
  "welcomeText",
  "controllerText",
  "contactText",
  "purposeText",
  "retentionText",
  "privacyLink",
  "consentText",
  "bestLabel",
  "worstLabel",
];
const AFTER: readonly (keyof RevisionTexts)[] = ["thanksText", "screenedOutText", "overQuotaText"];

/**
 * Every reference of a questionnaire that leads nowhere: conditions and {{keys}} in texts may speak
 * of questions that come before them.
 *
 * @param screens in order
 */
export function referenceFaults({
  screens,
  texts,
  cohortIds,
}: {
  screens: readonly ScreenRow[];
  texts: RevisionTexts;
  cohortIds: readonly string[];
}): ReferenceFault[] {
  const faults: ReferenceFault[] = [];
  const placeOf = new Map(screens.map((screen, index) => [screen.key, index]));
  const check = (place: Place, at: number, key: string, faultIn: FaultIn) => {
    const about = placeOf.get(key) ?? -1;
    const screen = screens[about];
    if (!screen || !isQuestion(screen)) faults.push({ ...place, key, kind: "missing" });
    else if (about >= at) faults.push({ ...place, key, kind: "later" });
    else {
      const kind = faultIn(screen.settings);
      if (kind !== null) faults.push({ ...place, key, kind });
    }
  };
  const checkText = (from: ReferenceFault["from"], at: number, text = "") => {
    for (const key of new Set(keysInText(text))) {
      const place = { from, where: "words" } as const;
      check(place, at, key, (question) => (canBePiped(question) ? null : "unusable"));
    }
  };
  for (const name of BEFORE) checkText({ text: name }, 0, texts[name]);
  const exercise = screens.findIndex((screen) => screen.kind === "exercise");
  checkText({ text: "choiceQuestion" }, Math.max(0, exercise), texts.choiceQuestion);
  for (const name of AFTER) checkText({ text: name }, screens.length, texts[name]);
  const cohortQuestion = screens.findIndex(namesCohort);
  for (const [at, screen] of screens.entries()) {
    const from = { screen: screen.key };
    const place = { from, where: "condition" } as const;
    // All words of its settings at once: nothing else in them looks like a place to fill.
    checkText(from, at, JSON.stringify(screen.settings));
    if (namesCohort(screen)) {
      // Its rules may speak of its own answer too.
      for (const one of (screen.settings.rules ?? []).flatMap(({ when }) => when.conditions)) {
        if (one.kind === "cohort") faults.push({ ...place, key: "", kind: "later" });
        else check(place, at + 1, one.screenKey, (question) => conditionFault(one, question));
      }
    }
    for (const condition of screen.showWhen?.conditions ?? []) {
      if (condition.kind !== "cohort") {
        check(place, at, condition.screenKey, (question) => conditionFault(condition, question));
      } else if (cohortQuestion >= at) faults.push({ ...place, key: "", kind: "later" });
      else if (!condition.cohortIds.every((id) => cohortIds.includes(id))) {
        faults.push({ ...place, key: "", kind: "option" });
      }
    }
  }
  return faults;
}

type Place = Pick<ReferenceFault, "from" | "where">;
type FaultIn = (question: QuestionSettings) => ReferenceFault["kind"] | null;

function conditionFault(
  condition: AnswerCondition,
  question: QuestionSettings,
): ReferenceFault["kind"] | null {
  const { conditions } = typeOf(question);
  return conditions ? conditions.fault(question, condition) : "unusable";
}
