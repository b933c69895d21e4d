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
});
