import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { answerScreen, finish, nothingClicked, start } from "./respondent";
import { liveStudy, TEMPLATE_WISHES as WISHES } from "./studies";

test("a live study is changed by a new revision; interviews under way finish on theirs", async ({
  db,
  browser,
  person,
  signedIn,
}) => {
  const researcher = await person("researcher");
  const { slug, studyId } = await liveStudy(db, researcher.actor);
  const early = await browser.newPage();
  await start(early, slug);
  await answerScreen(early, WISHES, nothingClicked());

  const desk = await (await signedIn(researcher)).newPage();
  await desk.goto(`/studies/${studyId}`);
  await desk.getByRole("button", { name: "Begin a new revision" }).click();
  await expect(desk.getByRole("heading", { name: "Revision 2 is being prepared" })).toBeVisible();
  await desk.goto(`/studies/${studyId}/questionnaire`);
  await expect(desk.getByText("You are editing revision 2.")).toBeVisible();
  await desk
    .getByRole("textbox", { name: "Last screen", exact: true })
    .fill("Thank you from the second revision.");
  await desk.getByRole("button", { name: "Save the questionnaire" }).click();
  await expect(desk.getByText("Saved", { exact: true })).toBeVisible();

  await desk.goto(`/studies/${studyId}`);
  await expect(desk.getByText("What differs from revision 1")).toBeVisible();
  await expect(desk.locator("ins")).toHaveText("Thank you from the second revision.");
  await desk.getByLabel("Why it changes").fill("Warmer thanks");
  await desk.getByRole("button", { name: "Publish revision 2" }).click();
  await expect(desk.getByRole("rowheader", { name: "Revision 2" })).toBeVisible();
  await expect(desk.getByText("Warmer thanks")).toBeVisible();

  const late = await browser.newPage();
  await start(late, slug);
  expect(await finish(late, WISHES, nothingClicked())).toBe("done");
  await expect(late.getByText("Thank you from the second revision.")).toBeVisible();
  expect(await finish(early, WISHES, nothingClicked())).toBe("done");
  await expect(early.getByText("Thank you from the second revision.")).toBeHidden();

  // Both asked the same tasks in the same words: the report counts them together.
  await desk.goto(`/studies/${studyId}/report`);
  await expect(desk.getByRole("row", { name: /PMO leaders 2 / })).toBeVisible();

  // A word of one item: whether it means the same is asked before it is published.
  await desk.goto(`/studies/${studyId}`);
  await desk.getByRole("button", { name: "Begin a new revision" }).click();
  await expect(desk.getByRole("heading", { name: "Revision 3 is being prepared" })).toBeVisible();
  await desk.goto(`/studies/${studyId}/items`);
  const label = desk.locator('[name="items.0.label"]');
  await label.fill(`${await label.inputValue()} (in one word more)`);
  await desk.getByRole("button", { name: "Save the items" }).click();
  await expect(desk.getByText("Saved", { exact: true })).toBeVisible();
  await desk.goto(`/studies/${studyId}`);
  await expect(desk.getByText(/The 2 complete interviews of revisions 1 and 2/)).toBeVisible();
  await desk.getByLabel("Why it changes").fill("A word was missing");
  await desk.getByRole("button", { name: "Publish revision 3" }).click();
  await expect(desk.getByRole("link", { name: /Say whether it means the same/ })).toBeVisible();
  expect(await axeViolations(desk)).toEqual([]);
  await desk.getByLabel("Something else: count them apart").check();
  await desk.getByRole("button", { name: "Publish revision 3" }).click();
  await expect(desk.getByRole("rowheader", { name: "Revision 3" })).toBeVisible();
  await expect(
    desk.getByText(/2 more interviews on earlier revisions, 2 of them complete/),
  ).toBeVisible();
  await desk.goto(`/studies/${studyId}/report`);
  await desk.getByRole("link", { name: "Revisions 1 and 2: 2 complete" }).click();
  await expect(desk.getByRole("row", { name: /PMO leaders 2 / })).toBeVisible();
  await desk.goto(`/studies/${studyId}/data?revision=2`);
  await expect(desk.getByRole("link", { name: "answers.csv", exact: true })).toHaveAttribute(
    "href",
    /revision=2/,
  );
});
