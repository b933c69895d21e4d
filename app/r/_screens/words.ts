import { translator } from "@/lib/i18n/translator";

/** The respondent's words; one translator for all requests, since it keeps the messages it parsed. */
export const say = translator("interview");
export const sayCommon = translator("common");

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export function directionOf(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0].toLowerCase()) ? "rtl" : "ltr";
}
