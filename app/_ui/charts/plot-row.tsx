import type { ReactNode } from "react";
import type { ChartSeries, GapChartRow } from "@/lib/charts/gap-chart-data";
import { placedMarks } from "@/lib/charts/gap-layout";
import type { PlotScale } from "@/lib/charts/plot-scale";
import { type Paints, seriesPaint } from "./paints";
import { SeriesMark } from "./series-mark";

/** A place along the axis: units in a drawing of fixed size, a percentage in one that stretches. */
export type Place = number | `${number}%`;

/** Half the height of an interval's ends. */
const CAP = 4;

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
  scale,
  place,
  middle,
  paints,
}: {
  row: GapChartRow;
  series: readonly ChartSeries[];
  scale: PlotScale;
  place: (value: number) => Place;
  middle: number;
  paints: Paints;
}) {
  const drawn = placedMarks(row, series, middle);
  const [one, other] = drawn;
  return (
    <>
      {one && other && series.length === 2 ? (
        <line
          x1={place(one.value)}
          x2={place(other.value)}
          y1={one.y}
          y2={other.y}
          stroke={row.emphasis ? paints.ink : paints.strong}
          strokeWidth={row.emphasis ? 2.5 : 1}
        />
      ) : null}
      {drawn.map(({ number, low, high, y }) =>
        low === null || high === null ? null : (
          <g key={number} stroke={seriesPaint(paints, number)} strokeWidth={1.75}>
            <line x1={place(low)} x2={place(high)} y1={y} y2={y} />
            {/* An interval that goes on beyond the axis has no end to draw there. */}
            {[low, high].filter(scale.holds).map((end) => (
              <line key={end} x1={place(end)} x2={place(end)} y1={y - CAP} y2={y + CAP} />
            ))}
          </g>
        ),
      )}
      {/* The first series last: where marks meet, its filled one stays inside the other's outline. */}
      {drawn.toReversed().map(({ number, value, y }) => (
        <At key={number} x={place(value)} y={y}>
          <SeriesMark number={number} paints={paints} />
        </At>
      ))}
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
