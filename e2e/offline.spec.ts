import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { isQuestion, optionsOf } from "@/db/schema/screen-settings";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import { offerInLanguages } from "@/lib/fielding/testing";
import { contentOf } from "@/lib/studies/testing";
import { expect, test } from "./fixtures";
import { answerScreen, nothingClicked, screenKind, untilSeen } from "./respondent";
import { liveStudy, TASKS, TEMPLATE_WISHES } from "./studies";

/** The screens of the template behind which the next one lies ready. */
const isAhead = /\/(organization_size|task-\d+)$/;
const TRYING = "No connection. Trying again…";

/** A page on a study's link whose connection is lost again and again. */
async function onBadConnection(page: Page, slug: string) {
  let isOffline = false;
  let isReplyLost = true;
  const lost = { requests: 0, replies: 0 };
  await page.route("**/{s,r}/**", async (route) => {
    const request = route.request();
    if (isOffline) {
      lost.requests++;
      return route.abort("internetdisconnected");
    }
    if (request.method() === "POST" && !isReplyLost) {
      isReplyLost = true;
      lost.replies++;
      // It reaches the server and is stored; its reply never arrives.
      await route.fetch({ maxRedirects: 0 });
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await page.goto(`/s/${slug}`);
  return {
    lost,
    /** Loses the connection before something is sent, and then the reply to it. */
    async during(act: () => Promise<void>): Promise<void> {
      await untilSeen(page);
      const before = { kind: await screenKind(page), address: page.url() };
      isOffline = true;
      isReplyLost = false;
      await page.context().setOffline(true);
      const acted = act();
      await expect(page.locator("#state")).toHaveText(TRYING);
      // Nothing that waits for the server is shown before it has spoken, thanks last of all.
      if (!isAhead.test(before.address)) expect(page.url()).toBe(before.address);
      expect(await screenKind(page)).not.toBe("done");
      isOffline = false;
      await page.context().setOffline(false);
      await acted;
      // The next connection is lost only after this was acknowledged.
      await expect(page.locator("#state")).not.toHaveText(TRYING);
    },
  };
}

test("an interview that loses its connection at the start and at each screen is one, and stored as it was clicked", async ({
  browser,
  db,
  organisation,
}) => {
  test.setTimeout(300_000);
  const { slug, studyId } = await liveStudy(db, organisation);
  const context = await browser.newContext({ baseURL: "http://localhost:3210" });
  const page = await context.newPage();
  const connection = await onBadConnection(page, slug);
  const clicked = nothingClicked();
  await connection.during(async () => {
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL("**/r/**");
  });
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  let screens = 0;
  while ((await screenKind(page)) !== "done") {
    await connection.during(() => answerScreen(page, TEMPLATE_WISHES, clicked));
    screens++;
  }
  expect(screens).toBe(TASKS + 2 + Object.keys(TEMPLATE_WISHES.answers).length);
  expect(connection.lost.requests).toBeGreaterThan(screens);
  expect(connection.lost.replies).toBe(1 + screens);

  const token = /\/r\/([\w-]+)/.exec(page.url())?.[1] ?? "";
  const { answer, allocation, attempt, questionAnswer, respondent } = db.t;
  const everybody = await db.read.select().from(respondent).where(eq(respondent.studyId, studyId));
  expect(everybody).toHaveLength(1);
  const [{ id, state, tokenHash: hash }] = everybody;
  expect({ state, hash }).toEqual({ state: "complete", hash: tokenHash(token) });
  const { items, screens: questionnaire } = await contentOf(db, studyId);
  const labelOf = new Map(items.map((item) => [item.number, item.label]));
  const tasks = await db.read
    .select()
    .from(answer)
    .where(eq(answer.respondentId, id))
    .orderBy(answer.taskNumber);
  expect(
    tasks.map(({ shown, best, worst }) => ({
      shown: shown.map((number) => labelOf.get(number)),
      best: labelOf.get(best),
      worst: labelOf.get(worst),
    })),
  ).toEqual(clicked.tasks);

  const answers = await db.read
    .select()
    .from(questionAnswer)
    .where(eq(questionAnswer.respondentId, id));
  const told = answers.map(({ screenKey, value }): [string, string] => {
    const screen = questionnaire.filter(isQuestion).find(({ key }) => key === screenKey);
    if (!screen) throw new Error(`No question ${screenKey}`);
    const options = optionsOf(screen.settings);
    const labels = [value].flat().map((one) => options.find((option) => option.id === one)?.label);
    return [screen.settings.text, labels.join("; ")];
  });
  expect(Object.fromEntries(told)).toEqual(clicked.answers);

  const divided = await db.read.select().from(allocation).where(eq(allocation.respondentId, id));
  expect(divided).toHaveLength(2);
  for (const { shown, amounts } of divided) {
    const points = shown.map((number, index) => [labelOf.get(number), amounts[index]] as const);
    expect(Object.fromEntries(points.filter(([, amount]) => amount > 0))).toEqual(clicked.points);
  }
  const attempts = await db.read.$count(attempt, eq(attempt.respondentId, id));
  expect(attempts).toBe(screens);
});

test("another language that is asked for without a connection comes when there is one, with what was filled in", async ({
  browser,
  db,
  organisation,
}) => {
  const { slug, studyId } = await liveStudy(db, organisation);
  const { revision } = await contentOf(db, studyId);
  await offerInLanguages(db, revision.id, ["en", "ar"]);
  const context = await browser.newContext({ baseURL: "http://localhost:3210", locale: "en" });
  const page = await context.newPage();
  const connection = await onBadConnection(page, slug);
  const root = page.locator("html");
  const into = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(root).toHaveAttribute("lang", name === "English" ? "en" : "ar");
  };
  await connection.during(() => into("العربية"));
  await expect(root).toHaveAttribute("dir", "rtl");
  await page.getByRole("button", { name: "بدء" }).click();
  await page.waitForURL("**/r/**");
  await page.getByRole("radio").nth(1).check({ force: true });
  await page.locator(".languages summary").click();
  await into("English");
  await expect(root).toHaveAttribute("dir", "ltr");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await page.locator(".languages summary").click();
  await connection.during(() => into("العربية"));
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  // What is told beside the form is in the language of the page.
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "متابعة" }).click();
  await expect(page.locator("#state")).toHaveText(/لا يوجد اتصال/);
  await page.context().setOffline(false);
  await expect(page.getByRole("radio").nth(1)).not.toBeChecked();

  const { questionAnswer, respondent } = db.t;
  const people = await db.read
    .select()
    .from(respondent)
    .where(and(eq(respondent.studyId, studyId), eq(respondent.locale, "ar")));
  expect(people).toHaveLength(1);
  const rows = await db.read
    .select({ locale: questionAnswer.locale })
    .from(questionAnswer)
    .where(eq(questionAnswer.respondentId, people[0].id));
  expect(rows).toEqual([{ locale: "ar" }]);
});
