import type { Browser, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { fieldStudy, offerInLanguages, startedInterview } from "@/lib/fielding/testing";
import { EVERY_TYPE } from "@/lib/questionnaire/testing";
import { expect, test } from "./fixtures";

const OPTIONAL = EVERY_TYPE.map((screen) => ({
  ...screen,
  settings: { ...screen.settings, required: false },
}));

/** A phone on the question that names the cohort, with seven others behind it that need no answer. */
async function beforeOptionalQuestions(
  { browser, db }: { browser: Browser; db: Database },
  options: Parameters<Browser["newContext"]>[0] = {},
  script?: () => void,
): Promise<{ page: Page; attempts: () => Promise<string[]> }> {
  const study = await fieldStudy(db, { asksRegion: false, questions: OPTIONAL });
  const token = await startedInterview(db, study);
  const { attempt, respondent } = db.t;
  const context = await browser.newContext({
    ...{ baseURL: "http://localhost:3210", viewport: { width: 390, height: 700 } },
    ...options,
  });
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  await page.goto(`/r/${token}/role`);
  await page.getByRole("radio").first().check({ force: true });
  return {
    page,
    attempts: async () => {
      const saved = await db.read
        .select({ screen: attempt.screenKey })
        .from(attempt)
        .innerJoin(respondent, eq(respondent.id, attempt.respondentId))
        .where(eq(respondent.studyId, study.studyId))
        .orderBy(attempt.receivedAt);
      return saved.map(({ screen }) => screen);
    },
  };
}

/** Where a finger or a pointer meets Continue. */
async function placeOfContinue(page: Page): Promise<[number, number]> {
  const box = await page.getByRole("button", { name: "Continue" }).boundingBox();
  if (!box) throw new Error("No button to press.");
  return [box.x + box.width / 2, box.y + box.height / 2];
}

for (const javaScriptEnabled of [true, false]) {
  test(`the second press of two is not one on the next screen, ${javaScriptEnabled ? "with" : "without"} script`, async ({
    browser,
    db,
  }) => {
    const { page, attempts } = await beforeOptionalQuestions(
      { browser, db },
      { javaScriptEnabled },
    );
    const passed = ["role"];
    for (const [gap, screen] of [
      [30, "sector"],
      [120, "customers"],
      [300, "tasks"],
      [450, "staff"],
    ] as const) {
      await page.waitForTimeout(700);
      const place = await placeOfContinue(page);
      await page.mouse.click(...place);
      await page.waitForTimeout(gap);
      await page.mouse.click(...place);
      await expect(page).toHaveURL(new RegExp(`/${screen}$`));
      await page.waitForTimeout(700);
      await expect(page).toHaveURL(new RegExp(`/${screen}$`));
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(await attempts()).toEqual(passed);
      passed.push(screen);
    }
  });
}

test("a key that is held down is one press, and a screen that was worked on is pressed at once", async ({
  browser,
  db,
}) => {
  const { page, attempts } = await beforeOptionalQuestions({ browser, db });
  await page.getByRole("button", { name: "Continue" }).focus();
  // From the second time on it is a repeat of the first.
  for (let time = 0; time < 20; time++) {
    await page.keyboard.down("Enter");
    await page.waitForTimeout(40);
  }
  await page.keyboard.up("Enter");
  await expect(page).toHaveURL(/sector$/);
  expect(await attempts()).toEqual(["role"]);
  await page.evaluate(() => {
    const [radio] = document.querySelectorAll<HTMLInputElement>("[type=radio]");
    radio.click();
    radio.form?.querySelector("button")?.click();
  });
  await expect(page).toHaveURL(/customers$/);
});

test("a press that leaves a field of points finds its button where it was, and goes on", async ({
  browser,
  db,
}) => {
  const { page } = await beforeOptionalQuestions(
    { browser, db },
    { viewport: { width: 1200, height: 900 } },
  );
  for (const screen of ["sector", "customers", "tasks", "staff", "wish", "budget"]) {
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(new RegExp(`/${screen}$`));
  }
  await page.getByLabel("Points for The people").pressSequentially("100");
  await expect(page.locator("#total")).toContainText("100 of 100");
  const place = await placeOfContinue(page);
  await page.mouse.move(...place);
  await page.mouse.down();
  await page.waitForTimeout(100);
  await page.mouse.up();
  await expect(page).toHaveURL(/since$/);
});

test("what is said about a choice has its place in the tree before it is said", async ({
  browser,
  db,
}) => {
  const { page } = await beforeOptionalQuestions({ browser, db });
  for (const screen of ["sector", "customers"]) {
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(new RegExp(`/${screen}$`));
    const display = () =>
      page.locator("#live").evaluate((live) => getComputedStyle(live).display !== "none");
    expect(await display()).toBe(true);
  }
  const live = page.locator("#live");
  expect((await live.boundingBox())?.height).toBeLessThanOrEqual(1);
  await page.getByRole("checkbox", { name: "The teams" }).check({ force: true });
  await page.getByRole("checkbox", { name: "The nobody" }).check({ force: true });
  await expect(live).toBeVisible();
  await expect(live).toContainText("The nobody");
});

/** How browsers differ in telling a form's script which button was pressed. */
const BROWSERS: Readonly<Record<string, () => void>> = {
  "that puts the pressed button into the form's data by itself": () => {
    let pressed: HTMLButtonElement | null = null;
    addEventListener(
      "submit",
      (event) => {
        pressed = event.submitter as HTMLButtonElement;
      },
      true,
    );
    const Plain = window.FormData;
    window.FormData = class extends Plain {
      constructor(form?: HTMLFormElement) {
        super(form);
        if (pressed?.name) this.append(pressed.name, pressed.value);
      }
    };
  },
  "that tells nothing of the pressed button": () => {
    Object.defineProperty(SubmitEvent.prototype, "submitter", { value: undefined });
  },
};

for (const [name, makeSo] of Object.entries(BROWSERS)) {
  test(`another language is chosen in a browser ${name}`, async ({ browser, db }) => {
    const study = await fieldStudy(db);
    await offerInLanguages(db, study.revisionId, ["en", "de"]);
    const token = await startedInterview(db, study);
    const page = await (await browser.newContext({ baseURL: "http://localhost:3210" })).newPage();
    await page.addInitScript(makeSo);
    await page.goto(`/r/${token}/role`);
    await page.getByRole("radio").first().check({ force: true });
    await page.locator(".languages summary").click();
    await page.getByRole("button", { name: "Deutsch" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("radio").first()).toBeChecked();
    await page.getByRole("button", { name: "Weiter" }).click();
    await expect(page).toHaveURL(/region$/);
  });
}
