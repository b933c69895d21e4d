import type { ReactNode } from "react";
import { DirectLabels, LABELS_HEIGHT } from "./direct-labels";
import { averageAnchor } from "./gap-chart";
import type { GapChartData, GapChartRow } from "./gap-chart-data";
import { FILE_PAINTS } from "./paints";
import { At, PlotGrid, PlotRow } from "./plot-row";
import { plotScale } from "./plot-scale";
import { SeriesMark } from "./series-mark";
import { textWidth, wrapText } from "./wrap-text";

const WIDTH = 1080;
const MARGIN = 32;
const LABEL_WIDTH = 250;
const READING_WIDTH = 250;
const GUTTER = 24;
const PLOT_LEFT = MARGIN + LABEL_WIDTH + GUTTER;
const PLOT_WIDTH = WIDTH - PLOT_LEFT - GUTTER - READING_WIDTH - MARGIN;
const READING_LEFT = PLOT_LEFT + PLOT_WIDTH + GUTTER;

const TEXT = 14;
const SMALL = 12;
const LINE = 18;
const ROW_LEAST = 42;
const LABEL_LINES = 3;

/** A generic family last, so that a reader without the named ones still sees a sans serif. */
const FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * The gap chart as a file of its own: fixed size, light colours, white ground, everything that
 * names and qualifies it inside. Plain shapes at plain coordinates, for any drawing program.
 */
export function GapChartFile(props: { chart: GapChartData }) {
  const chart = printable(props.chart);
  const paints = FILE_PAINTS;
  const scale = plotScale(chart);
  const place = (value: number) => rounded(PLOT_LEFT + PLOT_WIDTH * scale.at(value));
  // Without a second series there is nothing to step back from.
  const isSingle = chart.series.length < 2;
  const inner = WIDTH - 2 * MARGIN;

  const title = wrapText(chart.title, inner, 20);
  const titleBottom = MARGIN + title.length * 26;
  const keyLine = titleBottom + (chart.badge ? LINE + 8 : 0) + 14;
  const headLine = keyLine + 34;
  const rowsTop = headLine + 10;

  const labelled = chart.rows.find((row) => row.marks.every(Boolean));
  let next = rowsTop;
  const rows = chart.rows.map((row) => {
    const label = wrapText(row.label, LABEL_WIDTH, TEXT, LABEL_LINES);
    const extra = row === labelled ? LABELS_HEIGHT : 0;
    const height = Math.max(ROW_LEAST, label.length * LINE + 10);
    const top = next;
    next += extra + height;
    return { row, label, top, bottom: next, middle: top + extra + height / 2 };
  });
  const rowsBottom = next;
  const captionTop = rowsBottom + (chart.average ? 62 : 44);
  const caption = chart.caption.flatMap((sentence) => wrapText(sentence, inner, SMALL));
  const height = captionTop + caption.length * 17 + MARGIN - 12;

  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      fontFamily={FONTS}
      fontSize={TEXT}
      fill={paints.ink}
      role="img"
      aria-labelledby={`${chart.id}-title ${chart.id}-description`}
    >
      <title id={`${chart.id}-title`}>{chart.title}</title>
      <desc id={`${chart.id}-description`}>{description(chart)}</desc>
      <rect width={WIDTH} height={height} fill={paints.ground} />
      <Lines lines={title} x={MARGIN} y={MARGIN + 16} step={26} size={20} weight={700} />
      {chart.badge ? (
        <text x={MARGIN} y={titleBottom + 12} fontSize={TEXT} fontWeight={700} fill="#7a4f00">
          {chart.badge}
        </text>
      ) : null}
      <Key chart={chart} y={keyLine} />
      <text
        x={PLOT_LEFT + PLOT_WIDTH / 2}
        y={headLine}
        textAnchor="middle"
        fontSize={SMALL}
        fill={paints.soft}
      >
        {chart.axisLabel}
      </text>
      <text x={READING_LEFT} y={headLine} fontSize={SMALL} fill={paints.soft}>
        {chart.readingTitle}
      </text>
      <Rule y={rowsTop} paint={paints.strong} />
      <PlotGrid
        scale={scale}
        average={chart.average?.value ?? null}
        place={place}
        top={rowsTop + (labelled ? LABELS_HEIGHT : 0)}
        bottom={rowsBottom}
        paints={paints}
      />
      {rows.map(({ row, label, bottom, middle, top }) => (
        <g key={row.key} fill={row.emphasis || isSingle ? paints.ink : paints.soft}>
          <Rule y={bottom} paint={paints.line} />
          <Lines
            lines={label}
            x={MARGIN}
            y={middle + 5 - ((label.length - 1) * LINE) / 2}
            step={LINE}
            size={TEXT}
            weight={row.emphasis ? 700 : 400}
          />
          <g>
            <title>{row.details.join("\n")}</title>
            <PlotRow
              row={row}
              series={chart.series}
              scale={scale}
              place={place}
              middle={middle}
              paints={paints}
            />
            {row === labelled ? (
              <g transform={`translate(0 ${top + 4})`}>
                <DirectLabels
                  row={row}
                  series={chart.series}
                  at={scale.at}
                  place={place}
                  width={PLOT_WIDTH}
                  middle={middle - top - 4}
                  paints={paints}
                />
              </g>
            ) : null}
          </g>
          <Reading row={row} middle={middle} />
        </g>
      ))}
      {scale.ticks.map((tick) => (
        <text
          key={tick}
          x={place(tick)}
          y={rowsBottom + 18}
          textAnchor="middle"
          fontSize={SMALL}
          fill={paints.soft}
        >
          {scale.tickText(tick)}
        </text>
      ))}
      {chart.average ? (
        <text
          x={place(chart.average.value)}
          y={rowsBottom + 36}
          textAnchor={averageAnchor(scale.at(chart.average.value))}
          fontSize={SMALL}
          fill={paints.soft}
        >
          {chart.average.label}
        </text>
      ) : null}
      <g fill={paints.soft}>
        <Lines lines={caption} x={MARGIN} y={captionTop} step={17} size={SMALL} weight={400} />
      </g>
    </svg>
  );
}

function Key({ chart, y }: { chart: GapChartData; y: number }) {
  let left = MARGIN;
  return chart.series.map((series) => {
    const name = series.name;
    const size = series.size;
    const x = left;
    const sizeAt = x + 24 + textWidth(name, TEXT) * 1.08 + 6;
    left = rounded(sizeAt + textWidth(size, TEXT) + 28);
    return (
      <g key={series.number}>
        <At x={x + 8} y={y}>
          <SeriesMark number={series.number} paints={FILE_PAINTS} />
        </At>
        <text x={x + 24} y={y + 5}>
          <tspan fontWeight={700}>{name}</tspan>
          <tspan dx={6} fill={FILE_PAINTS.soft}>
            {size}
          </tspan>
        </text>
      </g>
    );
  });
}

/** The figure and its verdict on one line, the note on the next. */
function Reading({ row, middle }: { row: GapChartRow; middle: number }) {
  return (
    <>
      <text x={READING_LEFT} y={middle - 3} fontWeight={row.emphasis ? 700 : 400}>
        <tspan>{row.reading}</tspan>
        {row.verdict ? (
          <tspan dx={8} fontStyle={row.emphasis ? "normal" : "italic"}>
            {row.verdict}
          </tspan>
        ) : null}
      </text>
      <text x={READING_LEFT} y={middle + 13} fontSize={SMALL} fill={FILE_PAINTS.soft}>
        {row.note}
      </text>
    </>
  );
}

function Lines({
  lines,
  x,
  y,
  step,
  size,
  weight,
}: {
  lines: readonly string[];
  x: number;
  y: number;
  step: number;
  size: number;
  weight: number;
}): ReactNode {
  return (
    <text fontSize={size} fontWeight={weight}>
      {lines
        .map((line, index) => ({ line, baseline: y + index * step }))
        .map(({ line, baseline }) => (
          <tspan key={baseline} x={x} y={baseline}>
            {line}
          </tspan>
        ))}
    </text>
  );
}

function Rule({ y, paint }: { y: number; paint: string }) {
  return <line x1={MARGIN} x2={WIDTH - MARGIN} y1={y} y2={y} stroke={paint} strokeWidth={1} />;
}

function description(chart: GapChartData): string {
  const rows = chart.rows.map((row) => `${row.label}: ${row.details.join("; ")}`);
  return [chart.badge ?? "", chart.axisLabel, ...chart.caption, ...rows].filter(Boolean).join("\n");
}

/** The chart without what XML has no place for, not even escaped: controls, lone surrogates. */
function printable(chart: GapChartData): GapChartData {
  const text = JSON.stringify(chart, (_, value: unknown) =>
    typeof value === "string"
      ? value.replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, "")
      : value,
  );
  return JSON.parse(text) as GapChartData;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
