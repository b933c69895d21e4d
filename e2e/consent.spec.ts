import { devices } from "@playwright/test";
import { eq } from "drizzle-orm";
import { addSource } from "@/lib/studies/sources/add-source";
import { listSources } from "@/lib/studies/sources/list-sources";
import { contentOf } from "@/lib/studies/testing";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { answerScreen, nothingClicked } from "./respondent";
import { designedStudy, TEMPLATE_WISHES } from "./studies";

const TEXTS = {
  controllerText: "Institute for Project Offices, Berlin",
  contactText: "privacy@institute.example",
  purposeText: "To plan training.",
  retentionText: "Until 31 December 2027.",
  privacyLink: "https://institute.example/privacy",
  consentText: "I agree that my answers are used for this study.",
};

for (const javaScriptEnabled of [true, false]) {
  test(`a draft's test link asks for consent before it starts, on a narrow phone ${javaScriptEnabled ? "with" : "without"} script`, async ({
    browser,
    db,
    organisation: actor,
  }) => {
    test.setTimeout(180_000);
    const { slug, studyId } = await designedStudy(db, actor);
    await addSource({ db, actor, input: { studyId, kind: "test", name: "Mine" } });
    const { revision } = await contentOf(db, studyId);
    await db.write((tx) =>
      tx
        .update(db.t.revision)
        .set({ texts: { ...revision.texts, ...TEXTS } })
        .where(eq(db.t.revision.id, revision.id)),
    );
    const [{ code }] = await listSources({ db, actor, input: { studyId } });
    const context = await browser.newContext({
      ...devices["Pixel 7"],
      viewport: { width: 320, height: 640 },
      baseURL: "http://localhost:3210",
      javaScriptEnabled,
    });
    const page = await context.newPage();
    expect((await page.goto(`/s/${slug}`))?.status()).toBe(404);
    await page.goto(`/s/${slug}?via=${code}`);
    await expect(page.getByText("Test: not counted")).toBeVisible();
    await expect(page.getByText(TEXTS.controllerText)).toBeVisible();
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByText("Tick the box to start.")).toBeVisible();
    const box = page.getByRole("checkbox", { name: TEXTS.consentText });
    await expect(box).toBeFocused();
    if (javaScriptEnabled) {
      expect(await axeViolations(page)).toEqual([]);
      const overflow = "document.documentElement.scrollWidth > window.innerWidth";
      expect(await page.evaluate(overflow)).toBe(false);
    }
    expect(await db.read.$count(db.t.respondent, eq(db.t.respondent.studyId, studyId))).toBe(0);
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL("**/r/**");
    await answerScreen(page, TEMPLATE_WISHES, nothingClicked());
    await expect(page.getByText("Test: not counted")).toBeVisible();
    const rows = await db.read
      .select()
      .from(db.t.respondent)
      .where(eq(db.t.respondent.studyId, studyId));
    expect(rows).toMatchObject([{ isTest: true, consent: { text: TEXTS.consentText } }]);
    await context.close();
  });
}
