/** What a gap chart draws: plain numbers for the plot, ready sentences for everything in words. */
export interface GapChartData {
  /** Unique on the page; the prefix of element ids. */
  readonly id: string;
  readonly title: string;
  /** What the axis measures, with its unit. */
  readonly axisLabel: string;
  /** The scale's own bounds, which the axis never leaves; null where there is none. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** The figure of an average item, drawn as a line; null where the scale does not fix it. */
  readonly average: { readonly value: number; readonly label: string } | null;
  /** In the order of `marks`: two are joined by a line, more have a line of their own in each row. */
  readonly series: readonly ChartSeries[];
  /** Stands over the words at the right of each row. */
  readonly readingTitle: string;
  readonly rows: readonly GapChartRow[];
  /** Said beside the title, for data that are not what a reader would take them for. */
  readonly badge: string | null;
  /** Scale, method, adjustment, sizes, date: one sentence or two each. */
  readonly caption: readonly string[];
}

export interface ChartSeries {
  /** 1, 2, 3 …: its colour and its shape. */
  readonly number: number;
  readonly name: string;
  /** How many it stands for, in words. */
  readonly size: string;
}

export interface GapChartRow {
  readonly key: string;
  readonly label: string;
  /** Set in full ink; the others step back. */
  readonly emphasis: boolean;
  /** One per series; null where there is no figure. */
  readonly marks: readonly (ChartMark | null)[];
  /** The main figure in words, at the right. */
  readonly reading: string;
  /** What to think of it, in a word or two; null where there is nothing to judge. */
  readonly verdict: string | null;
  /** A smaller thing to know of the row. */
  readonly note: string;
  /** Exact figures, one line each, for hover, focus and screen readers. */
  readonly details: readonly string[];
}

export interface ChartMark {
  readonly value: number;
  /** Ends of the interval; null where none could be estimated. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The element id of a row of the table that goes with a chart. */
export function tableRowId(chartId: string, rowKey: string): string {
  return `${chartId}-row-${rowKey}`;
}
