import type { ReactNode } from "react";
import { CountBars } from "@/app/_ui/charts/count-bars";
import { HeatLegend, HeatMap } from "@/app/_ui/charts/heat-map";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { translator } from "@/lib/i18n/translator";
import type { DesignDiagnostics } from "@/lib/maxdiff/design/diagnose-design";
import { countText, momentText, shortText } from "@/lib/reports/figure-text";

interface Drawn {
  readonly diagnostics: DesignDiagnostics;
  /** By the design's item index: "1 Strategic alignment". */
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  readonly isApart: (row: number, column: number) => boolean;
}

/** A design's balance drawn, and one sentence of verdict above it. */
export function Diagnostics({
  design,
  items,
  prohibitedPairs,
  diagnostics,
}: {
  design: NonNullable<RevisionExercise["design"]>;
  items: RevisionExercise["items"];
  prohibitedPairs: readonly [number, number][];
  diagnostics: DesignDiagnostics;
}) {
  const t = translator("studio");
  const labelOf = new Map(items.map((item) => [item.number, item.label]));
  const apart = new Set(prohibitedPairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const drawn: Drawn = {
    diagnostics,
    isApart: (row, column) =>
      apart.has(`${design.itemNumbers[row]} ${design.itemNumbers[column]}`) &&
      diagnostics.pairs.counts[row][column] === 0,
    numbers: design.itemNumbers.map(String),
    names: design.itemNumbers.map((number) => `${number} ${labelOf.get(number) ?? ""}`.trim()),
  };
  const moment = momentText(design.createdAt);
  return (
    <div className="grid gap-6">
      <Panel title={t("diagnosticsTitle")}>
        <p className="text-lg">{verdictSentence(diagnostics)}</p>
        <p className="text-sm text-ink-soft">
          {design.origin === "imported"
            ? t("engineImported", { moment })
            : t("engineFact", { engine: design.engine, seed: String(design.seed), moment })}
        </p>
      </Panel>
      <ItemBalance {...drawn} />
      <PairBalance {...drawn} />
      <PositionBalance {...drawn} />
      <Connectivity {...drawn} />
    </div>
  );
}

function verdictSentence({
  verdict,
  items,
  pairs,
  positions,
  connectivity,
  efficiency,
}: DesignDiagnostics): string {
  const t = translator("studio");
  const even = ({ min, max }: { min: number; max: number }) => min === max;
  const facts = [
    t(even(items) ? "fact_itemsEven" : "fact_itemsWithin", range(items)),
    t(even(pairs) ? "fact_pairsEven" : "fact_pairsWithin", range(pairs)),
    t(even(positions) ? "fact_positionsEven" : "fact_positionsWithin", range(positions)),
    connectivity.disconnectedVersions === 0
      ? t("fact_connected")
      : t("fact_disconnected", { count: connectivity.disconnectedVersions }),
    t("fact_efficiency", { percent: shortText(100 * efficiency.overall, 1) }),
  ];
  return t(`verdict_${verdict}`, { facts: facts.join("; ") });
}

function range({ min, max }: { min: number; max: number }) {
  return { min, max };
}

/** A chart with its figures: it scrolls inside itself, and a table beneath says the same. */
function ChartPanel({
  title,
  lead,
  worst,
  chart,
  table,
}: {
  title: string;
  lead: string;
  worst: string;
  chart: ReactNode;
  table?: ReactNode;
}) {
  return (
    <Panel title={title} lead={lead}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={title} tabIndex={0}>
        {chart}
      </section>
      <p>{worst}</p>
      {table ? (
        <details>
          <summary className="w-fit text-sm text-accent">{translator("studio")("figures")}</summary>
          <div className="mt-3">{table}</div>
        </details>
      ) : null}
    </Panel>
  );
}

function ItemBalance({ diagnostics, names }: Drawn) {
  const t = translator("studio");
  const { counts, mean, min, max, worst } = diagnostics.items;
  const ideal = idealOf(mean);
  const isAsEvenAsCanBe = max - min <= 1;
  return (
    <ChartPanel
      title={t("itemChartTitle")}
      lead={t("itemChartLead", { versions: diagnostics.versionCount, ideal })}
      worst={
        isAsEvenAsCanBe
          ? t(min === max ? "itemChartEven" : "itemChartNearlyEven")
          : t("itemChartWorst", { item: names[worst.item], count: worst.count })
      }
      chart={
        <CountBars
          label={t("itemChartAlt", { ideal })}
          rows={counts.map((value, index) => ({ name: names[index], value }))}
          ideal={mean}
          idealText={`${t("scaleIdeal")} ${ideal}`}
          worst={isAsEvenAsCanBe ? null : worst.item}
        />
      }
    />
  );
}

function PairBalance({ diagnostics, names, numbers, isApart }: Drawn) {
  const t = translator("studio");
  const { counts, mean, min, max, worst } = diagnostics.pairs;
  const cell = (row: number, column: number) => ({
    value: counts[row][column],
    isBarred: isApart(row, column),
    title: isApart(row, column)
      ? t("pairProhibited", { one: names[row], other: names[column] })
      : t("pairCell", { one: names[row], other: names[column], count: counts[row][column] }),
  });
  const [first, second] = worst.items;
  const isEven = min === max;
  return (
    <ChartPanel
      title={t("pairChartTitle")}
      lead={t("pairChartLead", { ideal: idealOf(mean) })}
      worst={
        isEven
          ? t("pairChartEven")
          : t("pairChartWorst", { one: names[first], other: names[second], count: worst.count })
      }
      chart={
        <>
          <HeatMap
            label={t("pairChartAlt")}
            rows={names.slice(1)}
            columns={numbers.slice(0, -1)}
            cells={names
              .slice(1)
              .map((_, row) =>
                Array.from({ length: row + 1 }, (__, column) => cell(row + 1, column)),
              )}
            ideal={mean}
            worst={
              isEven ? null : { row: Math.max(first, second) - 1, column: Math.min(first, second) }
            }
          />
          <Legend />
        </>
      }
      table={
        <DataTable
          caption={t("pairChartTitle")}
          columns={[
            { key: "item", title: t("item"), studyWords: true },
            ...numbers.map((number) => ({ key: number, title: number, numeric: true })),
          ]}
          rows={names.map((name, row) => ({
            key: name,
            cells: {
              item: name,
              ...Object.fromEntries(
                numbers.map((number, column) => [
                  number,
                  row === column ? "" : countText(counts[row][column]),
                ]),
              ),
            },
          }))}
        />
      }
    />
  );
}

function PositionBalance({ diagnostics, names }: Drawn) {
  const t = translator("studio");
  const { counts, mean, min, max, worst } = diagnostics.positions;
  const positions = counts[0].map((_, position) => String(position + 1));
  const isEven = min === max;
  return (
    <ChartPanel
      title={t("positionChartTitle")}
      lead={t("positionChartLead", { ideal: idealOf(mean) })}
      worst={
        isEven
          ? t("positionChartEven")
          : t("positionChartWorst", {
              item: names[worst.item],
              position: positions[worst.position],
              count: worst.count,
            })
      }
      chart={
        <>
          <HeatMap
            label={t("positionChartAlt")}
            rows={names}
            columns={positions}
            cells={counts.map((row, item) =>
              row.map((value, position) => ({
                value,
                title: t("positionCell", {
                  item: names[item],
                  position: positions[position],
                  count: value,
                }),
              })),
            )}
            ideal={mean}
            worst={isEven ? null : { row: worst.item, column: worst.position }}
          />
          <Legend />
        </>
      }
      table={
        <DataTable
          caption={t("positionChartTitle")}
          columns={[
            { key: "item", title: t("item"), studyWords: true },
            { key: "shown", title: t("timesShown"), numeric: true },
            ...positions.map((position) => ({
              key: position,
              title: t("position", { position }),
              numeric: true,
            })),
          ]}
          rows={counts.map((row, item) => ({
            key: names[item],
            cells: {
              item: names[item],
              shown: countText(diagnostics.items.counts[item]),
              ...Object.fromEntries(
                positions.map((position, column) => [position, countText(row[column])]),
              ),
            },
          }))}
        />
      }
    />
  );
}

/** 1,200; 61.54. */
function idealOf(mean: number): string {
  return mean.toLocaleString("en", { maximumFractionDigits: 2 });
}

function Legend() {
  const t = translator("studio");
  return (
    <div className="mt-3">
      <HeatLegend
        words={{ below: t("scaleBelow"), ideal: t("scaleIdeal"), above: t("scaleAbove") }}
      />
    </div>
  );
}

function Connectivity({ diagnostics }: Drawn) {
  const t = translator("studio");
  const { connectivity, dispersion, itemCount, versionCount } = diagnostics;
  const items = String(itemCount);
  const sentence = !connectivity.connected
    ? t("connectivityNo")
    : connectivity.disconnectedVersions === 0
      ? t("connectivityYes", { items, versions: versionCount })
      : t("connectivityVersions", {
          items,
          count: connectivity.disconnectedVersions,
          versions: countText(versionCount),
        });
  return (
    <Panel title={t("connectivityTitle")}>
      <p>{sentence}</p>
      <p>
        {t("dispersionFact", {
          percent: shortText(100 * dispersion.adjacentRepeats, 1),
          random: shortText(100 * dispersion.randomOrder, 1),
        })}
      </p>
    </Panel>
  );
}
