import { translator } from "@/lib/i18n/translator";
import { decimalsOf, signedText } from "../../figure-text";
import type { FoundGap, GapTable } from "../gap-table";
import { flaggedText, tableTitle } from "../report-words";
import type { ReportSection, SectionBlock } from "./section";

/** Every gap with and without the flagged, so that one which hangs on their answers shows itself. */
export const dataQuality: ReportSection = {
  key: "data-quality",
  about: "those counted",
  read({ report, all }) {
    const t = translator("report");
    const pairs = report.tables.flatMap((table) => {
      const same = all?.tables.find(({ key }) => key === table.key);
      return same?.rows.some(({ gap }) => gap) ? [{ table, same }] : [];
    });
    if (pairs.length === 0) return [];
    return [
      {
        id: this.key,
        title: t("withAndWithoutTitle"),
        lead: `${t("withAndWithoutLead")} ${flaggedText(report)}`,
        terms: ["flag", "straightLining", "speeding", "rlh"],
        blocks: pairs.map(({ table, same }) => withAndWithout(table, same)),
      },
    ];
  },
};

function withAndWithout(table: GapTable, all: GapTable): SectionBlock {
  const t = translator("report");
  const gapOf = new Map(all.rows.map(({ number, gap }) => [number, gap]));
  const lines = table.rows.map((row) => ({ ...row, before: gapOf.get(row.number) ?? null }));
  const comparable = lines.filter(({ gap, before }) => gap && before);
  const agreed = comparable.filter(({ gap, before }) => gap?.verdict === before?.verdict);
  const value = (gap: FoundGap | null) =>
    gap ? signedText(gap.gap, decimalsOf(table.scale)) : "–";
  const verdict = (gap: FoundGap | null) => (gap ? t(`verdict_${gap.verdict}`) : "–");
  return {
    kind: "group",
    title: tableTitle(table),
    blocks: [
      { kind: "text", text: t("sameVerdicts", { same: agreed.length, all: comparable.length }) },
      {
        kind: "table",
        table: {
          caption: `${t("withAndWithoutTitle")}: ${tableTitle(table)}`,
          columns: [
            { key: "item", title: t("item"), studyWords: true },
            { key: "all", title: t("gapWith"), numeric: true },
            { key: "without", title: t("gapWithout"), numeric: true },
            { key: "verdictAll", title: t("verdictWith") },
            { key: "verdictWithout", title: t("verdictWithout") },
          ],
          rows: lines.map(({ number, label, gap, before }) => ({
            key: String(number),
            cells: {
              item: label,
              all: value(before),
              without: value(gap),
              verdictAll: verdict(before),
              verdictWithout: verdict(gap),
            },
          })),
        },
      },
    ],
  };
}
