import type { RevisionContent } from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import { isAllocation, isAnchor, isQuestion } from "@/db/schema/screen-settings";
import type {
  AllocationSettings,
  AnchorSettings,
  QuestionSettings,
  QuestionType,
  QuestionTypes,
} from "@/db/schema/study-content";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { OwnField, OwnSettings } from "@/lib/questionnaire/types/own-fields";

/** A term and what it is, as a locked page lists them. */
export type Detail = readonly [term: string, value: string];

/** How a screen is asked, besides its question and its answers; what is not set is left out. */
export function askedDetails(
  screen: RevisionContent["screens"][number],
  content: RevisionContent,
): Detail[] {
  const exercises = exercisesOf(content);
  const exercise = exercises.find(({ key }) => key === screen.key);
  let details: Detail[] = [];
  if (isQuestion(screen)) details = ofQuestion(screen.settings);
  else if (isAllocation(screen)) details = ofAllocation(screen.settings);
  else if (isAnchor(screen)) details = ofAnchor(screen.settings, exercises);
  else if (exercise) details = ofExercise(exercise, content, exercises);
  return details.filter(([, value]) => value !== "");
}

function ofQuestion(question: QuestionSettings): Detail[] {
  const t = translator("studio");
  type Own = Exclude<
    { [Type in QuestionType]: keyof OwnSettings<QuestionTypes[Type]> }[QuestionType],
    symbol | number
  >;
  // What its editor asks for, by the same names.
  const asked = Object.entries(typeOf(question).ownFields as Record<Own, OwnField>);
  const set = question as Partial<Record<Own, string | number | readonly string[] | null>>;
  return [
    [t("hint"), question.hint],
    [t("answer"), t(question.required ? "answerRequired" : "answerOptional")],
    ...asked
      .filter(([, { kind }]) => kind !== "fixed")
      .map(([name]): Detail => {
        return [t(`asked_${name as Own}`), [set[name as Own] ?? ""].flat().join(", ")];
      }),
  ];
}

function ofAllocation({ hint, tense, format, total, topN }: AllocationSettings): Detail[] {
  const t = translator("studio");
  return [
    [t("hint"), hint],
    [t("allocationTense"), t(`tense_${tense}`)],
    [t("allocationFormat"), t(`format_${format}`)],
    [t("allocationTotal"), format === "constant-sum" ? String(total) : ""],
    [t("allocationTopN"), format === "top-n" ? String(topN) : ""],
  ];
}

function ofAnchor(
  { exercise, hint, yesLabel, noLabel }: AnchorSettings,
  exercises: readonly RevisionExercise[],
): Detail[] {
  const t = translator("studio");
  return [
    [t("anchorExercise"), titleOf(exercise, exercises)],
    [t("hint"), hint],
    [t("anchor_yesLabel"), yesLabel],
    [t("anchor_noLabel"), noLabel],
  ];
}

function ofExercise(
  { settings }: RevisionExercise,
  { revision, cohorts }: RevisionContent,
  exercises: readonly RevisionExercise[],
): Detail[] {
  const t = translator("studio");
  const { choiceQuestion, bestLabel, worstLabel } = settings.texts ?? revision.texts;
  const { anchor, mirror } = settings;
  const nameOf = (id: string) => cohorts.find((cohort) => cohort.id === id)?.name ?? "";
  return [
    [t("mirrorOf"), mirror ? titleOf(mirror.of, exercises) : ""],
    ...(mirror?.views ?? []).map(({ cohortId, asCohortId }): Detail => {
      return [t("mirrorView", { cohort: nameOf(cohortId) }), nameOf(asCohortId)];
    }),
    [t("exerciseList"), mirror ? "" : settings.list || t("mainList")],
    [t("text_choiceQuestion"), choiceQuestion],
    [t("text_bestLabel"), bestLabel],
    [t("text_worstLabel"), worstLabel],
    [t("asking"), t(`asking_${settings.asking ?? "together"}`)],
    [t("anchored"), t(anchor ? "anchored_dual" : "anchored_none")],
    [t("dualQuestion"), anchor?.question ?? ""],
    ...(["all", "some", "none"] as const).map((answer): Detail => {
      return [t(`dual_${answer}`), anchor?.[answer] ?? ""];
    }),
  ];
}

function titleOf(key: string, exercises: readonly RevisionExercise[]): string {
  const exercise = exercises.find((candidate) => candidate.key === key);
  return exercise ? exerciseTitle(exercise) : key;
}
