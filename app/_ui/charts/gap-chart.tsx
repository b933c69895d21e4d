import { type GapChartData, type GapChartRow, tableRowId } from "@/lib/charts/gap-chart-data";
import {
  averageAnchor,
  type GapLayout,
  gapLayout,
  hundredths,
  MIN_PLOT_WIDTH,
  pageAxisHeight,
  pageRow,
} from "@/lib/charts/gap-layout";
import type { PlotScale } from "@/lib/charts/plot-scale";
import { StudyWords } from "../study-language";
import { DirectLabels } from "./direct-labels";
import { PAGE_PAINTS } from "./paints";
import { PlotGrid, PlotRow } from "./plot-row";
import { SeriesKey } from "./series-mark";

/** Label, plot and reading side by side where there is room, else stacked; words never shrink. */
const COLUMNS = "@2xl:grid @2xl:grid-cols-[minmax(8rem,13rem)_minmax(0,1fr)_12.5rem] @2xl:gap-x-5";

/**
 * Rows of figures with intervals for one series or two, and what to read from each row. Pure SVG on
 * a stretching axis: it needs no script, no style attribute and no measuring.
 */
export function GapChart({ chart }: { chart: GapChartData }) {
  const layout = gapLayout(chart);
  const { scale, named } = layout;
  return (
    <figure
      className="@container grid gap-3 print:block print:break-inside-avoid print:*:mb-3"
      aria-label={chart.title}
    >
      <figcaption className="grid justify-items-start gap-2">
        {chart.badge ? (
          <p className="rounded border border-warning bg-warning-soft px-2 py-0.5 text-xs font-medium text-warning">
            {chart.badge}
          </p>
        ) : null}
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {chart.series.map((series) => (
            <li key={series.number} className="flex items-center gap-1.5">
              <SeriesKey number={series.number} paints={PAGE_PAINTS} />
              <span className="font-medium">{series.name}</span>
              <span className="text-ink-soft">{series.size}</span>
            </li>
          ))}
        </ul>
      </figcaption>
      <div>
        <div className={`hidden border-b border-line-strong pb-1 text-xs text-ink-soft ${COLUMNS}`}>
          <span />
          <span className="text-center">{chart.axisLabel}</span>
          <span>{chart.readingTitle}</span>
        </div>
        <p className="border-b border-line-strong pb-1 text-xs text-ink-soft @2xl:hidden">
          {chart.axisLabel}
        </p>
        {/* Stacked rows make a long chart: its axis stands above them too. */}
        <div className="@2xl:hidden">
          <Axis chart={chart} scale={scale} />
        </div>
        <ol>
          {chart.rows.map((row) => (
            <Row key={row.key} chart={chart} row={row} layout={layout} named={row === named} />
          ))}
        </ol>
        <div className={COLUMNS}>
          <span />
          <Axis chart={chart} scale={scale} />
        </div>
      </div>
      <div className="grid gap-1 text-xs text-ink-soft">
        {chart.caption.map((sentence) => (
          <p key={sentence} className="max-w-[95ch]">
            {sentence}
          </p>
        ))}
      </div>
    </figure>
  );
}

function Row({
  chart,
  row,
  layout: { scale, isSingle },
  named,
}: {
  chart: GapChartData;
  row: GapChartRow;
  layout: GapLayout;
  named: boolean;
}) {
  const { top, height, middle } = pageRow(named, chart.series.length);
  const place = (value: number) => `${hundredths(100 * scale.at(value))}%` as const;
  const tone = row.emphasis || isSingle ? "text-ink" : "text-ink-soft";
  const weight = row.emphasis ? "font-semibold" : "";
  const details = `${chart.id}-${row.key}-details`;
  return (
    <li
      className={`break-inside-avoid border-b border-line pt-2 @2xl:items-end @2xl:pt-0 ${COLUMNS} ${tone}`}
    >
      <span className={`flex items-center text-sm leading-snug @2xl:min-h-11 @2xl:py-1 ${weight}`}>
        <StudyWords>{row.label}</StudyWords>
      </span>
      <a
        href={`#${tableRowId(chart.id, row.key)}`}
        aria-label={row.label}
        aria-describedby={details}
        className="group relative block px-3 no-underline @2xl:px-2"
      >
        <svg width="100%" height={height} overflow="visible" className="block" aria-hidden="true">
          <PlotGrid
            scale={scale}
            average={chart.average?.value ?? null}
            place={place}
            top={top}
            bottom="100%"
            paints={PAGE_PAINTS}
          />
          <PlotRow
            row={row}
            series={chart.series}
            scale={scale}
            place={place}
            middle={middle}
            paints={PAGE_PAINTS}
          />
          {named ? (
            <DirectLabels
              row={row}
              series={chart.series}
              at={scale.at}
              place={place}
              width={MIN_PLOT_WIDTH}
              middle={middle}
              paints={PAGE_PAINTS}
            />
          ) : null}
        </svg>
        <span
          id={details}
          className="pointer-events-none invisible absolute inset-x-2 top-full z-10 grid gap-0.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-xs text-ink shadow-md group-hover:visible group-focus-visible:visible"
        >
          {row.details.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      </a>
      <span className="flex flex-wrap items-baseline gap-x-2 pb-2 text-sm tabular-nums leading-snug @2xl:min-h-11 @2xl:content-center @2xl:py-1">
        <span className={weight}>{row.reading}</span>
        {row.verdict ? (
          <span className={row.emphasis ? "font-semibold" : "italic"}>{row.verdict}</span>
        ) : null}
        <span className="text-xs text-ink-soft @2xl:basis-full">{row.note}</span>
      </span>
    </li>
  );
}

function Axis({ chart, scale }: { chart: GapChartData; scale: PlotScale }) {
  return (
    <div className="px-3 @2xl:px-2">
      <svg
        width="100%"
        height={pageAxisHeight(chart)}
        overflow="visible"
        className="block text-xs tabular-nums"
        aria-hidden="true"
      >
        {scale.ticks.map((tick) => (
          <text
            key={tick}
            x={`${hundredths(100 * scale.at(tick))}%`}
            y={16}
            textAnchor="middle"
            fill={PAGE_PAINTS.soft}
          >
            {scale.tickText(tick)}
          </text>
        ))}
        {chart.average ? (
          <text
            x={`${hundredths(100 * scale.at(chart.average.value))}%`}
            y={33}
            textAnchor={averageAnchor(scale.at(chart.average.value))}
            fill={PAGE_PAINTS.soft}
          >
            {chart.average.label}
          </text>
        ) : null}
      </svg>
    </div>
  );
}
