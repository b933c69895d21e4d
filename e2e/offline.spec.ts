import { and, eq } from "drizzle-orm";
import { tokenHash } from "@/lib/fielding/interview-link";
import { contentOf } from "@/lib/studies/testing";
import { expect, test } from "./fixtures";
import { answerScreen, nothingClicked, screenKind, start } from "./respondent";
import { liveStudy, TEMPLATE_WISHES } from "./studies";

test("an interview that loses its connection at each of its screens is stored whole, each answer once", async ({
  browser,
  db,
  organisation,
}) => {
  test.setTimeout(240_000);
  const { slug, studyId } = await liveStudy(db, organisation);
  const context = await browser.newContext({ baseURL: "http://localhost:3210" });
  const page = await context.newPage();
  await start(page, slug);
  const token = /\/r\/([\w-]+)/.exec(page.url())?.[1] ?? "";
  const state = page.locator("#state");
  const clicked = nothingClicked();
  let screens = 0;
  while ((await screenKind(page)) !== "done") {
    await context.setOffline(true);
    const answered = answerScreen(page, TEMPLATE_WISHES, clicked);
    await expect(state).toHaveText("No connection. Trying again…");
    expect(await screenKind(page), "no thanks before the commit").not.toBe("done");
    await context.setOffline(false);
    await answered;
    // The next connection is lost only after this answer was acknowledged.
    await expect(state).not.toHaveText("No connection. Trying again…");
    screens++;
  }

  const { answer, allocation, attempt, questionAnswer, respondent } = db.t;
  const [{ id }] = await db.read
    .select({ id: respondent.id })
    .from(respondent)
    .where(and(eq(respondent.tokenHash, tokenHash(token)), eq(respondent.state, "complete")));
  const { items } = await contentOf(db, studyId);
  const labelOf = new Map(items.map((item) => [item.number, item.label]));
  const rows = await db.read
    .select()
    .from(answer)
    .where(eq(answer.respondentId, id))
    .orderBy(answer.taskNumber);
  expect(
    rows.map(({ shown, best, worst }) => ({
      shown: shown.map((number) => labelOf.get(number)),
      best: labelOf.get(best),
      worst: labelOf.get(worst),
    })),
  ).toEqual(clicked.tasks);
  const count = (table: typeof allocation | typeof attempt | typeof questionAnswer) =>
    db.read.$count(table, eq(table.respondentId, id));
  expect(await count(questionAnswer)).toBe(Object.keys(clicked.answers).length);
  expect(await count(attempt)).toBe(screens);
  expect(screens).toBe(13 + 2 + Object.keys(clicked.answers).length);
});
