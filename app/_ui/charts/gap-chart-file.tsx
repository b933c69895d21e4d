import type { ReactNode } from "react";
import type { GapChartData, GapChartRow } from "@/lib/charts/gap-chart-data";
import { averageAnchor, FILE_TEXT, fileLayout, gapLayout } from "@/lib/charts/gap-layout";
import { DirectLabels } from "./direct-labels";
import { FILE_PAINTS } from "./paints";
import { At, PlotGrid, PlotRow } from "./plot-row";
import { SeriesMark } from "./series-mark";

/** A generic family last, so that a reader without the named ones still sees a sans serif. */
const FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * The gap chart as a file of its own: fixed size, light colours, white ground, everything that
 * names and qualifies it inside. Plain shapes at plain coordinates, for any drawing program.
 */
export function GapChartFile(props: { chart: GapChartData }) {
  const chart = printable(props.chart);
  const paints = FILE_PAINTS;
  const layout = gapLayout(chart);
  const { scale, named, isSingle } = layout;
  const drawing = fileLayout(chart, layout);
  const { width, height, margin, plot, place, title, caption } = drawing;
  const { usual, small } = FILE_TEXT;

  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={FONTS}
      fontSize={usual}
      fill={paints.ink}
      role="img"
      aria-labelledby={`${chart.id}-title ${chart.id}-description`}
    >
      <title id={`${chart.id}-title`}>{chart.title}</title>
      <desc id={`${chart.id}-description`}>{description(chart)}</desc>
      <rect width={width} height={height} fill={paints.ground} />
      <Lines
        lines={title.lines}
        x={margin}
        y={title.top}
        step={title.step}
        size={FILE_TEXT.title}
        weight={700}
      />
      {chart.badge ? (
        <text x={margin} y={drawing.badgeLine} fontSize={usual} fontWeight={700} fill="#7a4f00">
          {chart.badge}
        </text>
      ) : null}
      <Key chart={chart} places={drawing.keys} />
      <text
        x={plot.left + plot.width / 2}
        y={drawing.headLine}
        textAnchor="middle"
        fontSize={small}
        fill={paints.soft}
      >
        {chart.axisLabel}
      </text>
      <text x={drawing.readingLeft} y={drawing.headLine} fontSize={small} fill={paints.soft}>
        {chart.readingTitle}
      </text>
      <Rule drawing={drawing} y={drawing.rowsTop} paint={paints.strong} />
      <PlotGrid
        scale={scale}
        average={chart.average?.value ?? null}
        place={place}
        top={plot.top}
        bottom={drawing.rowsBottom}
        paints={paints}
      />
      {drawing.rows.map(({ row, label, bottom, middle, top }) => (
        <g key={row.key} fill={row.emphasis || isSingle ? paints.ink : paints.soft}>
          <Rule drawing={drawing} y={bottom} paint={paints.line} />
          <Lines
            lines={label}
            x={margin}
            y={middle + 5 - ((label.length - 1) * drawing.labelStep) / 2}
            step={drawing.labelStep}
            size={usual}
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
            {row === named ? (
              <g transform={`translate(0 ${top + 4})`}>
                <DirectLabels
                  row={row}
                  series={chart.series}
                  at={scale.at}
                  place={place}
                  width={plot.width}
                  middle={middle - top - 4}
                  paints={paints}
                />
              </g>
            ) : null}
          </g>
          <Reading row={row} x={drawing.readingLeft} middle={middle} />
        </g>
      ))}
      {scale.ticks.map((tick) => (
        <text
          key={tick}
          x={place(tick)}
          y={drawing.rowsBottom + 18}
          textAnchor="middle"
          fontSize={small}
          fill={paints.soft}
        >
          {scale.tickText(tick)}
        </text>
      ))}
      {chart.average ? (
        <text
          x={place(chart.average.value)}
          y={drawing.rowsBottom + 36}
          textAnchor={averageAnchor(scale.at(chart.average.value))}
          fontSize={small}
          fill={paints.soft}
        >
          {chart.average.label}
        </text>
      ) : null}
      <g fill={paints.soft}>
        <Lines
          lines={caption.lines}
          x={margin}
          y={caption.top}
          step={caption.step}
          size={small}
          weight={400}
        />
      </g>
    </svg>
  );
}

function Key({
  chart,
  places,
}: {
  chart: GapChartData;
  places: readonly { x: number; y: number }[];
}) {
  return chart.series.map(({ number, name, size }, index) => (
    <g key={number}>
      <At x={places[index].x + 8} y={places[index].y}>
        <SeriesMark number={number} paints={FILE_PAINTS} />
      </At>
      <text x={places[index].x + 24} y={places[index].y + 5}>
        <tspan fontWeight={700}>{name}</tspan>
        <tspan dx={6} fill={FILE_PAINTS.soft}>
          {size}
        </tspan>
      </text>
    </g>
  ));
}

/** The figure and its verdict on one line, the note on the next. */
function Reading({ row, x, middle }: { row: GapChartRow; x: number; middle: number }) {
  return (
    <>
      <text x={x} y={middle - 3} fontWeight={row.emphasis ? 700 : 400}>
        <tspan>{row.reading}</tspan>
        {row.verdict ? (
          <tspan dx={8} fontStyle={row.emphasis ? "normal" : "italic"}>
            {row.verdict}
          </tspan>
        ) : null}
      </text>
      <text x={x} y={middle + 13} fontSize={FILE_TEXT.small} fill={FILE_PAINTS.soft}>
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

function Rule({
  drawing: { margin, width },
  y,
  paint,
}: {
  drawing: { margin: number; width: number };
  y: number;
  paint: string;
}) {
  return <line x1={margin} x2={width - margin} y1={y} y2={y} stroke={paint} strokeWidth={1} />;
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
