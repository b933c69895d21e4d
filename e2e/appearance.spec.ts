import { chromium } from "@playwright/test";
import sharp from "sharp";
import { systemActor } from "@/lib/auth/actor";
import {
  fieldStudy,
  interviewAtTasks,
  offerInLanguages,
  post,
  startedInterview,
} from "@/lib/fielding/testing";
import { EVERY_ANSWER, EVERY_TYPE } from "@/lib/questionnaire/testing";
import { writeReportStudy } from "@/lib/reports/testing";
import { findBrowser } from "./browser/find-browser";
import { expect, test } from "./fixtures";

/** Words of an element's own text that stand on two lines. */
function brokenWords(selector: string): string[] {
  const broken: string[] = [];
  for (const element of document.querySelectorAll(selector)) {
    const text = element.firstChild;
    if (!(text instanceof Text)) continue;
    for (const word of text.data.matchAll(/[^\s\u00ad-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (new Set(tops.map(({ top }) => Math.round(top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}

test("a task on a phone of 320 px breaks no word of a cell, and is as high as the launch gate says", async ({
  db,
  browser,
  baseURL,
}) => {
  const study = await fieldStudy(db, { asksRegion: false });
  const labels = { "Most important": "Am wichtigsten", "Least important": "Am unwichtigsten" };
  await offerInLanguages(db, study.revisionId, ["en", "de"], (text) =>
    text in labels ? labels[text as keyof typeof labels] : text,
  );
  const token = await startedInterview(db, study);
  await post(db, token, "role", { answer: "pmo" });
  const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.goto(`/r/${token}/task-1`);
  // Besides the languages, the four items with names of two lines: lib/studies/launch/launch-gate.ts.
  const [height, languages] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.querySelector(".languages")?.getBoundingClientRect().height ?? 0,
  ]);
  expect(Math.abs(height - languages - 44 - 682)).toBeLessThan(40);

  await page.setViewportSize({ width: 320, height: 640 });
  await page.locator(".languages summary").click();
  await page.getByRole("button", { name: "Deutsch" }).click();
  await expect(page.locator("main")).toContainText("Am unwichtigsten");
  await page.locator(".cell").first().click();
  expect(await page.evaluate(brokenWords, ".group, .chosen, button")).toEqual([]);
  await context.close();
});

test("with letters of twice the usual size no screen scrolls sideways on a phone, and no word of an answer is broken", async ({
  db,
  baseURL,
}) => {
  const study = await fieldStudy(db, { asksRegion: false, questions: EVERY_TYPE });
  const token = await startedInterview(db, study);
  await post(db, token, "role", { answer: "pmo" });
  for (const { key } of EVERY_TYPE) await post(db, token, key, EVERY_ANSWER[key]);
  // What people set in their browser; a page cannot be told so from outside.
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"],
  });
  const page = await browser.newPage({ baseURL, viewport: { width: 320, height: 640 } });
  for (const screen of [...EVERY_TYPE.map(({ key }) => key), "task-1"]) {
    await page.goto(`/r/${token}/${screen}`);
    const [font, overflow] = await page.evaluate(() => [
      getComputedStyle(document.documentElement).fontSize,
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ]);
    expect([font, overflow], screen).toEqual(["32px", 0]);
    const answers = "form :is(.group, .chosen, label, label span, strong, button)";
    expect(await page.evaluate(brokenWords, answers), screen).toEqual([]);
  }
  await browser.close();
});

test("the way so far is seen in forced colours, light and dark", async ({
  db,
  browser,
  baseURL,
}) => {
  const token = await interviewAtTasks(db, await fieldStudy(db));
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ baseURL, forcedColors: "active", colorScheme });
    const page = await context.newPage();
    await page.goto(`/r/${token}/task-1`);
    const drawn = await page.locator("progress").screenshot();
    const { data, info } = await sharp(drawn)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const paint = (part: number) => {
      const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width * part)) * 3;
      return [...data.subarray(at, at + 3)];
    };
    // Two of 16 screens are done.
    const [done, left] = [paint(0.05), paint(0.95)];
    const apart = done.reduce((sum, tone, at) => sum + Math.abs(tone - left[at]), 0);
    expect(apart, `${colorScheme}: ${done} beside ${left}`).toBeGreaterThan(150);
    await context.close();
  }
});

test("the report prints to A4 with every column of its tables, and no figure on two pages", async ({
  db,
  person,
  signedIn,
}) => {
  const study = await writeReportStudy(db, { sizes: [12, 20, 15] });
  const admin = await person("admin", systemActor(study.organisationId));
  const page = await (await signedIn(admin)).newPage();
  // A4 without the margins of 12 mm that the style sheet names.
  const paper = { width: Math.floor((186 / 25.4) * 96), height: Math.floor((273 / 25.4) * 96) };
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: "print" });
  await page.goto(`/studies/${study.studyId}/report`);
  await expect(page.locator("table").first()).toBeVisible();
  const found = await page.evaluate(({ width, height }) => {
    const seen = (element: Element) => element.getBoundingClientRect().height > 0;
    const cut: string[] = [];
    const tables = [...document.querySelectorAll("table")].filter(seen);
    for (const table of tables) {
      for (const cell of table.querySelectorAll("th, td")) {
        const { right, left } = cell.getBoundingClientRect();
        if (right > width + 1 || left < -1) cut.push(cell.textContent ?? "");
      }
      for (let box = table.parentElement; box; box = box.parentElement) {
        const clips = getComputedStyle(box).overflowX !== "visible";
        if (clips && box.scrollWidth > box.clientWidth + 1) cut.push(box.className);
      }
    }
    const split: string[] = [];
    const figures = [...document.querySelectorAll("figure")].filter(seen);
    for (const figure of figures) {
      const stays = getComputedStyle(figure).breakInside === "avoid";
      const isTall = figure.getBoundingClientRect().height > height;
      if (!stays || isTall) split.push(figure.getAttribute("aria-label") ?? figure.className);
    }
    return { cut, split, tables: tables.length, figures: figures.length };
  }, paper);
  expect(found).toMatchObject({ cut: [], split: [] });
  expect(found.tables).toBeGreaterThan(0);
  expect(found.figures).toBeGreaterThan(0);
});
