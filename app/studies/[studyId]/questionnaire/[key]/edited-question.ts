import { hasOptions } from "@/db/schema/screen-settings";
import type { QuestionOption, QuestionSettings, QuestionType } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";

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

/** A question as its editor holds it: what one type needs stays while another is looked at. */
export interface EditedQuestion {
  readonly type: QuestionType;
  readonly text: string;
  readonly hint: string;
  readonly required: boolean;
  readonly options: readonly EditedOption[];
  readonly optionOrder: "fixed" | "random";
  readonly topN: number;
  readonly total: number;
  readonly unit: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly decimals: number;
  readonly maxLength: number;
}

export const NEW_OPTION: EditedOption = {
  id: "",
  label: "",
  exclusive: false,
  other: false,
  pinned: false,
  leadsOut: false,
};

export const NEW_QUESTION: EditedQuestion = {
  type: "single",
  text: "",
  hint: "",
  required: true,
  options: [NEW_OPTION, NEW_OPTION],
  optionOrder: "fixed",
  topN: 3,
  total: 100,
  unit: "",
  minimum: 0,
  maximum: null,
  decimals: 0,
  maxLength: 200,
};

/** Whether somebody takes part, asked before anything else. */
export function newConsent(): EditedQuestion {
  const t = translator("studio");
  return {
    ...NEW_QUESTION,
    text: t("consentText"),
    options: [
      { ...NEW_OPTION, label: t("consentYes") },
      { ...NEW_OPTION, label: t("consentNo"), leadsOut: true },
    ],
  };
}

export function editedQuestion(question: QuestionSettings): EditedQuestion {
  if (!hasOptions(question)) return { ...NEW_QUESTION, ...question };
  const { options, ...rest } = question;
  return {
    ...NEW_QUESTION,
    ...rest,
    options: options.map(editedOption),
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
