import { DataTable } from "@/app/_ui/data-table";
import { translator } from "@/lib/i18n/translator";
import { shortText } from "@/lib/reports/figure-text";
import type { Progress } from "@/lib/reports/read-progress";

const STRENGTHS = ["weak", "moderate", "strong", "very strong"];

/** Both errors of the cut-off on fit, simulated for this design. */
export function CutoffCost({ progress: { cutoff } }: { progress: Progress }) {
  if (!cutoff) return null;
  const t = translator("progress");
  return (
    <section className="grid gap-2">
      <h3>{t("cutoffTitle")}</h3>
      <p className="max-w-[72ch] text-sm text-ink-soft">
        {t("cutoffLead", { cutoff: cutoff.cutoff.toFixed(3), chance: cutoff.chance.toFixed(3) })}
      </p>
      <DataTable
        caption={t("cutoffTitle")}
        columns={[
          { key: "who", title: t("cutoffWho") },
          { key: "flagged", title: t("cutoffFlagged"), numeric: true },
        ]}
        rows={[
          {
            key: "random",
            cells: { who: t("cutoffRandom"), flagged: shortText(100 - cutoff.randomPassed, 1) },
          },
          ...cutoff.sincere.map(({ spread, flagged }, index) => ({
            key: String(spread),
            cells: {
              who: t("cutoffSincere", { strength: STRENGTHS[index], value: String(spread) }),
              flagged: shortText(flagged, 1),
            },
          })),
        ]}
      />
    </section>
  );
}
