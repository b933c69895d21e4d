/**
 * How long a respondent waits on a phone: the production build in a browser on Lighthouse's slow 4G
 * (150 ms until a reply begins, 1.6 Mbit/s down, 750 kbit/s up) with a processor slowed down 4 times:
 *
 *     npm run build && npm run pace
 *
 * It prints figures and fails only when an interview does: a busy machine is not a fault.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { openDatabase } from "@/db/client";
import { findBrowser } from "../browser/find-browser";
import { newOrganisation } from "../fixtures";
import { freePort } from "../free-port";
import { answerScreen, nothingClicked, screenKind } from "../respondent";
import { startServer } from "../server";
import { liveStudy, TEMPLATE_WISHES } from "../studies";
import { quantile } from "./quantile";

const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const SLOWER = 4;
const INTERVIEWS = 3;
/** Between the choice and the press: nobody is faster. */
const HAND_MS = 300;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-pace-"));
const databaseUrl = path.join(folder, "pace.db");
const server = await startServer({ port: await freePort(), databaseUrl });
const db = await openDatabase(databaseUrl, { migrate: false });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-background-networking",
  ],
});
try {
  const { slug } = await liveStudy(db, await newOrganisation(db), "Pace", 13);
  const withScript: number[] = [];
  const afterReload: number[] = [];
  const without: number[] = [];
  const first: number[] = [];
  const later: number[] = [];
  const bytes = { first: 0, next: [] as number[] };
  for (let interview = 0; interview < INTERVIEWS; interview++) {
    const { page, received } = await slowPage(browser, true);
    await page.goto(`${server.url}/s/${slug}`);
    await page.waitForLoadState("networkidle");
    first.push(await largestPaint(page));
    bytes.first = received();
    await toFirstTask(page);
    await page.waitForLoadState("networkidle");
    await page.reload();
    await page.waitForLoadState("networkidle");
    later.push(await largestPaint(page));
    afterReload.push(await pressed(page));
    await page.waitForLoadState("networkidle");
    while ((await screenKind(page)) === "choice") {
      const before = received();
      const waited = await pressed(page);
      await page.waitForLoadState("networkidle");
      withScript.push(waited);
      bytes.next.push(received() - before);
    }
    await page.context().close();

    const plain = (await slowPage(browser, false)).page;
    await plain.goto(`${server.url}/s/${slug}`);
    await toFirstTask(plain);
    while ((await screenKind(plain)) === "choice") {
      await choose(plain);
      const here = plain.url();
      const before = performance.now();
      await plain.getByRole("button", { name: "Continue" }).click();
      await plain.waitForURL((url) => url.href !== here);
      without.push(performance.now() - before);
    }
    await plain.context().close();
  }
  console.log(
    [
      `slow 4G (150 ms, 1.6 Mbit/s down, 0.75 up), processor ${SLOWER} times slower, ${INTERVIEWS} interviews`,
      `press to next task, script on    median ${told(withScript, 0.5)}, slowest of ${withScript.length} ${told(withScript, 1)}`,
      `the first press after a reload   median ${told(afterReload, 0.5)}, slowest of ${afterReload.length} ${told(afterReload, 1)}`,
      `press to next task, script off   median ${told(without, 0.5)}, slowest of ${without.length} ${told(without, 1)}`,
      `largest paint, first screen      median ${told(first, 0.5)}, slowest ${told(first, 1)}`,
      `largest paint, a task reloaded   median ${told(later, 0.5)}, slowest ${told(later, 1)}`,
      `received, first screen           ${kilobytes(bytes.first)} with headers and script`,
      `received, each further task      ${kilobytes(quantile(sorted(bytes.next), 0.5))} with headers`,
    ].join("\n"),
  );
} finally {
  await browser.close();
  await db.close();
  await server.killNow();
  fs.rmSync(folder, { recursive: true, force: true });
}

/** A phone-sized page on the slow network. */
async function slowPage(
  on: Browser,
  javaScriptEnabled: boolean,
): Promise<{ page: Page; received: () => number }> {
  const context = await on.newContext({
    javaScriptEnabled,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return { page, received: countBytes(session) };
}

function countBytes(session: CDPSession): () => number {
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
}

async function toFirstTask(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/r/**");
  while ((await screenKind(page)) === "question") {
    await answerScreen(page, TEMPLATE_WISHES, nothingClicked());
  }
}

async function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((tell) => {
        new PerformanceObserver((list) => tell(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}

async function choose(page: Page): Promise<void> {
  const shown = await page.getByRole("listitem").locator("strong").allInnerTexts();
  const { best, worst } = TEMPLATE_WISHES.choose(shown);
  for (const name of [`Most important: ${best}`, `Least important: ${worst}`]) {
    await page.getByRole("radio", { name, exact: true }).check({ force: true });
  }
}

/**
 * Chooses, waits as long as the fastest hand needs to reach the button, and presses Continue.
 *
 * @returns the milliseconds from the press until the next screen was on the display, by the browser's
 *   Event Timing (compositing counts, steps of 8 ms), or until the frame after the one that drew it by
 *   the page's own clock, whichever is longer
 */
async function pressed(page: Page): Promise<number> {
  await choose(page);
  await page.waitForTimeout(HAND_MS);
  const drawn = page.evaluate(async () => {
    const main = document.querySelector("main");
    const click = new Promise<Event>((tell) => {
      addEventListener("click", tell, { capture: true, once: true });
    });
    const byFrames = new Promise<number>((tell) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector("main") === main) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now())));
      }).observe(document.body, { childList: true });
    });
    const { timeStamp: pressedAt } = await click;
    const byTiming = await new Promise<number>((tell) => {
      new PerformanceObserver((list, observer) => {
        const own = list.getEntries().filter(({ startTime }) => startTime >= pressedAt);
        if (own.length === 0) return;
        observer.disconnect();
        tell(Math.max(...own.map(({ duration }) => duration)));
      }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    });
    return Math.max(byTiming, (await byFrames) - pressedAt);
  });
  const press = page.getByRole("button", { name: "Continue" }).click();
  return (await Promise.all([drawn, press]))[0];
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function told(values: readonly number[], share: number): string {
  return `${Math.round(quantile(sorted(values), share))} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
