import { devices, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { offerInLanguages } from "@/lib/fielding/testing";
import { listSources } from "@/lib/studies/sources/list-sources";
import { contentOf } from "@/lib/studies/testing";
import { expect, test } from "./fixtures";
import { answerScreen, finish, nothingClicked, start } from "./respondent";
import { addPanel, liveStudy, TEMPLATE_WISHES } from "./studies";

/** Goes back to the first page that was opened in this tab (before it stands about:blank). */
async function backToStart(page: Page): Promise<void> {
  // The page may be gone before it can say that it went.
  await page
    .evaluate(() => history.go(2 - history.length))
    .catch((error: Error) => {
      if (!error.message.includes("context was destroyed")) throw error;
    });
  await expect(page.locator("main")).toHaveAttribute("data-screen", "welcome");
}

/** Presses the one button of the first screen. @returns the interview and the screen it leads to */
async function press(page: Page, name = "Start"): Promise<[interview: string, screen: string]> {
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name }).click();
  await page.waitForURL("**/r/**");
  const [, , interview, screen] = new URL(page.url()).pathname.split("/");
  return [interview, screen];
}

for (const javaScriptEnabled of [true, false]) {
  test(`Back to the first screen and Start go on with the interview, on a phone ${javaScriptEnabled ? "with" : "without"} script`, async ({
    browser,
    db,
    organisation: actor,
  }) => {
    test.setTimeout(240_000);
    const { slug, studyId } = await liveStudy(db, actor);
    const { respondent } = db.t;
    const begun = () => db.read.$count(respondent, eq(respondent.studyId, studyId));
    const context = await browser.newContext({
      ...devices["Pixel 7"],
      baseURL: "http://localhost:3210",
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(`/s/${slug}`);
    const [interview] = await press(page);
    await answerScreen(page, TEMPLATE_WISHES, nothingClicked());
    await page.goBack();
    await expect(page).toHaveURL(/\/role$/);
    await page.goBack();
    await expect(page.locator("main")).toHaveAttribute("data-screen", "welcome");
    expect(await press(page)).toEqual([interview, "organization_size"]);
    expect(await begun()).toBe(1);

    // Who has finished is told so.
    expect(await finish(page, TEMPLATE_WISHES, nothingClicked())).toBe("done");
    await backToStart(page);
    expect(await press(page)).toEqual([interview, "done"]);
    expect(await begun()).toBe(1);

    // Whoever opens the link anew, on a device that many share, is another person.
    await start(page, slug);
    expect(page.url()).not.toContain(interview);
    expect(await begun()).toBe(2);

    // A panel's id that nothing vouches for: the script asks the server, which lets nobody begin twice.
    const sourceId = await addPanel(db, actor, { studyId });
    const sources = await listSources({ db, actor, input: { studyId } });
    const code = sources.find(({ id }) => id === sourceId)?.code;
    const panel = await context.newPage();
    await panel.goto(`/s/${slug}?via=${code}&rid=p1&wave=2`);
    const [own] = await press(panel);
    await panel.goBack();
    if (javaScriptEnabled) {
      await expect(panel.getByRole("heading")).toHaveText("This link has already been used");
      await panel.goForward();
      await expect(panel).toHaveURL(new RegExp(`${own}/role$`));
    } else {
      expect((await press(panel))[0]).toBe(own);
    }
    const those = await db.read.select().from(respondent).where(eq(respondent.sourceId, sourceId));
    expect(those.map(({ parameters }) => parameters)).toEqual([{ wave: "2" }]);
    await context.close();
  });
}

test("Back beyond a change of language goes on with the interview too", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { revision } = await contentOf(db, studyId);
  await offerInLanguages(db, revision.id, ["en", "ar"]);
  const context = await browser.newContext({ baseURL: "http://localhost:3210", locale: "en" });
  const page = await context.newPage();
  await page.goto(`/s/${slug}`);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "العربية" }).click();
  const [interview] = await press(page, "بدء");
  await backToStart(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect((await press(page))[0]).toBe(interview);
  const { respondent } = db.t;
  expect(await db.read.$count(respondent, eq(respondent.studyId, studyId))).toBe(1);
  await context.close();
});
