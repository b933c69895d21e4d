import type { Browser, Page, Request } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { fieldStudy, interviewAtTasks } from "@/lib/fielding/testing";
import { expect, test } from "./fixtures";

interface Chosen {
  readonly best: string;
  readonly worst: string;
}

/** A browser with script on the first of thirteen tasks, and what the database holds of them. */
async function atFirstTask(browser: Browser, db: Database) {
  const study = await fieldStudy(db);
  const token = await interviewAtTasks(db, study);
  const page = await (await browser.newContext({ baseURL: "http://localhost:3210" })).newPage();
  await page.goto(`/r/${token}/task-1`);
  const { answer, respondent } = db.t;
  const stored = async (): Promise<Chosen[]> => {
    const rows = await db.read
      .select({ best: answer.best, worst: answer.worst })
      .from(answer)
      .innerJoin(respondent, eq(respondent.id, answer.respondentId))
      .where(eq(respondent.studyId, study.studyId))
      .orderBy(answer.taskNumber);
    return rows.map(({ best, worst }) => ({ best: String(best), worst: String(worst) }));
  };
  return { page, stored };
}

/** Picks the first item as best and the last as worst, or the other way round. */
async function pick(page: Page, isReversed = false): Promise<Chosen> {
  const items = await page
    .locator("[name=best]")
    .evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
  const [best, worst] = isReversed ? [items[3], items[0]] : [items[0], items[3]];
  await page.locator(`#best-${best}`).check({ force: true });
  await page.locator(`#worst-${worst}`).check({ force: true });
  return { best, worst };
}

const goOn = (page: Page) => page.getByRole("button", { name: "Continue" }).click();
const state = (page: Page) => page.locator("#state");
const isPost = (request: Request) => request.method() === "POST";

test("an answer stays with its task where a proxy drops a header, and fields of others are left aside", async ({
  browser,
  db,
}) => {
  const { page, stored } = await atFirstTask(browser, db);
  await page.route("**/r/**", async (route) => {
    const response = await route.fetch();
    const { "content-location": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.reload();
  const clicked = [];
  for (const task of [1, 2, 3, 4]) {
    await expect(page.locator(".way")).toContainText(`${task} of 13`);
    clicked.push(await pick(page));
    // As extensions of browsers do.
    await page.evaluate(() => {
      const field = Object.assign(document.createElement("input"), { name: "autofill_id" });
      document.querySelector("#answers")?.append(field);
    });
    await goOn(page);
  }
  await expect(page.locator(".way")).toContainText("5 of 13");
  await expect(page).toHaveURL(/task-5$/);
  await expect.poll(stored).toEqual(clicked);
});

test("what something else answers in our place is told and tried again, and nothing chosen is lost", async ({
  browser,
  db,
}) => {
  const { page, stored } = await atFirstTask(browser, db);
  const html = { contentType: "text/html" };
  const foreign = [
    { status: 520, ...html, body: "<!doctype html><title>Error</title><main>Web server</main>" },
    { status: 524, body: "" },
    { status: 403, ...html, body: "<h1>Forbidden</h1>" },
    { status: 500, body: "Internal Server Error" },
    { status: 200, ...html, body: "<!doctype html><title>Wi-Fi</title><form>Sign in</form>" },
  ];
  const clicked = [];
  let posts = 0;
  await page.route("**/r/**", (route) => {
    const reply = isPost(route.request()) && posts++ % 2 === 0 ? foreign[(posts - 1) / 2] : null;
    return reply ? route.fulfill(reply) : route.continue();
  });
  for (let task = 1; task <= foreign.length; task++) {
    await expect(page.locator(".way")).toContainText(`${task} of 13`);
    clicked.push(await pick(page));
    await goOn(page);
    await expect(state(page)).toHaveText("Not saved yet. Trying again…");
    await expect(state(page)).toHaveText("Saved");
  }
  await expect(page.locator(".way")).toContainText("6 of 13");
  expect(await stored()).toEqual(clicked);
});

test("a second window is told what the first has stored, and overwrites it only when asked to", async ({
  browser,
  db,
}) => {
  const { page, stored } = await atFirstTask(browser, db);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const labelOf = (item: string) => page.locator(`#item-${item} strong`).innerText();
  const first = await pick(page);
  const labels = [await labelOf(first.best), await labelOf(first.worst)];
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await expect.poll(stored).toEqual([first]);

  await pick(other, true);
  await goOn(other);
  const told = other.getByRole("alert");
  await expect(told).toBeFocused();
  for (const label of labels) await expect(told).toContainText(label);
  await expect(other).toHaveURL(/task-1$/);
  expect(await stored()).toEqual([first]);
  await told.getByRole("link", { name: "Keep what is stored" }).click();
  await expect(other).toHaveURL(/task-2$/);

  // Asked for, it is done; and the same choice as is stored asks nothing.
  await other.goBack();
  await expect(other.locator(".way")).toContainText("1 of 13");
  const again = await pick(other, true);
  await goOn(other);
  await expect(other).toHaveURL(/task-2$/);
  await expect.poll(stored).toEqual([again]);
});
