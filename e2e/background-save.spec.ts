import type { Browser, Page, Request } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import { contentOf } from "@/lib/studies/testing";
import { expect, test } from "./fixtures";
import { answerScreen, nothingClicked, screenKind, start } from "./respondent";
import { liveStudy, TASKS, TEMPLATE_WISHES } from "./studies";

/** A browser with script, on the first task of a study of its own. */
async function atFirstTask(
  browser: Browser,
  slug: string,
): Promise<{ page: Page; documents: () => number }> {
  const context = await browser.newContext({ baseURL: "http://localhost:3210" });
  const page = await context.newPage();
  let documents = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents++;
  });
  await start(page, slug);
  while ((await screenKind(page)) === "question") {
    await answerScreen(page, TEMPLATE_WISHES, nothingClicked());
  }
  await expect(page).toHaveURL(/task-1$/);
  return { page, documents: () => documents };
}

/** Picks the first as best and the last as worst; returns their labels. */
async function pick(page: Page): Promise<{ best: string; worst: string }> {
  const shown = await page.getByRole("listitem").locator("strong").allInnerTexts();
  const { best, worst } = TEMPLATE_WISHES.choose(shown);
  for (const name of [`Most important: ${best}`, `Least important: ${worst}`]) {
    await page.getByRole("radio", { name, exact: true }).check({ force: true });
  }
  return { best, worst };
}

const goOn = (page: Page) => page.getByRole("button", { name: "Continue" }).click();
const state = (page: Page) => page.locator("#state");
const isPost = (request: Request) => request.method() === "POST";

/** What the database holds of an interview's tasks: [task, best, worst] in order, and its attempts. */
async function stored(db: Database, page: Page, studyId: string) {
  const token = /\/r\/([\w-]+)/.exec(page.url())?.[1] ?? "";
  const { answer, attempt, respondent } = db.t;
  const [{ id }] = await db.read
    .select({ id: respondent.id })
    .from(respondent)
    .where(and(eq(respondent.tokenHash, tokenHash(token)), eq(respondent.studyId, studyId)));
  const { items } = await contentOf(db, studyId);
  const labelOf = new Map(items.map((item) => [item.number, item.label]));
  const rows = await db.read.select().from(answer).where(eq(answer.respondentId, id));
  rows.sort((one, other) => one.taskNumber - other.taskNumber);
  const tasks = rows.map((row) => ({ best: labelOf.get(row.best), worst: labelOf.get(row.worst) }));
  const attempts = await db.read.select().from(attempt).where(eq(attempt.respondentId, id));
  return {
    tasks,
    shownAt: rows.map((row) => row.shownAt),
    taskAttempts: attempts.filter(({ screenKey }) => screenKey.startsWith("task-")).length,
  };
}

test("the next task is there at the press, before the answer is acknowledged, and focus is on it", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page, documents } = await atFirstTask(browser, slug);
  const before = documents();
  const clicked = [await pick(page)];
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await page.waitForLoadState("networkidle");

  // Nothing that is posted is answered until we say so.
  let release = () => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  await page.route("**/r/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.waitForTimeout(1_200);
  clicked.push(await pick(page));
  const pressedAt = Date.now();
  await goOn(page);
  await expect(page).toHaveURL(/task-3$/);
  await expect(page).toHaveTitle(new RegExp(`^Task 3 of ${TASKS}`));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(state(page)).toHaveText("Saving…");
  expect((await stored(db, page, studyId)).tasks).toHaveLength(1);

  // One at a time: the next answer waits for the first, and is sent as it is when its turn comes.
  await pick(page);
  await goOn(page);
  await page.waitForTimeout(300);
  await expect(page).toHaveURL(/task-3$/);
  expect((await stored(db, page, studyId)).tasks).toHaveLength(1);
  clicked.push(await pick(page));
  release();
  await expect(page).toHaveURL(/task-4$/);
  await page.unroute("**/r/**");
  await expect.poll(async () => (await stored(db, page, studyId)).tasks).toEqual(clicked);
  const { taskAttempts, shownAt } = await stored(db, page, studyId);
  expect(taskAttempts).toBe(3);
  // The time on a screen counts from when it was seen, not from when it came along 1.2 s before.
  expect(Math.abs((shownAt[2] ?? 0) - pressedAt)).toBeLessThan(1_000);
  // All of it in one document.
  expect(documents()).toBe(before);
});

test("an answer given without a connection waits in the page, says so, and is stored once", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page } = await atFirstTask(browser, slug);
  const clicked = [await pick(page)];
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  clicked.push(await pick(page));
  await goOn(page);
  await expect(page).toHaveURL(/task-3$/);
  await expect(state(page)).toHaveText("No connection. Trying again…");
  clicked.push(await pick(page));
  await goOn(page);
  await page.waitForTimeout(1_500);
  await expect(page).toHaveURL(/task-3$/);
  await page.context().setOffline(false);
  await expect(page).toHaveURL(/task-4$/);
  await expect.poll(async () => (await stored(db, page, studyId)).tasks).toEqual(clicked);
  expect((await stored(db, page, studyId)).taskAttempts).toBe(3);
});

test("a reply that is lost after the commit, and a server that is busy, never double an answer", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page } = await atFirstTask(browser, slug);
  let posts = 0;
  await page.route("**/r/**", async (route) => {
    if (!isPost(route.request())) return route.continue();
    posts++;
    if (posts === 1) {
      // It reaches the server and is stored; its reply never arrives.
      await route.fetch();
      return route.abort("connectionreset");
    }
    if (posts === 3) return route.fulfill({ status: 503, headers: { "Retry-After": "5" } });
    return route.continue();
  });
  const clicked = [await pick(page)];
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  clicked.push(await pick(page));
  await goOn(page);
  await expect(page).toHaveURL(/task-3$/);
  await expect.poll(async () => (await stored(db, page, studyId)).tasks).toEqual(clicked);
  expect(posts).toBe(4);
  expect((await stored(db, page, studyId)).taskAttempts).toBe(2);
  await expect(state(page)).toHaveText("Saved");
});

test("back, forward and reload show what the server holds, also in the middle of a save", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page } = await atFirstTask(browser, slug);
  const clicked = [];
  for (const task of [1, 2, 3]) {
    await expect(page).toHaveURL(new RegExp(`task-${task}$`));
    clicked.push(await pick(page));
    await goOn(page);
  }
  await expect(page).toHaveURL(/task-4$/);
  const chosen = async ({ best, worst }: { best: string; worst: string }) => {
    await expect(
      page.getByRole("radio", { name: `Most important: ${best}`, exact: true }),
    ).toBeChecked();
    await expect(
      page.getByRole("radio", { name: `Least important: ${worst}`, exact: true }),
    ).toBeChecked();
  };
  await page.goBack();
  await expect(page.getByText(`Task 3 of ${TASKS}`)).toBeVisible();
  await chosen(clicked[2]);
  await page.goBack();
  await expect(page.getByText(`Task 2 of ${TASKS}`)).toBeVisible();
  await chosen(clicked[1]);
  await page.goForward();
  await expect(page.getByText(`Task 3 of ${TASKS}`)).toBeVisible();
  await page.reload();
  await chosen(clicked[2]);

  // An edit, and Back pressed before it is acknowledged: it is stored first, then shown.
  const shown = await page.getByRole("listitem").locator("strong").allInnerTexts();
  await page
    .getByRole("radio", { name: `Most important: ${shown[1]}`, exact: true })
    .check({ force: true });
  clicked[2] = { best: shown[1], worst: clicked[2].worst };
  await goOn(page);
  await expect(page).toHaveURL(/task-4$/);
  await page.route("**/task-4", async (route) => {
    if (isPost(route.request())) await new Promise((go) => setTimeout(go, 800));
    await route.continue();
  });
  clicked.push(await pick(page));
  await goOn(page);
  await expect(page).toHaveURL(/task-5$/);
  await page.goBack();
  await expect(page.getByText(`Task 4 of ${TASKS}`)).toBeVisible();
  await chosen(clicked[3]);
  expect((await stored(db, page, studyId)).tasks).toEqual(clicked);
});

test("after a reload, and behind the last task, the next screen is there at the press as well", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page, documents } = await atFirstTask(browser, slug);
  const clicked = [await pick(page)];
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await page.waitForLoadState("networkidle");
  const ahead = page.waitForResponse((reply) => "screen-ahead" in reply.request().headers());
  await page.reload();
  await (await ahead).finished();
  const before = documents();
  for (let task = 2; task <= TASKS; task++) {
    await expect(page).toHaveURL(new RegExp(`task-${task}$`));
    await page.waitForLoadState("networkidle");
    if (task === 2 || task === TASKS) await page.context().setOffline(true);
    clicked.push(await pick(page));
    await goOn(page);
    await expect(page).not.toHaveURL(new RegExp(`task-${task}$`));
    await page.context().setOffline(false);
  }
  await expect(page.locator("main")).toHaveAttribute("data-screen", "allocation");
  await expect.poll(async () => (await stored(db, page, studyId)).tasks).toEqual(clicked);
  expect((await stored(db, page, studyId)).taskAttempts).toBe(TASKS);
  expect(documents()).toBe(before);
});

test("the page warns before it is closed over an answer that is not stored", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug } = await liveStudy(db, organisation);
  const { page } = await atFirstTask(browser, slug);
  await pick(page);
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await pick(page);
  await goOn(page);
  await expect(page).toHaveURL(/task-3$/);
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.context().setOffline(false);
  await expect(state(page)).toHaveText("Saved");
});

test("an answer that is refused after all comes back, and thanks come from the server alone", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { page } = await atFirstTask(browser, slug);
  await pick(page);
  await goOn(page);
  await expect(page).toHaveURL(/task-2$/);
  await page.waitForLoadState("networkidle");
  // A browser that sends something else than it shows.
  await page.route("**/task-2", (route) =>
    isPost(route.request())
      ? route.continue({
          postData: (route.request().postData() ?? "").replace(/best=\d+/, "best=9999"),
        })
      : route.continue(),
  );
  await pick(page);
  await goOn(page);
  await expect(page.locator(":focus")).toContainText("There is a problem");
  await expect(page).toHaveURL(/task-2$/);
  await page.unroute("**/task-2");
  await pick(page);
  while ((await screenKind(page)) === "choice") {
    const here = page.url();
    await pick(page);
    await goOn(page);
    await page.waitForURL((url) => url.href !== here);
  }
  await expect(page.locator("main")).toHaveAttribute("data-screen", "allocation");
  await page.waitForLoadState("networkidle");
  // Without a connection nothing that waits for the server's decision moves on, thanks last of all.
  while ((await screenKind(page)) !== "done") {
    const here = page.url();
    await page.context().setOffline(true);
    const going = answerScreen(page, TEMPLATE_WISHES, nothingClicked());
    await expect(state(page)).toHaveText("No connection. Trying again…");
    expect(page.url()).toBe(here);
    await page.context().setOffline(false);
    await going;
    await page.waitForLoadState("networkidle");
  }
  const { respondent } = db.t;
  const [row] = await db.read.select().from(respondent).where(eq(respondent.studyId, studyId));
  expect(row.state).toBe("complete");
  expect((await stored(db, page, studyId)).taskAttempts).toBe(TASKS);
});
