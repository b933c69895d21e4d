import { directLabels, LABEL_SIZE, labelBaseline } from "@/lib/charts/direct-labels";
import type { ChartSeries, GapChartRow } from "@/lib/charts/gap-chart-data";
import { type Paints, seriesPaint } from "./paints";
import type { Place } from "./plot-row";
import { MARK_RADIUS } from "./series-mark";

/**
 * Names the marks of one row in place, each on a line of its own with a thin line down to its mark.
 * Draws nothing where the names would run out of the plot or into each other; the key above the
 * chart names the series in any case.
 *
 * @param width of the plot in pixels, or the least one it may shrink to
 */
export function DirectLabels({
  row,
  series,
  at,
  place,
  width,
  middle,
  paints,
}: {
  row: GapChartRow;
  series: readonly ChartSeries[];
  /** 0 at the left end of the axis, 1 at the right end. */
  at: (value: number) => number;
  place: (value: number) => Place;
  width: number;
  middle: number;
  paints: Paints;
}) {
  return directLabels(row, series, at, width).map((label) => {
    const { index, text, anchor } = label;
    const mark = row.marks[index];
    if (!mark) return null;
    const paint = seriesPaint(paints, series[index].number);
    const baseline = labelBaseline(label);
    return (
      <g key={series[index].number}>
        <line
          x1={place(mark.value)}
          x2={place(mark.value)}
          y1={baseline - 10}
          y2={middle - MARK_RADIUS}
          stroke={paint}
          strokeWidth={1}
        />
        <text
          x={place(mark.value)}
          y={baseline}
          dx={anchor === "start" ? 5 : -5}
          textAnchor={anchor}
          fontSize={LABEL_SIZE}
          fontWeight={600}
          fill={paint}
        >
          {text}
        </text>
      </g>
    );
  });
}
