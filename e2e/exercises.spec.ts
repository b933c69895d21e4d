import type { BrowserContextOptions, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { exportedTexts } from "@/lib/reports/testing";
import { expect, test } from "./fixtures";
import { answerQuestion, goOn, screenKind, start, untilSeen } from "./respondent";
import { exercisesStudy, TEMPLATE_WISHES } from "./studies";

/** What one respondent clicked, by screen, as the files of the study tell it. */
type Told = Record<string, Record<string, string>>;

const VIEWPORTS: [name: string, options: BrowserContextOptions][] = [
  ["a phone without script", { viewport: { width: 320, height: 720 }, javaScriptEnabled: false }],
  ["a desktop with script", { viewport: { width: 1100, height: 800 } }],
];

for (const [name, options] of VIEWPORTS) {
  test(`on ${name}, two exercises, anchors and a mirror store what was clicked`, async ({
    browser,
    db,
    organisation,
  }) => {
    test.setTimeout(240_000);
    const { studyId, slug } = await exercisesStudy(db, organisation);
    const context = await browser.newContext({ baseURL: "http://localhost:3210", ...options });
    const page = await context.newPage();
    const hasScript = options.javaScriptEnabled !== false;
    await start(page, slug);
    const told: Told = {};
    const seen = new Set<string>();
    // What axe says of these screens is held from right to left.
    while ((await screenKind(page)) !== "done") {
      const kind = await screenKind(page);
      const screen = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      const stem = screen.replace(/-?\d+$/, "");
      seen.add(stem);
      if (kind === "choice") told[screen] = await answerTask(page, screen, hasScript);
      else if (kind === "anchor") told[screen] = await judge(page);
      else await answerOther(page, kind);
      await goOn(page, {});
    }
    expect(seen).toContain("mirror-task");
    expect(await filed(db, organisation, studyId)).toEqual(told);
  });
}

/** Picks the second item as best and the last as worst, with all that the task asks beside them. */
async function answerTask(
  page: Page,
  screen: string,
  hasScript: boolean,
): Promise<Record<string, string>> {
  // The main exercise leaves the way to the respondent, who changes their mind after one task.
  if (screen === "task-2") {
    await untilSeen(page);
    await page.getByRole("button", { name: "Answer in two steps" }).click();
    await expect(page.getByText("First choose one as “Most important”.")).toBeVisible();
  }
  if (screen.startsWith("mirror-")) {
    await expect(page.getByText("Answer as this group would: Senior leaders")).toBeVisible();
  }
  const values = await page
    .locator("[name=best][type=radio]")
    .evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
  const [first, best, worst] = [values[0], values[1], values[values.length - 1]];
  const isTwoStep = (await page.locator("[name=half]").count()) > 0;
  const pick = (name: string, value: string) =>
    page.locator(`[name=${name}][value="${value}"]`).check({ force: true });
  let opened = "";
  if (hasScript && (await page.locator("details").count()) > 0) {
    await page.locator(`details[data-item="${worst}"] summary`).click();
    opened = worst;
  }
  if (isTwoStep) {
    // Somebody who first takes another one, and thinks better of it.
    await pick("best", first);
    if (!hasScript) {
      const press = (button: string) => page.getByRole("button", { name: button }).click();
      await press("Continue");
      await expect(page.getByText("Now choose one of the others")).toBeVisible();
      await press("Change the first choice");
      await pick("best", best);
      await press("Continue");
      await expect(page.locator(`[name=worst][value="${best}"]`)).toHaveCount(0);
    } else {
      await pick("best", best);
      await expect(page.locator(`[name=worst][value="${best}"]`)).toBeHidden();
    }
  } else await pick("best", best);
  await pick("worst", worst);
  const anchored = page.locator("[name=anchor]");
  const anchor = (await anchored.count()) > 0 ? "some" : "";
  if (anchor) await anchored.nth(1).check({ force: true });
  return { best, worst, anchor, asked: isTwoStep ? "two-step" : "together", opened };
}

/** Every other item is important. */
async function judge(page: Page): Promise<Record<string, string>> {
  const judged: Record<string, string> = {};
  const items = await page.locator("fieldset").count();
  for (let index = 0; index < items; index++) {
    const radio = page
      .locator("fieldset")
      .nth(index)
      .getByRole("radio")
      .nth(index % 2);
    await radio.check({ force: true });
    judged[(await radio.getAttribute("name")) ?? ""] = (await radio.getAttribute("value")) ?? "";
  }
  return judged;
}

async function answerOther(page: Page, kind: string): Promise<void> {
  if (kind === "question") await answerQuestion(page, TEMPLATE_WISHES);
  else await page.getByRole("textbox").first().fill("100");
}

/** The same of the one respondent, read from the study's files. */
async function filed(
  db: Parameters<typeof exportedTexts>[0]["db"],
  actor: Parameters<typeof exportedTexts>[0]["actor"],
  studyId: string,
): Promise<Told> {
  const told: Told = {};
  const rowsOf: Record<string, Record<string, string>[]> = {};
  const texts = await exportedTexts({ db, actor, input: { studyId, files: "all" } });
  for (const [name, text] of Object.entries(texts)) rowsOf[name] = parse(text, { columns: true });
  const exercises = [
    ["answers-long.csv", ""],
    ["answers-long_genai.csv", "genai-"],
    ["answers-long_mirror.csv", "mirror-"],
  ];
  for (const [file, prefix] of exercises) {
    for (const { task, item, choice, opened, anchor, asked } of rowsOf[file]) {
      const screen = `${prefix}task-${task}`;
      told[screen] ??= { best: "", worst: "", anchor, asked, opened: "" };
      if (choice === "1") told[screen].best = item;
      if (choice === "-1") told[screen].worst = item;
      if (opened === "1") told[screen].opened = item;
    }
  }
  const [respondent] = rowsOf["respondents.csv"];
  told.important_genai = Object.fromEntries(
    Object.entries(respondent)
      .filter(([column]) => column.startsWith("important_genai_"))
      .map(([column, value]) => [column.replace("important_genai_", "judged-"), value]),
  );
  return told;
}
