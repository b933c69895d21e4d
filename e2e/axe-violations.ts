import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds on a page of any script. By itself it passes over the colours of most Arabic: a word
 * that is narrower than its letters one by one, because they are joined, looks to it like an icon that a
 * font draws for a word. Where every letter measures the same, none does.
 */
export async function axeViolations(page: Page) {
  await page.evaluate(() => {
    const measured = (text: string) => ({ width: 30 * text.length }) as TextMetrics;
    CanvasRenderingContext2D.prototype.measureText = measured;
  });
  return (await new AxeBuilder({ page }).analyze()).violations;
}
