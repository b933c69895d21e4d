import type { ChartSeries, GapChartRow } from "./gap-chart-data";
import { textWidth, wrapText } from "./wrap-text";

/** What the labels need above the row whose marks they name. */
export const LABELS_HEIGHT = 38;
export const LABEL_SIZE = 12.5;

const LINE = 17;
const LONGEST = 190;

/** Where a label stands: its line from the top, and the side of its mark it runs to. */
interface DirectLabel {
  readonly index: number;
  readonly text: string;
  readonly line: 0 | 1;
  readonly anchor: "start" | "end";
}

/** The height of a label's words from the top of the labels. */
export function labelBaseline({ line }: DirectLabel): number {
  return 12 + line * LINE;
}

/**
 * Where the names of one row's marks stand. None where they would run out of the plot or into each
 * other.
 *
 * @param at 0 at the left end of the axis, 1 at the right end
 * @param width of the plot in pixels, or the least one it may shrink to
 */
export function directLabels(
  row: GapChartRow,
  series: readonly ChartSeries[],
  at: (value: number) => number,
  width: number,
): DirectLabel[] {
  const found = row.marks.flatMap((mark, index) =>
    mark
      ? [
          {
            index,
            x: at(mark.value) * width,
            text: wrapText(series[index].name, LONGEST, LABEL_SIZE, 1)[0] ?? "",
          },
        ]
      : [],
  );
  const space = (text: string) => textWidth(text, LABEL_SIZE) + 8;
  const side = (x: number, text: string): DirectLabel["anchor"] | null => {
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
