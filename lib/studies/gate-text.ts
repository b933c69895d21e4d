import { translator } from "@/lib/i18n/translator";
import type { GateLine } from "./launch-gate";

/** The sentence of a launch gate's line. */
export function gateText({ code, values }: GateLine): string {
  // The values a line needs are fixed where it is made; the compiler cannot follow them here.
  const translate = translator("studio") as (
    key: string,
    values?: Record<string, string | number>,
  ) => string;
  const { text } = values;
  if (code === "textMissing") return translate(`gate_textMissing_${text}`);
  return translate(`gate_${code}`, values);
}
