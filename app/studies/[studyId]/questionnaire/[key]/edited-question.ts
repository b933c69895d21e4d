import { hasOptions } from "@/db/schema/screen-settings";
import type { QuestionOption, QuestionSettings, QuestionType } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { QUESTION_TYPES, questionTypes } from "@/lib/questionnaire/types/list";
import type { OwnSettings } from "@/lib/questionnaire/types/own-fields";
import type { EditedType } from "./edited-type";

/** An answer as its editor holds it. */
export interface EditedOption {
  /** Empty for a new one. */
  readonly id: string;
  readonly label: string;
  readonly exclusive: boolean;
  readonly other: boolean;
  readonly pinned: boolean;
  readonly leadsOut: boolean;
}

/** A question as its editor holds it. */
export interface EditedQuestion {
  readonly type: QuestionType;
  readonly text: string;
  readonly hint: string;
  readonly required: boolean;
  readonly options: readonly EditedOption[];
  readonly optionOrder: "fixed" | "random";
  /** Every type that it can be made, in the order in which they are offered. */
  readonly types: readonly EditedType[];
}

function editedTypes(question?: QuestionSettings): EditedType[] {
  return QUESTION_TYPES.map((type) => {
    const { blank, marks, ownFields } = questionTypes[type];
    const own = question?.type === type ? { ...blank, ...ownOf(question) } : blank;
    return { type, own, ownFields, marks } as EditedType;
  });
}

/** What of a question is neither its words nor its answers. */
function ownOf(question: QuestionSettings): OwnSettings<QuestionSettings> {
  const { type: _, text: _t, hint: _h, required: _r, ...own } = question;
  return own;
}

export const NEW_OPTION: EditedOption = {
  id: "",
  label: "",
  exclusive: false,
  other: false,
  pinned: false,
  leadsOut: false,
};

export function newQuestion(): EditedQuestion {
  return {
    type: "single",
    text: "",
    hint: "",
    required: true,
    options: [NEW_OPTION, NEW_OPTION],
    optionOrder: "fixed",
    types: editedTypes(),
  };
}

/** Whether somebody takes part, asked before anything else. */
export function newConsent(): EditedQuestion {
  const t = translator("studio");
  return {
    ...newQuestion(),
    text: t("consentText"),
    options: [
      { ...NEW_OPTION, label: t("consentYes") },
      { ...NEW_OPTION, label: t("consentNo"), leadsOut: true },
    ],
  };
}

export function editedQuestion(question: QuestionSettings): EditedQuestion {
  const { type, text, hint, required } = question;
  const { options, optionOrder } = newQuestion();
  return {
    ...{ type, text, hint, required },
    options: hasOptions(question) ? question.options.map(editedOption) : options,
    optionOrder: (hasOptions(question) ? question.optionOrder : undefined) ?? optionOrder,
    types: editedTypes(question),
  };
}

export function editedOption(option: QuestionOption): EditedOption {
  return {
    id: option.id,
    label: option.label,
    exclusive: option.exclusive ?? false,
    other: option.other ?? false,
    pinned: option.pinned ?? false,
    leadsOut: option.outcome?.kind === "screened-out",
  };
}
