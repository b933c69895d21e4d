import { createElement } from "react";
import sharp from "sharp";
import { GapChartFile } from "@/app/_ui/charts/gap-chart-file";
import type { GapChartData } from "@/lib/charts/gap-chart-data";

/** SVG units are drawn at 72 to the inch; twice that is a picture of twice the pixels. */
const DOUBLE_DENSITY = 144;

/** A chart as an SVG document that stands by itself. */
export async function chartSvg(chart: GapChartData): Promise<string> {
  // Next refuses a static import of the renderer in its routes.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const markup = renderToStaticMarkup(createElement(GapChartFile, { chart }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`;
}

/** The same drawing as a PNG of twice its size in pixels. */
export function chartPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: DOUBLE_DENSITY }).png().toBuffer();
}
