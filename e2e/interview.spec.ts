import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { contentOf } from "@/lib/studies/testing";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import {
  answerQuestion,
  answerScreen,
  fillScreen,
  finish,
  goOn,
  nothingClicked,
  screenKind,
  start,
  type Wishes,
} from "./respondent";
import { liveStudy, TASKS, TEMPLATE_WISHES as WISHES } from "./studies";

async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ baseURL: "http://localhost:3210", ...options })).newPage();
}

test("a whole interview goes through without script, with every mistake told on the page", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug } = await liveStudy(db, organisation);
  const page = await newPage(browser, { javaScriptEnabled: false });
  await start(page, slug);

  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("There is a problem")).toBeVisible();
  const clicked = nothingClicked();
  while ((await screenKind(page)) === "question") {
    await answerQuestion(page, WISHES);
    await goOn(page, WISHES);
  }

  await expect(page).toHaveURL(/task-1$/);
  const [first] = await page.getByRole("listitem").locator("strong").allInnerTexts();
  const best = page.getByRole("radio", { name: `Most important: ${first}`, exact: true });
  const worst = page.getByRole("radio", { name: `Least important: ${first}`, exact: true });
  await best.check({ force: true });
  await worst.check({ force: true });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(`You chose “${first}” as both`).first()).toBeVisible();
  // What was chosen stays chosen: the respondent mends it, we do not.
  await expect(best).toBeChecked();
  await expect(worst).toBeChecked();

  await page.getByText("What it means").first().click();
  await expect(page.locator("details").first()).toHaveAttribute("open", "");
  while ((await screenKind(page)) === "choice") {
    const shown = await page.getByRole("listitem").locator("strong").allInnerTexts();
    const picked = WISHES.choose(shown);
    for (const name of [`Most important: ${picked.best}`, `Least important: ${picked.worst}`]) {
      await page.getByRole("radio", { name, exact: true }).check({ force: true });
    }
    await goOn(page, WISHES);
  }

  await page.getByRole("textbox", { name: "Strategic alignment" }).fill("30");
  await page.getByRole("textbox", { name: "Governance" }).fill("30");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The points add up to 60").first()).toBeVisible();
  await page.getByRole("button", { name: "Rescale to 100" }).click();
  await expect(page.getByRole("textbox", { name: "Strategic alignment" })).toHaveValue("50");
  await page.getByRole("button", { name: "Continue" }).click();
  expect(await finish(page, WISHES, clicked)).toBe("done");
});

test("every screen is free of axe violations, in light and dark, and never scrolls sideways at 320 px", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug } = await liveStudy(db, organisation);
  const page = await newPage(browser, { viewport: { width: 320, height: 640 } });
  const seen = new Set<string>();
  const inspect = async (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    expect(await axeViolations(page), name).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} scrolls sideways`).toBe(0);
  };
  await page.goto(`/s/${slug}`);
  await inspect("welcome");
  await start(page, slug);
  for (let screens = 0; screens < 30; screens++) {
    const kind = await screenKind(page);
    await inspect(kind);
    if (kind === "done") break;
    if (!seen.has(`${kind} with a fault`)) {
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("There is a problem")).toBeVisible();
      await expect(page.locator(":focus")).toContainText("There is a problem");
      await inspect(`${kind} with a fault`);
    }
    await answerScreen(page, WISHES, nothingClicked());
  }
  expect([...seen].sort()).toEqual([
    "allocation",
    "allocation with a fault",
    "choice",
    "choice with a fault",
    "done",
    "question",
    "question with a fault",
    "welcome",
  ]);
});

test("two tabs of one interview end in one set of answers", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const one = await newPage(browser);
  await start(one, slug);
  const clicked = nothingClicked();
  for (let screen = 0; screen < 5; screen++) await answerScreen(one, WISHES, clicked);
  const two = await one.context().newPage();
  await two.goto(one.url());
  // Both answer the same screen: the later is told what is stored, and stores its own by pressing again.
  const last: Wishes = { ...WISHES, choose: (shown) => ({ best: shown[1], worst: shown[0] }) };
  await answerScreen(one, WISHES, clicked);
  await fillScreen(two, last, clicked);
  await two.getByRole("button", { name: "Continue" }).click();
  await expect(two.getByRole("alert")).toBeFocused();
  await goOn(two, last);
  expect(await finish(two, last, clicked)).toBe("done");
  await one.reload();
  await expect(one.locator("main")).toHaveAttribute("data-screen", "done");

  const { respondent, answer } = db.t;
  const stored = await db.read
    .select({ task: answer.taskNumber, best: answer.best, worst: answer.worst })
    .from(answer)
    .innerJoin(respondent, eq(respondent.id, answer.respondentId))
    .where(eq(respondent.studyId, studyId));
  expect(stored).toHaveLength(TASKS);
  const { items } = await contentOf(db, studyId);
  const numberOf = new Map(items.map((item) => [item.label, item.number]));
  for (const { task, best, worst } of stored) {
    const { best: clickedBest, worst: clickedWorst } = clicked.tasks[task - 1];
    expect([best, worst], `task ${task}`).toEqual([
      numberOf.get(clickedBest),
      numberOf.get(clickedWorst),
    ]);
  }
});
