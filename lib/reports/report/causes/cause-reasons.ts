import type { ToldCause } from "@/lib/analysis/methods/causes";
import { translator } from "@/lib/i18n/translator";
import type { CauseReason } from "@/lib/maxdiff/causes/judge-causes";
import { figureText, signedText } from "../../figure-text";
import { DECIMALS, intervalText } from "./cause-words";

/** How firmly a cause is told: by every test, with one that could not decide, or not at all. */
export function howSure({ cause, reasons, with: other }: ToldCause): "firm" | "reserve" | "none" {
  if (cause === null || cause === "cannot-tell") return "none";
  if (cause === "answer-noise") {
    const isMeasured = reasons.some((reason) => reason.key === "agreement" && reason.agrees);
    return isMeasured ? "firm" : "reserve";
  }
  const alike = reasons.some(
    (reason) => reason.key === "decisiveness" && reason.verdict === "alike",
  );
  const isSigned = reasons.some((reason) => reason.key === "co-appearance" && reason.isLow);
  return alike && (other === null || isSigned) ? "firm" : "reserve";
}

/** The reasons of a cause in words, one a figure. */
export function reasonTexts(
  told: ToldCause,
  labelOf: (number: number) => string,
): { readonly key: CauseReason["key"]; readonly text: string; readonly other: number | null }[] {
  const t = translator("causes");
  const interval = ({ low, high }: { low: number; high: number }) => intervalText(low, high);
  type Said = ReturnType<typeof reasonTexts>[number];
  return told.reasons.map((reason): Said => {
    const said = (text: string, other: number | null = null) => ({ key: reason.key, text, other });
    switch (reason.key) {
      case "decisiveness":
        return said(
          t("reason_decisiveness", {
            ...{ from: told.from, to: told.to, ratio: figureText(reason.ratio, DECIMALS) },
            verdict: t(`verdict_${reason.verdict}`),
          }),
        );
      case "one-footing":
        return said(
          t("reason_one-footing", {
            gap: signedText(reason.gap, DECIMALS),
            interval: interval(reason),
          }),
        );
      case "merged-gap":
        return said(
          t("reason_merged-gap", {
            other: labelOf(reason.with),
            gap: signedText(reason.gap, DECIMALS),
            interval: interval(reason),
            margin: figureText(reason.margin, DECIMALS),
          }),
          reason.with,
        );
      case "co-appearance":
        return said(
          t("reason_co-appearance", {
            other: labelOf(reason.with),
            isLow: String(reason.isLow),
            z: figureText(reason.z, 1),
          }),
          reason.with,
        );
      case "agreement":
        return said(
          t("reason_agreement", {
            ...{ from: told.from, to: told.to },
            fromShare: String(Math.round(100 * reason.from)),
            toShare: String(Math.round(100 * reason.to)),
            difference: signedText(100 * reason.difference, 0),
            interval: intervalText(100 * reason.low, 100 * reason.high, 0),
            agrees: String(reason.agrees),
          }),
        );
      case "needed":
        return said(
          t("reason_needed", {
            from: String(Math.round(100 * reason.from)),
            to: String(Math.round(100 * reason.to)),
          }),
        );
      default:
        return said(t("reason_strip", { holds: String(reason.holds), of: String(reason.of) }));
    }
  });
}
