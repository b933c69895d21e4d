import type { ChartSeries, GapChartRow } from "./gap-chart-data";
import { type Paints, seriesPaint } from "./paints";
import type { Place } from "./plot-row";
import { MARK_RADIUS } from "./series-mark";
import { textWidth, wrapText } from "./wrap-text";

/** What the labels need above the row whose marks they name. */
export const LABELS_HEIGHT = 38;

const FONT_SIZE = 12.5;
const LINE = 17;
const LONGEST = 190;

/** Where a label stands: its line from the top, and the side of its mark it runs to. */
interface Label {
  readonly index: number;
  readonly text: string;
  readonly line: 0 | 1;
  readonly anchor: "start" | "end";
}

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
  return labels(row, series, at, width).map(({ index, text, line, anchor }) => {
    const mark = row.marks[index];
    if (!mark) return null;
    const paint = seriesPaint(paints, series[index].number);
    const baseline = 12 + line * LINE;
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
          fontSize={FONT_SIZE}
          fontWeight={600}
          fill={paint}
        >
          {text}
        </text>
      </g>
    );
  });
}

function labels(
  row: GapChartRow,
  series: readonly ChartSeries[],
  at: (value: number) => number,
  width: number,
): Label[] {
  const found = row.marks.flatMap((mark, index) =>
    mark
      ? [
          {
            index,
            x: at(mark.value) * width,
            text: wrapText(series[index].name, LONGEST, FONT_SIZE, 1)[0] ?? "",
          },
        ]
      : [],
  );
  const space = (text: string) => textWidth(text, FONT_SIZE) + 8;
  const side = (x: number, text: string): Label["anchor"] | null => {
    if (x + space(text) <= width) return "start";
    return x - space(text) >= 0 ? "end" : null;
  };
  const [left, right] = found.toSorted((one, other) => one.x - other.x);
  if (!left) return [];
  if (!right) {
    const anchor = side(left.x, left.text);
    return anchor ? [{ index: left.index, text: left.text, line: 1, anchor }] : [];
  }
  // The upper label's line passes the lower label, so the lower one must run away from it, or end
  // before it.
  const options = [
    { lower: left, upper: right, anchor: "end", room: left.x },
    { lower: right, upper: left, anchor: "start", room: width - right.x },
    { lower: left, upper: right, anchor: "start", room: right.x - left.x },
  ] as const;
  for (const { lower, upper, anchor, room } of options) {
    const upperAnchor = side(upper.x, upper.text);
    if (room < space(lower.text) || !upperAnchor) continue;
    return [
      { index: upper.index, text: upper.text, line: 0, anchor: upperAnchor },
      { index: lower.index, text: lower.text, line: 1, anchor },
    ];
  }
  return [];
}
