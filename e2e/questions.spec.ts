import type { Locator, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { EVERY_TYPE } from "@/lib/questionnaire/testing";
import { expect, test } from "./fixtures";
import { goOn, screenKind, start } from "./respondent";
import { askEveryType, liveStudy } from "./studies";

/** Answers the question it is on with the keyboard alone, or by pointing. */
async function answer(page: Page, key: string, keyboard: boolean): Promise<void> {
  const tick = async (box: Locator) => {
    await box.focus();
    if (keyboard) await box.press("Space");
    else await box.check({ force: true });
    await expect(box).toBeChecked();
  };
  const type = async (field: Locator, text: string) => {
    await field.focus();
    if (keyboard) await page.keyboard.type(text);
    else await field.fill(text);
  };
  const box = (name: string) => page.getByRole("textbox", { name, exact: true });
  switch (key) {
    case "sector":
      await tick(page.getByRole("radio", { name: "The elsewhere" }));
      return type(box("The elsewhere: in your own words"), "A charity");
    case "customers":
      for (const name of ["The clients", "The teams"])
        await tick(page.getByRole("checkbox", { name }));
      return;
    case "tasks":
      for (const [index, name] of ["plans", "risks", "minutes"].entries()) {
        const place = page.getByRole("combobox", { name: `Place of The ${name}` });
        if (keyboard) {
          await place.focus();
          await page.keyboard.type(String(index + 1));
        } else await place.selectOption(String(index + 1));
        await expect(place).toHaveValue(String(index + 1));
      }
      return;
    case "staff":
      return type(page.getByRole("textbox"), "12,5");
    case "wish":
      return type(page.getByRole("textbox"), "Fewer reports");
    case "budget":
      await type(box("Points for The people"), "70");
      return type(box("Points for The tools"), "30");
    case "since":
      await type(box("Day"), "29");
      await type(box("Month"), "2");
      return type(box("Year"), "2024");
    case "agreement":
      for (const [row, point] of [
        ["The clear", "Fully"],
        ["The fair", "Not at all"],
      ]) {
        await tick(page.getByRole("radiogroup", { name: row }).getByRole("radio", { name: point }));
      }
      return;
    case "time":
      await type(box("Percent for The meetings"), "80");
      return type(box("Percent for The work"), "40");
    default:
      throw new Error(`Nothing to answer on ${key}`);
  }
}

for (const [name, isScripted, viewport] of [
  ["a phone without script", false, { width: 320, height: 640 }],
  ["a desktop with script and the keyboard alone", true, { width: 1200, height: 800 }],
] as const) {
  // What axe says of these screens is held from right to left.
  test(`every type of question is answered on ${name}`, async ({
    browser,
    db,
    organisation,
    baseURL,
  }) => {
    const { slug, studyId } = await liveStudy(db, organisation);
    await askEveryType(db, studyId);
    const context = await browser.newContext({
      baseURL,
      viewport,
      javaScriptEnabled: isScripted,
      colorScheme: isScripted ? "light" : "dark",
    });
    const page = await context.newPage();
    await start(page, slug);
    await page
      .getByRole("radio", { name: "I lead a PMO, or a part of one" })
      .check({ force: true });
    await goOn(page, {});
    for (const { key } of EVERY_TYPE) {
      await expect(page).toHaveURL(new RegExp(`/${key}$`));
      // Sent empty, it says what is missing, beside the field that its summary leads to.
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("alert")).toBeFocused();
      const target = await page.getByRole("alert").getByRole("link").first().getAttribute("href");
      await expect(page.locator(target ?? "none")).toHaveCount(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${key} scrolls sideways`).toBe(0);
      await answer(page, key, isScripted);
      await goOn(page, { keyboard: isScripted });
    }
    expect(await screenKind(page)).toBe("choice");
    const { questionAnswer, respondent } = db.t;
    const rows = await db.read
      .select({ key: questionAnswer.screenKey, value: questionAnswer.value })
      .from(questionAnswer)
      .innerJoin(respondent, eq(respondent.id, questionAnswer.respondentId))
      .where(eq(respondent.studyId, studyId));
    expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toMatchObject({
      sector: "elsewhere",
      customers: ["teams", "clients"],
      tasks: ["plans", "risks", "minutes"],
      staff: 12.5,
      wish: "Fewer reports",
      budget: { people: 70, tools: 30, travel: 0 },
      since: "2024-02-29",
      agreement: { clear: 3, fair: 1 },
      time: { meetings: 80, work: 40 },
    });
    await context.close();
  });
}
