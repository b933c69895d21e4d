import { scaleLinear } from "d3-scale";
import type { GapChartData } from "./gap-chart-data";

/** From figures to places along the axis. */
export interface PlotScale {
  readonly ticks: readonly number[];
  /** 0 at the left end, 1 at the right end; figures beyond the ends stop there. */
  at(value: number): number;
  /** Whether a figure lies on the axis, its ends included. */
  holds(value: number): boolean;
  tickText(value: number): string;
}

const TICKS = 6;

/**
 * The axis of a chart: as long as its figures and intervals need, rounded to whole ticks, never
 * beyond the bounds of the scale. A scale bounded below at 0 starts there, so that lengths compare.
 */
export function plotScale(
  chart: Pick<GapChartData, "lowest" | "highest" | "average" | "rows">,
): PlotScale {
  const figures = chart.rows.flatMap((row) =>
    row.marks.flatMap((mark) =>
      mark ? [mark.value, mark.low ?? mark.value, mark.high ?? mark.value] : [],
    ),
  );
  if (chart.average) figures.push(chart.average.value);
  if (chart.lowest === 0) figures.push(0);
  let low = figures.length === 0 ? 0 : Math.min(...figures);
  let high = figures.length === 0 ? 1 : Math.max(...figures);
  if (low === high) {
    low -= 1;
    high += 1;
  }
  const bounded = (value: number) =>
    Math.min(Math.max(value, chart.lowest ?? value), chart.highest ?? value);
  const scale = scaleLinear()
    .domain([bounded(low), bounded(high)])
    .nice(TICKS)
    .clamp(true);
  const format = scale.tickFormat(TICKS);
  return {
    ticks: scale.ticks(TICKS),
    at: (value) => scale(value),
    holds: (value) => value >= scale.domain()[0] && value <= scale.domain()[1],
    tickText: (value) => format(value),
  };
}
