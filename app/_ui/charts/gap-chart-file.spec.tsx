import fs from "node:fs";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { GapChartData } from "@/lib/charts/gap-chart-data";
import { GapChart } from "./gap-chart";
import { GapChartFile } from "./gap-chart-file";

const mark = (value: number, half: number) => ({ value, low: value - half, high: value + half });

const twoCohorts: GapChartData = {
  id: "capability",
  title: "Capability gaps – What should a PMO be good at?",
  axisLabel: "Net count, −100 to 100",
  lowest: -100,
  highest: 100,
  average: { value: 0, label: "average item 0" },
  series: [
    { number: 1, name: "PMO leaders", size: "n = 1,003" },
    { number: 2, name: "Senior leaders", size: "n = 902" },
  ],
  readingTitle: "Gap [95 % interval] and verdict",
  rows: [
    {
      key: "2",
      label: "Project management",
      emphasis: true,
      marks: [mark(15.7, 2.4), mark(-5.5, 2.6)],
      reading: "−21.2 [−24.8, −17.6]",
      verdict: "different",
      note: "n 1,003 + 902",
      details: ["PMO leaders: 15.7 (13.3 to 18.1)", "Senior leaders: −5.5 (−8.1 to −2.9)"],
    },
    {
      key: "12",
      label: "Talent development and everything else a long name can hold without a break",
      emphasis: false,
      marks: [mark(-36.9, 2.4), mark(-33.1, 2.6)],
      reading: "+3.7 [0.3, 7.2]",
      verdict: "cannot tell",
      note: "n 1,003 + 902",
      details: ["PMO leaders: −36.9", "Senior leaders: −33.1"],
    },
    {
      key: "3",
      label: "Program management",
      emphasis: false,
      marks: [mark(4.5, 2.5), null],
      reading: "no figure",
      verdict: null,
      note: "n 1,003",
      details: ["PMO leaders: 4.5", "Senior leaders: no figure"],
    },
  ],
  badge: "Synthetic data: simulated respondents, not people",
  caption: ["Scale: net count.", "PMO leaders n = 1,003, Senior leaders n = 902. No filter."],
};

const oneCohort: GapChartData = {
  ...twoCohorts,
  title: "Capability importance – Rice",
  axisLabel: "Share of preference, 0 to 100",
  lowest: 0,
  average: { value: 33.3, label: "average item 33.3" },
  series: [{ number: 1, name: "All respondents", size: "n = 9" }],
  readingTitle: "Figure [95 % interval]",
  rows: [
    {
      ...twoCohorts.rows[0],
      marks: [{ value: 3.1, low: -2, high: 8.2 }],
      reading: "3.1 [−2.0, 8.2]",
    },
    { ...twoCohorts.rows[1], marks: [{ value: 60, low: null, high: null }], reading: "60.0" },
    { ...twoCohorts.rows[2], marks: [null] },
  ].map((row) => ({ ...row, verdict: null, note: "n 9", details: ["All respondents"] })),
  badge: null,
};

const svgOf = (chart: GapChartData) => renderToStaticMarkup(<GapChartFile chart={chart} />);

describe("a chart as a file", () => {
  // Reviewed as pictures. After a change that is meant: UPDATE_CHARTS=1 npx vitest run app/_ui/charts
  it.each([
    ["two-cohorts", twoCohorts],
    ["one-cohort", oneCohort],
  ])("draws %s as it was reviewed", (name, chart) => {
    const file = path.join(import.meta.dirname, "fixtures", `${name}.svg`);
    const svg = `${svgOf(chart)}\n`;
    if (process.env.UPDATE_CHARTS) fs.writeFileSync(file, svg);
    expect(svg).toBe(fs.readFileSync(file, "utf8"));
  });

  it("stands by itself: no variable, no style, no script, nothing fetched", () => {
    const svg = svgOf(twoCohorts);
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toMatch(/var\(|\sstyle=|class=|<script|href|<image|url\(/);
  });

  it("names in itself what it shows: title, badge, axis, sizes, caption and every reading", () => {
    const text = svgOf(twoCohorts);
    const words = [
      twoCohorts.title,
      "Synthetic data: simulated respondents, not people",
      twoCohorts.axisLabel,
      "n = 1,003",
      "n = 902",
      "average item 0",
      ...twoCohorts.caption,
      ...twoCohorts.rows.flatMap((row) => [row.reading, row.note, ...row.details]),
    ];
    for (const word of words) expect(text).toContain(word);
  });

  it("is well-formed whatever the labels hold", async () => {
    const hostile = "<b>&\"']]>\u0000\u0008\ud800 \u{1f600} </title>\uffff";
    const svg = svgOf({
      ...twoCohorts,
      title: hostile,
      badge: hostile,
      caption: [hostile],
      series: twoCohorts.series.map((series) => ({ ...series, name: hostile })),
      rows: twoCohorts.rows.map((row) => ({ ...row, label: hostile, details: [hostile] })),
    });
    expect(svg).not.toContain("<b>");
    expect(svg).toContain("\u{1f600}");
    // librsvg reads with a strict XML parser.
    const picture = await sharp(Buffer.from(svg)).png().toBuffer({ resolveWithObject: true });
    expect(picture.info.width).toBe(1080);
  });

  it("stays drawable without a single figure", async () => {
    const svg = svgOf({
      ...twoCohorts,
      average: null,
      rows: twoCohorts.rows.map((row) => ({ ...row, marks: [null, null] })),
    });
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    await expect(sharp(Buffer.from(svg)).metadata()).resolves.toMatchObject({ format: "svg" });
  });
});

describe("a chart on a page", () => {
  const html = renderToStaticMarkup(<GapChart chart={twoCohorts} />);

  it("needs no style attribute, which the content security policy would refuse", () => {
    expect(html).not.toMatch(/style=|<style|<script/);
  });

  it("says every label, reading and exact figure as text", () => {
    for (const row of twoCohorts.rows) {
      for (const word of [row.label, row.reading, row.verdict ?? "", row.note, ...row.details]) {
        expect(html).toContain(word);
      }
    }
  });

  it("tells the cohorts apart by shape: a filled circle and a hollow diamond in every full row", () => {
    expect(html.match(/<circle [^>]*fill="var\(--cohort-1\)"/g)).toHaveLength(4);
    expect(
      html.match(/<path [^>]*fill="var\(--surface\)" stroke="var\(--cohort-2\)"/g),
    ).toHaveLength(3);
  });

  it("draws the line between the marks in ink only where the verdict is different", () => {
    expect(html.match(/stroke="var\(--ink\)"/g)).toHaveLength(1);
  });

  it("draws no end for an interval that goes on beyond the axis", () => {
    const ends = renderToStaticMarkup(<GapChart chart={oneCohort} />).match(
      /<g stroke="var\(--cohort-1\)" stroke-width="1.75">(<line [^>]*>(<\/line>)?)+/,
    );
    // The interval itself and its upper end.
    expect(ends?.[0].match(/<line /g)).toHaveLength(2);
  });
});
