import { translator } from "@/lib/i18n/translator";
import { type StripSign, stripVerdict } from "@/lib/maxdiff/causes/strip";
import { type GapStrip, STRIP_ANALYSES } from "../gap-strip";
import type { GapTable, GapTableRow } from "../gap-table";
import type { SectionBlock } from "./section";

/** One column of the strip. */
interface StripColumn {
  readonly key: string;
  readonly title: string;
  readonly isRequired: boolean;
  /** By item number; null before the analysis has run. */
  readonly signs: ReadonlyMap<number, StripSign> | null;
}

/**
 * Under the gaps of importance, a list and a table: whether each holds in every analysis that applies, with those that have not
 * run yet said.
 *
 * @param withFlagged what the analyses say with the flagged, where the table is without them
 */
export function stripBlocks(
  table: GapTable,
  strip: GapStrip | null,
  withFlagged: GapStrip | null,
): SectionBlock[] {
  if (!strip || table.cohorts.length < 2) return [];
  const t = translator("report");
  const columns = [
    ...columnsOf(strip, (name) => t(`strip_${name}`)),
    ...(withFlagged
      ? columnsOf(withFlagged, (name) => t("stripWithFlagged", { analysis: t(`strip_${name}`) }))
          // What has run of neither is said once.
          .filter(({ signs }) => signs !== null)
          .map((column) => ({ ...column, key: `${column.key}-all` }))
      : []),
  ];
  const missing = columns.filter(({ signs }) => signs === null);
  const rows = table.rows.filter(({ gap }) => gap);
  if (rows.length === 0) return [];
  const lines = [
    ...rows.flatMap((row) => (row.gap?.verdict === "different" ? [heldText(row, columns)] : [])),
    ...(missing.length > 0
      ? [
          t("stripMissing", {
            count: missing.length,
            analyses: missing.map(({ title }) => title).join(", "),
          }),
        ]
      : []),
    ...(withFlagged ? [] : [t("stripFlaggedMissing")]),
  ];
  return [
    { kind: "list", title: t("stripTitle"), lines },
    {
      kind: "table",
      foldedUnder: t("stripShow"),
      table: {
        caption: t("stripTitle"),
        columns: [
          { key: "item", title: t("item"), studyWords: true },
          { key: "holds", title: t("stripHolds"), whole: true },
          { key: "survives", title: t("stripSurvives") },
          ...columns.map(({ key, title }) => ({ key, title, whole: true })),
        ],
        rows: rows.map((row) => {
          const held = heldIn(row, columns);
          const cells: Record<string, string> = {
            item: row.label,
            holds: t("stripOf", { holds: held.holds, of: held.of }),
            survives: survivesText(
              held,
              missing.some(({ isRequired }) => isRequired),
            ),
          };
          for (const { key, signs } of columns) cells[key] = markText(row, signs);
          return { key: String(row.number), cells };
        }),
      },
    },
  ];
}

function columnsOf(
  strip: GapStrip,
  titleOf: (name: (typeof STRIP_ANALYSES)[number]["name"]) => string,
): StripColumn[] {
  return STRIP_ANALYSES.map(({ name, isRequired }) => ({
    key: name,
    title: titleOf(name),
    isRequired,
    signs: strip.get(name) ?? null,
  }));
}

function heldIn({ number, gap }: GapTableRow, columns: readonly StripColumn[]) {
  const marks = columns.map(({ isRequired, signs }) => ({
    isRequired,
    sign: signs?.get(number) ?? null,
  }));
  return stripVerdict(Math.sign(gap?.gap ?? 0), marks);
}

function heldText(row: GapTableRow, columns: readonly StripColumn[]): string {
  const t = translator("report");
  const { holds, of, survives } = heldIn(row, columns);
  const isOpen = columns.some(({ isRequired, signs }) => isRequired && signs === null);
  const values = { item: row.label, holds, of };
  return survives && !isOpen ? t("stripSurvivesIn", values) : t("stripHoldsIn", values);
}

/** A gap that fails is told at once; one that holds so far waits for the analyses that have to agree. */
function survivesText({ survives }: { survives: boolean }, isOpen: boolean): string {
  const t = translator("report");
  if (!survives) return t("stripNo");
  return isOpen ? t("stripOpen") : t("stripYes");
}

function markText(
  { number, gap }: GapTableRow,
  signs: ReadonlyMap<number, StripSign> | null,
): string {
  const t = translator("report");
  if (!signs) return t("stripNotRun");
  const sign = signs.get(number) ?? null;
  if (sign === null) return t("stripNoFigure");
  if (sign === 0) return t("stripNotHeld");
  return t(sign === Math.sign(gap?.gap ?? 0) ? "stripHeld" : "stripTurned");
}
