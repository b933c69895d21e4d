import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { closeStudy } from "@/lib/studies/close-study";
import { pauseStudy } from "@/lib/studies/pause-study";
import { saveQuotas } from "@/lib/studies/save-quotas";
import { expect, test } from "./fixtures";
import { answerScreen, finish, nothingClicked, screenKind, start } from "./respondent";
import { liveStudy, TEMPLATE_WISHES } from "./studies";

/** Holds a page to axe in light and dark, to 320 px, and to stillness for those who ask for it. */
async function holdUp(page: Page, screen: string): Promise<void> {
  await expect(page.locator("main")).toHaveAttribute("data-screen", screen);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations, `${screen}, ${colorScheme}`).toEqual([]);
  }
  const { clientWidth, scrollWidth, moving } = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const moving = [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const moves = style.transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0);
      return moves || style.animationName !== "none";
    }).length;
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

  await pauseStudy({ db, actor, input: { studyId } });
  await page.goto(`/s/${slug}`);
  await holdUp(page, "closed");
  await closeStudy({ db, actor, input: { studyId } });
  await page.goto(`/s/${slug}`);
  await holdUp(page, "closed");
  await context.close();
});
