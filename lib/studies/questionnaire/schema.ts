import { z } from "zod";
import { RESPONSE_MODES } from "@/db/schema/study-content";
import { MOST_HOLDOUTS, MOST_REPEATS } from "@/lib/maxdiff/design/check-tasks";
import { MAX_ITEMS } from "@/lib/questionnaire/limits";
import {
  editSnapshotInput,
  hint,
  id,
  listName,
  screenKey,
  screenText,
  sentence,
  shortLabel,
  webAddress,
  words,
} from "../draft/schema";

export const allocation = z.strictObject({
  /** Its key when it exists already. */
  key: screenKey.nullable(),
  format: z.enum(["constant-sum", "percentage", "top-n"]),
  tense: z.enum(["now", "should"]),
  text: sentence,
  hint,
  total: z.number().int().min(10).max(1_000_000),
  topN: z.number().int().min(1).max(MAX_ITEMS),
});

export const saveQuestionnaireInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  texts: z.strictObject({
    welcomeTitle: words.max(160),
    welcomeText: screenText,
    choiceQuestion: sentence,
    bestLabel: shortLabel,
    worstLabel: shortLabel,
    thanksText: screenText,
    screenedOutText: screenText,
    overQuotaText: screenText.optional(),
    controllerText: sentence.optional(),
    contactText: sentence.optional(),
    purposeText: words.max(1_000).optional(),
    retentionText: sentence.optional(),
    privacyLink: webAddress.optional(),
    consentText: words.max(1_000).optional(),
  }),
  allocations: z.array(allocation).max(6),
  /** Keys of the screens in the order they are shown; screens not named follow as they were. */
  order: z.array(screenKey).max(100),
});

const exerciseTexts = z.strictObject({
  choiceQuestion: sentence,
  bestLabel: shortLabel,
  worstLabel: shortLabel,
});

export const saveExercisesInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** Every exercise: the main one always, and no more than a respondent could sit through. */
  exercises: z
    .array(
      z.strictObject({
        /** Its key when it exists already. */
        key: screenKey.nullable(),
        title: words.max(80),
        asking: z.enum(RESPONSE_MODES),
        anchor: z
          .strictObject({
            question: sentence,
            all: shortLabel,
            some: shortLabel,
            none: shortLabel,
          })
          .nullable(),
        /** How many of their own tasks each respondent is asked once more. */
        repeats: z.number().int().min(0).max(MOST_REPEATS).default(0),
        /** How many tasks are the same for everybody; which items they show is drawn. */
        holdouts: z.number().int().min(0).max(MOST_HOLDOUTS).default(0),
        /** What follows is not asked of the main exercise, which has the study's own. */
        list: listName.default(null),
        texts: exerciseTexts.optional(),
        mirror: z
          .strictObject({
            of: screenKey,
            views: z.array(z.strictObject({ cohortId: id, asCohortId: id })).max(6),
          })
          .optional(),
      }),
    )
    .max(8),
  anchors: z
    .array(
      z.strictObject({
        key: screenKey.nullable(),
        exercise: screenKey,
        text: sentence,
        hint,
        yesLabel: shortLabel,
        noLabel: shortLabel,
      }),
    )
    .max(8),
});
