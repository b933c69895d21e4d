import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { decimalsOf, signedText } from "@/lib/reports/figure-text";
import type { Gap, GapTable } from "@/lib/reports/report/gap-table";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { flaggedText, tableTitle } from "@/lib/reports/report/report-words";

/** Every gap twice, so that one which hangs on flagged answers shows itself. */
export function WithAndWithout({ all, without }: { all: CohortReport; without: CohortReport }) {
  const t = translator("report");
  const pairs = without.tables.flatMap((table) => {
    const same = all.tables.find(({ key }) => key === table.key);
    return same?.rows.some(({ gap }) => gap) ? [{ table, same }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <Panel
      title={t("withAndWithoutTitle")}
      lead={`${t("withAndWithoutLead")} ${flaggedText(without)}`}
    >
      {pairs.map(({ table, same }) => (
        <Pair key={table.key} table={table} same={same} />
      ))}
    </Panel>
  );
}

function Pair({ table, same }: { table: GapTable; same: GapTable }) {
  const t = translator("report");
  const gapOf = new Map(same.rows.map(({ item, gap }) => [item, gap]));
  const lines = table.rows.map(({ item, label, gap }) => ({
    item,
    label,
    gap,
    before: gapOf.get(item) ?? null,
  }));
  const judged = lines.filter(({ gap, before }) => gap && before);
  const agreed = judged.filter(({ gap, before }) => gap?.verdict === before?.verdict);
  const value = (gap: Gap | null) => (gap ? signedText(gap.value, decimalsOf(table.scale)) : "–");
  const verdict = (gap: Gap | null) => (gap ? t(`verdict_${gap.verdict}`) : "–");
  return (
    <section className="grid gap-2">
      <h3>{tableTitle(table)}</h3>
      <p>{t("sameVerdicts", { same: agreed.length, all: judged.length })}</p>
      <DataTable
        caption={`${t("withAndWithoutTitle")}: ${tableTitle(table)}`}
        columns={[
          { key: "item", title: t("item") },
          { key: "all", title: t("gapWith"), numeric: true },
          { key: "without", title: t("gapWithout"), numeric: true },
          { key: "verdictAll", title: t("verdictWith") },
          { key: "verdictWithout", title: t("verdictWithout") },
        ]}
        rows={lines.map(({ item, label, gap, before }) => ({
          key: String(item),
          cells: {
            item: label,
            all: value(before),
            without: value(gap),
            verdictAll: verdict(before),
            verdictWithout: verdict(gap),
          },
        }))}
      />
    </section>
  );
}
