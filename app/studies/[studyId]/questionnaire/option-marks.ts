import type { QuestionOption, QuestionSettings } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";

/** What an answer does besides being chosen, in words; empty for one that does nothing else. */
export function optionMarks({ other, exclusive, pinned }: QuestionOption): string {
  const t = translator("studio");
  return [
    other ? t("option_other") : "",
    exclusive ? t("option_exclusive") : "",
    pinned ? t("option_pinned") : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** True where each respondent is shown the answers in an order of their own. */
export function isMixed(question: QuestionSettings): boolean {
  return "optionOrder" in question && question.optionOrder === "random";
}
