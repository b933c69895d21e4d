import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { closeStudy } from "@/lib/studies/lifecycle/close-study";
import { pauseStudy } from "@/lib/studies/lifecycle/pause-study";
import { saveQuotas } from "@/lib/studies/quotas/save-quotas";
import { listSources } from "@/lib/studies/sources/list-sources";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { answerScreen, finish, nothingClicked, screenKind, start } from "./respondent";
import { addPanel, liveStudy, TEMPLATE_WISHES } from "./studies";

/** Holds a page to axe in light and dark, to 320 px, and to stillness for those who ask for it. */
async function holdUp(page: Page, screen: string, heading?: string): Promise<void> {
  await expect(page.locator("main")).toHaveAttribute("data-screen", screen);
  if (heading) await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await axeViolations(page), screen).toEqual([]);
  const { clientWidth, scrollWidth, moving } = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const moving = [...document.querySelectorAll("*")].filter((element) =>
      ["", "::before", "::after"].some((part) => {
        const style = getComputedStyle(element, part);
        const times = style.transitionDuration.split(",");
        const isSmooth = style.scrollBehavior === "smooth";
        const moves = times.some((time) => Number.parseFloat(time) > 0) || isSmooth;
        // "seen" holds a press for a moment and changes nothing that can be seen.
        return moves || !["none", "seen"].includes(style.animationName);
      }),
    ).length;
    return { clientWidth, scrollWidth, moving };
  });
  expect(scrollWidth, `${screen} at 320 px`).toBe(clientWidth);
  expect(moving, `${screen} moves`).toBe(0);
}

test("every last page, and every page that says why there is none, is free of axe violations, fits 320 px and stands still", async ({
  browser,
  db,
  organisation: actor,
}) => {
  test.setTimeout(240_000);
  const { slug, studyId } = await liveStudy(db, actor);
  const viewport = { width: 320, height: 640 };
  const context = await browser.newContext({ baseURL: "http://localhost:3210", viewport });
  const page = await context.newPage();

  await page.goto("/s/no-such-study");
  await holdUp(page, "problem");
  await page.goto(`/s/${slug}`);
  await holdUp(page, "welcome");
  await start(page, slug);
  await holdUp(page, "question");
  expect(await finish(page, TEMPLATE_WISHES, nothingClicked())).toBe("done");
  await holdUp(page, "done");

  const role = "Which of these describes your role best?";
  const out = { ...TEMPLATE_WISHES.answers, [role]: "I have nothing to do with projects" };
  await start(page, slug);
  await answerScreen(page, { ...TEMPLATE_WISHES, answers: out }, nothingClicked());
  await holdUp(page, "screened-out");

  const full = { id: null, name: "Everybody", size: 1, conditions: { cohortIds: [], answers: [] } };
  await saveQuotas({ db, actor, input: { studyId, quotas: [full] } });
  await start(page, slug);
  for (let screens = 0; (await screenKind(page)) === "question" && screens < 4; screens++) {
    await answerScreen(page, TEMPLATE_WISHES, nothingClicked());
  }
  await holdUp(page, "over-quota");

  const { quota, respondent, study } = db.t;
  await db.write((tx) => tx.update(quota).set({ size: 100 }).where(eq(quota.studyId, studyId)));
  const sourceId = await addPanel(db, actor, { studyId });
  const sources = await listSources({ db, actor, input: { studyId } });
  const link = `/s/${slug}?via=${sources.find(({ id }) => id === sourceId)?.code}`;
  await page.goto(link);
  await holdUp(page, "closed", "This link is not complete");
  // The panel's site answers that there is nothing to show, so the last page stays in view.
  await page.route("http://localhost:3999/**", (route) => route.fulfill({ status: 204 }));
  await page.goto(`${link}&rid=p1`);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/r/**");
  await answerScreen(page, { ...TEMPLATE_WISHES, answers: out }, nothingClicked());
  await expect(page.getByRole("link", { name: "Back to localhost:3999" })).toBeVisible();
  await holdUp(page, "screened-out");
  await page.goto(`${link}&rid=p1`);
  await holdUp(page, "closed", "This link has already been used");

  await start(page, slug);
  const began = page.url();
  const opensAt = Date.now() + 86_400_000;
  const fieldwork = {
    ...{ opensAt, closesAt: null, timeZone: "Asia/Tokyo", graceMinutes: 0 },
    ...{ softLaunchCompletes: null, expiryMinutes: 60 },
  };
  await db.write((tx) => tx.update(study).set({ fieldwork }).where(eq(study.id, studyId)));
  await page.goto(`/s/${slug}`);
  await holdUp(page, "closed", "This study is not open yet");
  await db.write((tx) => tx.update(study).set({ fieldwork: null }).where(eq(study.id, studyId)));

  await pauseStudy({ db, actor, input: { studyId } });
  await page.goto(`/s/${slug}`);
  await holdUp(page, "closed", "This study is paused");
  await closeStudy({ db, actor, input: { studyId } });
  await page.goto(`/s/${slug}`);
  await holdUp(page, "closed", "This study is closed");
  // Somebody in the middle of it, too.
  await page.goto(began);
  await holdUp(page, "closed", "This study is closed");
  expect(await db.read.$count(respondent, eq(respondent.studyId, studyId))).toBe(5);
  await context.close();
});
