import { languageName } from "@/lib/i18n/languages";
import { translator } from "@/lib/i18n/translator";
import type { GateLine } from "./launch-gate";

/** The sentence of a launch gate's line. */
export function gateText({ code, values }: GateLine): string {
  // The values a line needs are fixed where it is made; the compiler cannot follow them here.
  const translate = translator("studio") as (
    key: string,
    values?: Record<string, string | number>,
  ) => string;
  const { text, about, locale, screen } = values;
  const sentence =
    code === "textMissing"
      ? translate(`gate_textMissing_${text}`)
      : translate(`gate_${code}`, {
          ...values,
          // A text of the study, or a screen by its name.
          place: text === undefined ? screen : translate(`text_${text}`),
          ...(locale === undefined ? {} : { language: languageName(String(locale)) }),
        });
  return about === undefined ? sentence : translate("gateAbout", { name: about, sentence });
}
