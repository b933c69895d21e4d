import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe says of colours; all its other rules say the same in light and dark. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

interface AxeScope {
  readonly schemes: readonly ("light" | "dark")[];
  readonly exclude: readonly string[];
}

/**
 * What axe finds on a page of any script, in light, and of its colours in dark.
 *
 * By itself axe passes over the colours of most Arabic: a word that is narrower than its letters one by
 * one, because they are joined, looks to it like an icon that a font draws for a word. Where every letter
 * measures the same, none does.
 *
 * @param schemes both, or the one that a page is looked at in
 * @param exclude selectors of what is left aside
 */
export async function axeViolations(
  page: Page,
  { schemes = ["light", "dark"], exclude = [] }: Partial<AxeScope> = {},
) {
  await page.evaluate(() => {
    const measured = (text: string) => ({ width: 30 * text.length }) as TextMetrics;
    CanvasRenderingContext2D.prototype.measureText = measured;
  });
  const found = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(endColourChanges);
    const builder = new AxeBuilder({ page });
    for (const selector of exclude) builder.exclude(selector);
    if (colorScheme === "dark" && schemes.length > 1) builder.withRules(OF_COLOURS);
    const { violations } = await builder.analyze();
    found.push(...violations.map((violation) => ({ colorScheme, ...violation })));
  }
  return found;
}

/** Has colours that pass into each other arrive at once. */
function endColourChanges(): void {
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
}
