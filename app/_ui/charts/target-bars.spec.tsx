import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { type TargetBar, TargetBars } from "./target-bars";

const bar = (value: number, target: number | null): TargetBar => ({
  ...{ key: `${value}`, name: "Leaders", number: 1, pending: 0, reading: "" },
  ...{ value, target },
});

/** How wide what is drawn of the values is, in percent of the room. */
function widths(...bars: TargetBar[]): number[] {
  const html = renderToStaticMarkup(<TargetBars label="Completes" bars={bars} />);
  const drawn = html.matchAll(
    /<rect x="0" y="4" width="([\d.]+)%" height="14" fill="(?!var\(--sunken)/g,
  );
  return [...drawn].map(([, width]) => Number(width));
}

it("draws no bar full where there is no size to reach, and one that has reached its size full", () => {
  expect(Math.max(...widths(bar(40, null), bar(10, null)))).toBeLessThan(100);
  expect(widths(bar(40, 40), bar(10, 40))).toEqual([100, 25]);
});
