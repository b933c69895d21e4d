import { createStudy } from "@/lib/studies/create-study";
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
  await second.reload();
  await expect(title(second)).toHaveValue("Written by the first, again");
});
