import { translator } from "@/lib/i18n/translator";

/** The words of a form around what its button does. */
export function formWords(submit: string, during?: string, after?: string) {
  const t = translator("common");
  return {
    submit,
    saving: during ?? t("saving"),
    saved: after ?? t("saved"),
    errorTitle: t("errorSummaryTitle"),
  };
}
