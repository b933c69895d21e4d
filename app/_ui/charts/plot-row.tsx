import type { ReactNode } from "react";
import type { ChartSeries, GapChartRow } from "./gap-chart-data";
import { type Paints, seriesPaint } from "./paints";
import type { PlotScale } from "./plot-scale";
import { SeriesMark } from "./series-mark";

/** A place along the axis: units in a drawing of fixed size, a percentage in one that stretches. */
export type Place = number | `${number}%`;

/** Intervals stand this far above or below the middle, so that overlapping ones stay readable. */
const DODGE = 3;

/** The lines behind the rows: ticks, and the average item. */
export function PlotGrid({
  scale,
  average,
  place,
  top,
  bottom,
  paints,
}: {
  scale: PlotScale;
  average: number | null;
  place: (value: number) => Place;
  top: Place;
  bottom: Place;
  paints: Paints;
}) {
  return (
    <>
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1={place(tick)}
          x2={place(tick)}
          y1={top}
          y2={bottom}
          stroke={paints.line}
          strokeWidth={1}
        />
      ))}
      {average === null ? null : (
        <line
          x1={place(average)}
          x2={place(average)}
          y1={top}
          y2={bottom}
          stroke={paints.strong}
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
      )}
    </>
  );
}

/** One row of a gap chart: the line between the marks, each interval, each mark. */
export function PlotRow({
  row,
  series,
  place,
  middle,
  paints,
}: {
  row: GapChartRow;
  series: readonly ChartSeries[];
  place: (value: number) => Place;
  middle: number;
  paints: Paints;
}) {
  const [first, second] = row.marks;
  return (
    <>
      {first && second ? (
        <line
          x1={place(first.value)}
          x2={place(second.value)}
          y1={middle}
          y2={middle}
          stroke={row.emphasis ? paints.ink : paints.strong}
          strokeWidth={row.emphasis ? 3 : 1}
        />
      ) : null}
      {row.marks.map((mark, index) => {
        if (!mark || mark.low === null || mark.high === null) return null;
        const y = middle + (series.length < 2 ? 0 : index === 0 ? -DODGE : DODGE);
        return (
          <line
            key={series[index].number}
            x1={place(mark.low)}
            x2={place(mark.high)}
            y1={y}
            y2={y}
            stroke={seriesPaint(paints, series[index].number)}
            strokeWidth={2}
            strokeLinecap="round"
          />
        );
      })}
      {/* The first series last: a filled mark then shows inside a hollow one where they meet. */}
      {row.marks
        .map((mark, index) =>
          mark ? (
            <At key={series[index].number} x={place(mark.value)} y={middle}>
              <SeriesMark number={series[index].number} paints={paints} />
            </At>
          ) : null,
        )
        .reverse()}
    </>
  );
}

/** Puts a drawing around a place; only a nested drawing can stand at a percentage. */
export function At({ x, y, children }: { x: Place; y: number; children: ReactNode }) {
  return typeof x === "number" ? (
    <g transform={`translate(${x} ${y})`}>{children}</g>
  ) : (
    <svg x={x} y={y} overflow="visible" aria-hidden="true">
      {children}
    </svg>
  );
}
