import type { BrowserContext, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { offerInLanguages } from "@/lib/fielding/testing";
import { EVERY_TYPE } from "@/lib/questionnaire/testing";
import { inFull } from "@/lib/stats/testing";
import { contentOf } from "@/lib/studies/testing";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { screenKind, untilSeen } from "./respondent";
import { allocateInEveryFormat, askEveryType, exercisesStudy, liveStudy } from "./studies";

const CONTINUE = "متابعة";

/** What is asked, by which study, and the screens that are held up on it. */
const STUDIES: [what: string, screens: string[], make: typeof liveStudy][] = [
  [
    "every type of question and every format of allocation",
    [...EVERY_TYPE.map(({ key }) => key), "allocation_now", "allocation_should", "top"],
    async (db, actor) => {
      const study = await liveStudy(db, actor);
      await askEveryType(db, study.studyId);
      await allocateInEveryFormat(db, study.studyId);
      return study;
    },
  ],
  [
    "tasks asked at once and in two steps, both anchors and a mirror",
    ["task", "genai-task", "important_genai", "mirror-task"],
    exercisesStudy,
  ],
];

for (const [what, screens, make] of STUDIES) {
  test(`from right to left, ${what}: free of axe violations in light and dark, within 320 px, answered by keyboard alone`, async ({
    browser,
    db,
    organisation,
  }) => {
    test.setTimeout(300_000);
    const { slug, studyId } = await make(db, organisation);
    const { revision } = await contentOf(db, studyId);
    const translate = (text: string) => `${text.replace(/[a-z]/g, arabic)} (${text})`;
    await offerInLanguages(db, revision.id, ["en", "ar"], translate);
    const viewport = { width: 320, height: 640 };
    const context = await browser.newContext({
      ...{ baseURL: "http://localhost:3210", locale: "ar", viewport },
    });
    const page = await context.newPage();
    await page.goto(`/s/${slug}`);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await holdUp(page, "welcome");
    await press(page, "بدء");
    await page.waitForURL("**/r/**");
    await page.locator(".languages summary").click();
    await holdUp(page, "the menu of languages");
    await page.locator(".languages summary").click();
    const seen = new Set<string>();
    while ((await screenKind(page)) !== "done") {
      const here = page.url();
      const screen =
        new URL(here).pathname
          .split("/")
          .at(-1)
          ?.replace(/-?\d+$/, "") ?? "";
      const isNew = screens.includes(screen) && !seen.has(screen);
      seen.add(screen);
      if (isNew) {
        await untilSeen(page);
        await press(page, CONTINUE);
        await expect(page.getByRole("alert")).toBeFocused();
        await holdUp(page, `${screen}, sent empty`);
        if (screen === "genai-task") await holdUpSecondStep(context, here);
      }
      await answerByTab(page);
      if (isNew && inFull(1, 0) > 0) await holdUp(page, `${screen}, answered`);
      await press(page, CONTINUE);
      await page.waitForURL((url) => url.href !== here);
    }
    expect([...seen]).toEqual(expect.arrayContaining(screens));
    await context.close();

    const { t, read } = db;
    const [{ id, state }] = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, studyId));
    expect(state).toBe("complete");
    const rows = await read
      .select({ key: t.allocation.screenKey, amounts: t.allocation.amounts })
      .from(t.allocation)
      .where(eq(t.allocation.respondentId, id));
    const amounts = new Map(rows.map((row) => [row.key, row.amounts]));
    if (screens.includes("top")) {
      const given = (key: string) => amounts.get(key)?.filter((amount) => amount > 0);
      expect(given("allocation_now")).toEqual([100]);
      expect(new Set(given("allocation_should"))).toEqual(new Set([25]));
      expect(given("top")).toEqual([1, 1, 1]);
    }
  });
}

/** A letter of Arabic for one of ours: words as long and as joined as real ones. */
function arabic(letter: string): string {
  return "ابتثجحخدذرزسشصضطظعغفقكلمنه"[letter.charCodeAt(0) - 97];
}

async function holdUp(page: Page, name: string): Promise<void> {
  expect(await axeViolations(page), name).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name} scrolls sideways`).toBe(0);
}

/** The second step of a task as a phone without script has it: a page of its own. */
async function holdUpSecondStep(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage();
  await page.route("**/r/script/**", (route) => route.abort());
  await page.goto(address);
  await page.locator("[name=best]").first().check({ force: true });
  await page.getByRole("button", { name: CONTINUE }).click();
  await expect(page.locator(".best.fixed")).toBeVisible();
  await holdUp(page, "the second step");
  await page.close();
}

/** Goes to a button by Tab and presses it. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  for (let tabs = 0; tabs < 120; tabs++) {
    if (await button.evaluate((element) => element === document.activeElement)) {
      return page.keyboard.press("Enter");
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** Fills in a screen from its beginning, where focus is, with Tab, Space, arrows and digits of Arabic. */
async function answerByTab(page: Page): Promise<void> {
  const done = new Set<string>();
  const kept = { places: 0, ticks: 0, points: 0 };
  for (let tabs = 0; tabs < 120; tabs++) {
    await page.keyboard.press("Tab");
    const { tag, type, name, id, isPercent, topN, places } = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      return {
        tag: element.localName,
        ...{ type: element.type, name: element.name ?? "", id: element.id },
        isPercent: element.closest(".number")?.textContent?.includes("%") ?? false,
        // The first choice of a list of places is none of them.
        places: element.querySelectorAll("option").length - 1,
        topN: Number(document.querySelector<HTMLElement>("#total")?.dataset.needed ?? 1),
      };
    });
    if (tag === "button" && type === "submit") return;
    const key = type === "radio" ? name : id;
    if (tag === "summary" || done.has(key)) continue;
    done.add(key);
    if (tag === "select") {
      if (++kept.places > places) continue;
      for (let place = 0; place < kept.places; place++) await page.keyboard.press("ArrowDown");
    } else if (type === "radio") {
      await page.keyboard.press("Space");
      // What is best cannot be worst.
      if (name === "worst") await page.keyboard.press("ArrowDown");
    } else if (type === "checkbox") {
      if (kept.ticks++ < topN) await page.keyboard.press("Space");
    } else if (name === "answer") {
      await page.keyboard.type("١٢");
    } else if (name.startsWith("date-")) {
      await page.keyboard.type(name === "date-year" ? "٢٠٢٤" : "١٢");
    } else if (name.startsWith("amount-")) {
      if (isPercent) await page.keyboard.type("٢٥");
      else if (kept.points++ === 0) await page.keyboard.type("١٠٠");
    }
  }
}
