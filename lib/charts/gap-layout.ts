import { LABELS_HEIGHT } from "./direct-labels";
import type { ChartMark, ChartSeries, GapChartData, GapChartRow } from "./gap-chart-data";
import { type PlotScale, plotScale } from "./plot-scale";
import { textWidth, wrapText } from "./wrap-text";

/** Series whose intervals overlap stand this far above and below the middle, so that both show. */
const DODGE = 7;

/** With more than two series each has a line of its own in a row, this far from the next. */
const SERIES_STEP = 9;

/** A row of the page's chart, whose words are text of the page and take the room they need. */
const PAGE_ROW = 45;
const PAGE_AXIS = 30;
/** The plot's width on the narrowest phone; labels that fit there fit everywhere. */
export const MIN_PLOT_WIDTH = 240;

/** The file's chart in its own units: label, plot and reading side by side. */
const WIDTH = 1080;
const MARGIN = 32;
const LABEL_WIDTH = 250;
const READING_WIDTH = 250;
const GUTTER = 24;
const PLOT_LEFT = MARGIN + LABEL_WIDTH + GUTTER;
const PLOT_WIDTH = WIDTH - PLOT_LEFT - GUTTER - READING_WIDTH - MARGIN;
const LINE = 18;
const ROW_LEAST = 42;
const LABEL_LINES = 3;
const KEY_LINE = 24;
const TITLE_SIZE = 20;
const TITLE_LINE = 26;
const CAPTION_LINE = 17;

/** Sizes of words in the file. */
export const FILE_TEXT = { usual: 14, small: 12, title: TITLE_SIZE };

/** What both charts take from the figures alone. */
export interface GapLayout {
  readonly scale: PlotScale;
  /** The row whose marks are named in place; undefined where no row has all of them, or there are many. */
  readonly named: GapChartRow | undefined;
  /** Only where two are compared does a row step back behind others. */
  readonly isSingle: boolean;
}

export function gapLayout(chart: GapChartData): GapLayout {
  return {
    scale: plotScale(chart),
    named: chart.series.length > 2 ? undefined : chart.rows.find((row) => row.marks.every(Boolean)),
    isSingle: chart.series.length !== 2,
  };
}

/** Where the parts of a row of the page's chart stand, in pixels from its top. */
export function pageRow(
  isNamed: boolean,
  seriesCount: number,
): { top: number; height: number; middle: number } {
  const top = isNamed ? LABELS_HEIGHT : 0;
  const row = Math.max(PAGE_ROW, seriesHeight(seriesCount));
  return { top, height: top + row, middle: top + row / 2 };
}

/** What the marks of a row need where each series has a line of its own. */
function seriesHeight(seriesCount: number): number {
  return seriesCount > 2 ? SERIES_STEP * (seriesCount + 1) : 0;
}

export function pageAxisHeight(chart: GapChartData): number {
  return PAGE_AXIS + (chart.average ? 8 : 0);
}

/** A row of the file's chart: its label in lines, and where it stands. */
export interface FileRow {
  readonly row: GapChartRow;
  readonly label: readonly string[];
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
}

/** Where everything stands in the file's chart. */
export function fileLayout(chart: GapChartData, { scale, named }: GapLayout) {
  const inner = WIDTH - 2 * MARGIN;
  const title = wrapText(chart.title, inner, TITLE_SIZE);
  const titleBottom = MARGIN + title.length * TITLE_LINE;
  const keyLine = titleBottom + (chart.badge ? LINE + 8 : 0) + 14;
  const keys = keyPlaces(chart.series);
  const headLine = keyLine + (keys.at(-1)?.line ?? 0) * KEY_LINE + 34;
  const rowsTop = headLine + 10;
  let next = rowsTop;
  const rows = chart.rows.map((row): FileRow => {
    const label = wrapText(row.label, LABEL_WIDTH, FILE_TEXT.usual, LABEL_LINES);
    const extra = row === named ? LABELS_HEIGHT : 0;
    const height = Math.max(ROW_LEAST, label.length * LINE + 10, seriesHeight(chart.series.length));
    const top = next;
    next += extra + height;
    return { row, label, top, bottom: next, middle: top + extra + height / 2 };
  });
  const captionTop = next + (chart.average ? 62 : 44);
  const caption = chart.caption.flatMap((sentence) => wrapText(sentence, inner, FILE_TEXT.small));
  return {
    width: WIDTH,
    height: captionTop + caption.length * CAPTION_LINE + MARGIN - 12,
    margin: MARGIN,
    plot: { left: PLOT_LEFT, width: PLOT_WIDTH, top: rowsTop + (named ? LABELS_HEIGHT : 0) },
    readingLeft: PLOT_LEFT + PLOT_WIDTH + GUTTER,
    title: { lines: title, top: MARGIN + 16, step: TITLE_LINE },
    badgeLine: titleBottom + 12,
    keys: keys.map(({ x, line }) => ({ x, y: keyLine + line * KEY_LINE })),
    headLine,
    rowsTop,
    rows,
    rowsBottom: next,
    labelStep: LINE,
    caption: { lines: caption, top: captionTop, step: CAPTION_LINE },
    place: (value: number) => hundredths(PLOT_LEFT + PLOT_WIDTH * scale.at(value)),
  };
}

/** Where each series stands in the key above the file's chart: its line, and how far from the left. */
function keyPlaces(series: readonly ChartSeries[]): { x: number; line: number }[] {
  let left = MARGIN;
  let line = 0;
  return series.map(({ name, size }) => {
    const sizeAt = 24 + textWidth(name, FILE_TEXT.usual) * 1.08 + 6;
    const width = sizeAt + textWidth(size, FILE_TEXT.usual);
    if (left > MARGIN && left + width > WIDTH - MARGIN) {
      left = MARGIN;
      line += 1;
    }
    const x = left;
    left = hundredths(left + width + 28);
    return { x, line };
  });
}

/** The marks of a row that have a figure, each with its series' number and its height. */
export function placedMarks(
  row: GapChartRow,
  series: readonly ChartSeries[],
  middle: number,
): (ChartMark & { number: number; y: number })[] {
  if (series.length > 2) {
    const half = (series.length - 1) / 2;
    return row.marks.flatMap((mark, index) =>
      mark
        ? [{ ...mark, number: series[index].number, y: middle + (index - half) * SERIES_STEP }]
        : [],
    );
  }
  const [first, second] = row.marks;
  const dodge = first && second && overlap(first, second) ? DODGE : 0;
  return row.marks.flatMap((mark, index) =>
    mark
      ? [{ ...mark, number: series[index].number, y: middle + (index === 0 ? -dodge : dodge) }]
      : [],
  );
}

function overlap(one: ChartMark, other: ChartMark): boolean {
  const [low, high] = one.value <= other.value ? [one, other] : [other, one];
  return (low.high ?? low.value) >= (high.low ?? high.value);
}

/**
 * Near an end of the axis the label of the average runs inwards.
 *
 * @param place 0 at the left end of the axis, 1 at the right end
 */
export function averageAnchor(place: number): "start" | "middle" | "end" {
  if (place < 0.25) return "start";
  return place > 0.75 ? "end" : "middle";
}

/** Hundredths of a unit, or of a per cent, are finer than a pixel. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
