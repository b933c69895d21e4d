import { eq } from "drizzle-orm";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { contentOf } from "@/lib/studies/testing";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { finish, nothingClicked, start } from "./respondent";
import { liveStudy, TEMPLATE_WISHES as WISHES } from "./studies";

/** A label that no layout was drawn for. */
const LONG = `Leaders ${"and sponsors ".repeat(5)}Donaudampfschifffahrtsgesellschaftskapitäne`;

test("an answer is on the progress page within five seconds, and the reader loses neither place nor focus", async ({
  browser,
  db,
  organisation,
  person,
  signedIn,
}) => {
  test.setTimeout(240_000);
  const { studyId, slug } = await liveStudy(db, organisation);
  const { t } = db;
  const { cohorts } = await contentOf(db, studyId);
  await db.write(async (tx) => {
    await tx.update(t.cohort).set({ name: LONG }).where(eq(t.cohort.id, cohorts[1].id));
    await tx.insert(t.quota).values({
      id: `quota-${studyId}`.slice(0, 40),
      studyId,
      position: 1,
      name: LONG,
      conditions: { cohortIds: [], answers: [] },
      size: 5,
      createdAt: 1,
    });
  });
  const researcher = await signedIn(await person("researcher"));
  const page = await researcher.newPage();
  await page.goto(`/studies/${studyId}/progress`);
  await expect(page.getByRole("heading", { name: "Nobody has started yet" })).toBeVisible();

  const respondent = await (
    await browser.newContext({ baseURL: "http://localhost:3210" })
  ).newPage();
  await start(respondent, slug);
  const startedAt = Date.now();
  await expect(page.getByRole("heading", { name: "Completes", exact: true })).toBeVisible({
    timeout: 5_000,
  });
  const untilStart = Date.now() - startedAt;

  await page.getByText("The same figures as a table").click();
  const details = page.getByRole("main").locator("details");
  const summary = details.locator("summary");
  await summary.focus();
  await summary.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => window.scrollY);
  expect(scrolled).toBeGreaterThan(0);
  await finish(respondent, WISHES, nothingClicked());
  const finishedAt = Date.now();
  await expect(page.locator("main[data-complete='1']")).toHaveCount(1, { timeout: 5_000 });
  const untilComplete = Date.now() - finishedAt;
  process.stdout.write(
    `Progress: a start was shown after ${untilStart} ms, a complete after ${untilComplete} ms.\n`,
  );
  await expect(summary).toBeFocused();
  await expect(details).toHaveAttribute("open", "");
  // What grew above moves the page with the reader, not away from them.
  expect(await summary.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(
    0,
  );
  await expect(page.getByText(/^Up to date at \d\d:\d\d:\d\d UTC$/)).toBeVisible();

  for (const width of [320, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${width} px`).toBe(0);
    expect(await axeViolations(page), `${width} px`).toEqual([]);
  }
});

test("a hidden tab asks nothing, and asks at once when it is seen again; a lost server is told", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const { studyId } = await liveStudy(db, organisation);
  const researcher = await signedIn(await person("researcher"));
  const page = await researcher.newPage();
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/progress/pulse")) asked++;
  });
  await page.goto(`/studies/${studyId}/progress`);
  await expect.poll(() => asked).toBeGreaterThan(1);
  const see = (state: "hidden" | "visible") =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await see("hidden");
  await expect(page.locator("[data-freshness='paused']")).toBeVisible();
  const before = asked;
  await page.waitForTimeout(8_000);
  expect(asked).toBe(before);
  await see("visible");
  await expect(page.locator("[data-freshness='fresh']")).toBeVisible({ timeout: 2_000 });
  await researcher.setOffline(true);
  await expect(page.locator("[data-freshness='lost']")).toBeVisible();
  await researcher.setOffline(false);
  await expect(page.locator("[data-freshness='fresh']")).toBeVisible();
});

test("the rules are saved in a draft, a wrong one is told beside its field, and they are locked after launch", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const { studyId } = await createStudy({
    db,
    actor: organisation,
    input: { name: "Ruled", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const page = await (await signedIn(await person("researcher"))).newPage();
  await page.goto(`/studies/${studyId}/progress`);
  await page.getByLabel("Looks at precision").fill("100, one");
  await page.getByLabel("Too fast, % of the median time").fill("");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "whole numbers of 2 or more",
  );
  await page.getByLabel("Looks at precision").fill("300; 100");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByText("Rules saved")).toBeVisible();
  const { revision } = await contentOf(db, studyId);
  expect(revision.monitoring).toMatchObject({ speeding: null, looks: [100, 300] });

  const live = await liveStudy(db, organisation);
  await page.goto(`/studies/${live.studyId}/progress`);
  await expect(
    page.getByText("Frozen at launch, as part of the plan with this hash:"),
  ).toBeVisible();
  const { planHash } = (await contentOf(db, live.studyId)).revision;
  await expect(page.getByText(planHash ?? "")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the rules" })).toHaveCount(0);
});
