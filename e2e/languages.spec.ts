import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { csvText, safeCell } from "@/lib/files/csv";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { contentOf } from "@/lib/studies/testing";
import { addressText, studyTexts } from "@/lib/translations/study-texts";
import { expect, test } from "./fixtures";
import { finish, goOn, nothingClicked, screenKind } from "./respondent";
import { designedStudy, type LiveStudy, TASKS, TEMPLATE_WISHES as WISHES } from "./studies";

/** What stands before each text in the Arabic of these tests. */
const ARABIC = "بالعربية ";
const CONTINUE = "متابعة";

/** The translator's file, filled in. */
async function translated(db: Database, { studyId }: LiveStudy): Promise<Buffer> {
  const texts = studyTexts(await contentOf(db, studyId));
  const rows = texts.map((text) => [
    addressText(text),
    safeCell(text.text),
    `${ARABIC}${text.text}`,
  ]);
  return Buffer.from(csvText([["id", "en", "ar"], ...rows]));
}

/** Has a study offered in Arabic too and takes its translation, on its page. */
async function translate(page: Page, db: Database, study: LiveStudy): Promise<void> {
  await page.goto(`/studies/${study.studyId}/languages`);
  await page.getByRole("checkbox", { name: /^Arabic/ }).check();
  await page.getByRole("button", { name: "Save languages" }).click();
  await expect(page.getByText(/texts are not translated into Arabic/)).toBeVisible();
  const file = { name: "ar.csv", mimeType: "text/csv", buffer: await translated(db, study) };
  await page.getByLabel("CSV or XLIFF file").setInputFiles(file);
  await page.getByRole("button", { name: "Upload translations" }).click();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  // The fields are drawn anew once that is stored; a file that is chosen before would go with them.
  await expect(page.locator("form[data-changed]")).toHaveCount(0);
}

const launch = (db: Database, actor: Actor, { studyId }: LiveStudy) =>
  launchStudy({ db, actor, input: { studyId } });

test("a study is not launched while a text lacks its translation; a file that is off by a line is refused naming it", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const study = await designedStudy(db, organisation);
  const page = await (await signedIn(await person("researcher"))).newPage();
  await translate(page, db, study);
  const doubtful = (await translated(db, study))
    .toString()
    .replace("item:2:label", "item:99:label");
  await page
    .getByLabel("CSV or XLIFF file")
    .setInputFiles({ name: "ar.csv", mimeType: "text/csv", buffer: Buffer.from(doubtful) });
  await page.getByRole("button", { name: "Upload translations" }).click();
  await expect(page.getByText(/Line \d+: The study has no text item:99:label/)).toBeVisible();

  // The refused file is still chosen, and the page asks before that choice is lost.
  page.on("dialog", (dialog) => dialog.accept());
  // One text is taken back by hand: the gate names the language and leads here.
  const field = page.getByRole("textbox", { name: "Item 1, label in Arabic" });
  await field.fill("");
  await page.getByRole("button", { name: "Save translations" }).click();
  await expect(page.getByText("One text is not translated into Arabic.")).toBeVisible();
  await expect(launch(db, organisation, study)).rejects.toThrow("notReadyToLaunch");
  await page.goto(`/studies/${study.studyId}`);
  const line = page.getByRole("listitem").filter({ hasText: "not translated into Arabic" });
  await line.getByRole("link").click();
  await page.getByRole("textbox", { name: "Item 1, label in Arabic" }).fill("المواءمة");
  await page.getByRole("button", { name: "Save translations" }).click();
  await expect(page.getByText("One text is not translated into Arabic.")).toBeHidden();
  await launch(db, organisation, study);
});

test("an Arabic respondent on a phone without script switches to English in the middle; each answer stores its language", async ({
  db,
  organisation,
  person,
  signedIn,
  browser,
  baseURL,
}) => {
  const study = await designedStudy(db, organisation);
  const researcher = await (await signedIn(await person("researcher"))).newPage();
  await translate(researcher, db, study);
  await launch(db, organisation, study);

  const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  const context = await browser.newContext({ baseURL, locale: "ar-EG", ...phone });
  const page = await context.newPage();
  await page.goto(`/s/${study.slug}`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await page.getByRole("button", { name: "بدء" }).click();
  while ((await screenKind(page)) === "question") {
    const question = await page.getByRole("heading", { level: 1 }).innerText();
    const answer = WISHES.answers[question.replace(ARABIC, "")];
    await page.getByRole("radio", { name: `${ARABIC}${answer}`, exact: true }).check();
    await page.getByRole("button", { name: CONTINUE }).click();
  }
  const pick = async (label: string, item: string) =>
    page
      .getByRole("radio", { name: `${ARABIC}${label}: ${item}`, exact: true })
      .check({ force: true });
  const shown = () => page.getByRole("listitem").locator("strong").allInnerTexts();
  const [first, , third] = await shown();
  await pick("Most important", first);
  await pick("Least important", third);
  await page.getByRole("button", { name: CONTINUE }).click();
  await page.waitForURL(/task-2$/);

  const [best] = await shown();
  await pick("Most important", best);
  await page.locator(".languages summary").click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  // What was chosen in Arabic is still chosen.
  const inEnglish = `Most important: ${best.replace(ARABIC, "")}`;
  await expect(page.getByRole("radio", { name: inEnglish, exact: true })).toBeChecked();
  const worst = (await shown())[3];
  await page
    .getByRole("radio", { name: `Least important: ${worst}`, exact: true })
    .check({ force: true });
  await goOn(page, WISHES);
  expect(await finish(page, WISHES, nothingClicked())).toBe("done");
  await context.close();

  const { answer, questionAnswer, allocation, respondent } = db.t;
  const [{ id, locale }] = await db.read
    .select({ id: respondent.id, locale: respondent.locale })
    .from(respondent)
    .where(eq(respondent.studyId, study.studyId));
  expect(locale).toBe("en");
  const tasks = await db.read
    .select({ task: answer.taskNumber, locale: answer.locale })
    .from(answer)
    .where(eq(answer.respondentId, id))
    .orderBy(answer.taskNumber);
  expect(tasks.map((task) => task.locale)).toEqual(["ar", ...new Array(TASKS - 1).fill("en")]);
  // Three questions and a task before the switch; a task, the allocations and two questions after.
  for (const [table, expected] of [
    [questionAnswer, ["ar", "ar", "ar", "en", "en"]],
    [allocation, ["en", "en"]],
  ] as const) {
    const rows = await db.read
      .select({ locale: table.locale })
      .from(table)
      .where(eq(table.respondentId, id))
      .orderBy(table.answeredAt);
    expect(rows.map((row) => row.locale)).toEqual(expected);
  }
});
