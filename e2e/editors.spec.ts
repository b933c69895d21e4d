import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { namesCohort } from "@/db/schema/screen-settings";
import { importItems } from "@/lib/studies/items/import-items";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { listQuotas } from "@/lib/studies/quotas/list-quotas";
import { saveQuotas } from "@/lib/studies/quotas/save-quotas";
import { expect, test } from "./fixtures";

test("of two people who edit the questionnaire, the second to save is told what the first changed and keeps what they typed", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const { studyId } = await createStudy({
    db,
    actor: organisation,
    input: { name: "Both edit it", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const context = await signedIn(await person("researcher"));
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) await page.goto(`/studies/${studyId}/questionnaire`);
  const title = (page: typeof first) => page.getByLabel("Title", { exact: true }).first();
  const save = (page: typeof first) => page.getByRole("button", { name: "Save the questionnaire" });

  await title(first).fill("Written by the first");
  await title(first).press("Enter");
  await expect(first.getByText("Saved", { exact: true })).toBeVisible();
  // The fields were drawn anew from what was saved, and the keyboard is where it was.
  await expect(title(first)).toBeFocused();
  await title(first).fill("Written by the first, again");
  await save(first).click();
  await expect(first.getByText("Saved", { exact: true })).toBeVisible();

  await title(second).fill("Written by the second");
  await save(second).click();
  const refusal = second.getByRole("alert").filter({ hasText: "meanwhile" });
  await expect(refusal).toContainText("The text “Title” was changed.");
  await expect(refusal).toBeFocused();
  await expect(title(second)).toHaveValue("Written by the second");
  await second.getByRole("button", { name: "load what is stored" }).click();
  await expect(title(second)).toHaveValue("Written by the first, again");
  await expect(refusal).toBeHidden();
  await title(second).fill("Written by the second, knowing the first");
  await save(second).click();
  await expect(second.getByText("Saved", { exact: true })).toBeVisible();
});

test("a save that gets no answer of ours keeps what was typed and says so; Back and Sign out ask before it is lost", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const { studyId } = await createStudy({
    db,
    actor: organisation,
    input: { name: "Lost on the way", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const page = await (await signedIn(await person("researcher"))).newPage();
  await page.goto(`/studies/${studyId}`);
  await page.getByRole("link", { name: "Questionnaire" }).first().click();
  const title = page.getByLabel("Title", { exact: true }).first();
  const save = page.getByRole("button", { name: "Save the questionnaire" });
  await title.fill("Typed on a train");

  const lost = page.getByRole("alert").filter({ hasText: "perhaps it was saved" });
  for (const status of [null, 502, 520, 200]) {
    await page.route(`**/studies/${studyId}/questionnaire`, (route) => {
      if (route.request().method() !== "POST") return route.continue();
      if (status === null) return route.abort();
      return route.fulfill({ status, contentType: "text/html", body: "<h1>Not ours</h1>" });
    });
    await save.click();
    await expect(lost).toBeVisible();
    await expect(title).toHaveValue("Typed on a train");
    await page.unrouteAll();
    await title.fill("Typed on a train");
  }
  await save.click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(lost).toBeHidden();

  await title.fill("Not saved yet");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return dialog.dismiss();
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => asked.length).toBe(1);
  await page.evaluate(() => history.back());
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]).toContain("not saved");
  await expect(title).toHaveValue("Not saved yet");
});

test("rules and quotas are changed in their place, and a list gets another name", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const request = { db, actor: organisation };
  const { studyId } = await createStudy({
    ...request,
    input: { name: "Edited in place", from: { kind: "template", template: "pmo-capabilities" } },
  });
  const content = async () => {
    const source = { t: db.t, queries: db.read };
    const revision = await newestRevision(source, studyId);
    if (!revision) throw new Error("The study has no revision.");
    return revisionContent(source, revision);
  };
  const { cohorts, screens } = await content();
  const screener = screens.find(namesCohort);
  if (!screener) throw new Error("The template names cohorts.");
  const [leader, director] = screener.settings.options;
  const rules = async () => (await content()).screens.find(namesCohort)?.settings.rules;
  const page = await (await signedIn(await person("researcher"))).newPage();

  // A rule is made, then its answer and where it leads are changed.
  await page.goto(`/studies/${studyId}/cohorts`);
  const rule = page.getByRole("listitem").filter({ hasText: "Rule 1" });
  await page.getByRole("button", { name: "Add a rule" }).click();
  await rule.getByLabel(leader.label, { exact: true }).check();
  await page.getByRole("button", { name: "Save rules" }).click();
  const when = (option: string) => ({
    match: "all",
    conditions: [{ kind: "answer", screenKey: screener.key, is: "one-of", options: [option] }],
  });
  await expect
    .poll(rules)
    .toEqual([{ when: when(leader.id), outcome: { kind: "cohort", cohortId: cohorts[0].id } }]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await rule.getByLabel(leader.label, { exact: true }).uncheck();
  await rule.getByLabel(director.label, { exact: true }).check();
  await rule.getByLabel("Leads to", { exact: true }).selectOption("Out of the study");
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect
    .poll(rules)
    .toEqual([{ when: when(director.id), outcome: { kind: "screened-out" } }]);

  // A quota that holds no place is for others now, and its usual name says so.
  const conditions = { cohortIds: [cohorts[0].id], answers: [] };
  const quota = { id: null, name: cohorts[0].name, size: 50, conditions };
  await saveQuotas({ ...request, input: { studyId, quotas: [quota] } });
  await page.goto(`/studies/${studyId}/quotas`);
  const row = page.getByRole("listitem").filter({ has: page.getByLabel("Name of quota 1") });
  await row.getByText("Change whom it is for").click();
  await row.getByLabel(cohorts[0].name, { exact: true }).uncheck();
  await row.getByLabel(cohorts[1].name, { exact: true }).check();
  await page.getByRole("button", { name: "Save quotas" }).click();
  const quotas = async () => {
    const list = await listQuotas({ ...request, input: { studyId } });
    return list.quotas.map(({ name, size, conditions: { cohortIds } }) => [name, size, cohortIds]);
  };
  await expect.poll(quotas).toEqual([[cohorts[1].name, 50, [cohorts[1].id]]]);

  await importItems({
    ...request,
    input: { studyId, list: "Tasks", text: "One\nTwo\nThree\nFour", mode: "append" },
  });
  await page.goto(`/studies/${studyId}/items?list=Tasks`);
  await page.getByLabel("Name of the list").fill("Things to do");
  await page.getByRole("button", { name: "Rename the list" }).click();
  await expect(page.getByRole("link", { name: "Things to do" })).toBeVisible();
  expect((await content()).lists.map(({ name }) => name)).toEqual(["Things to do"]);
});
