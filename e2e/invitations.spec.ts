import AxeBuilder from "@axe-core/playwright";
import { contentOf } from "@/lib/studies/testing";
import { expect, test } from "./fixtures";
import { finish, nothingClicked } from "./respondent";
import { liveStudy, TEMPLATE_WISHES } from "./studies";

test("people are invited by a list, answer by their own link once, and can leave the list", async ({
  browser,
  db,
  person,
  signedIn,
}) => {
  const researcher = await person("researcher");
  const { slug, studyId } = await liveStudy(db, researcher.actor);
  const desk = await (await signedIn(researcher)).newPage();
  await desk.goto(`/studies/${studyId}/invitations`);
  await expect(desk.getByText("Nobody is on the list yet.")).toBeVisible();
  const upload = async (text: string) => {
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await desk.getByLabel("CSV file").setInputFiles(file);
    await desk.getByRole("button", { name: "Add to the list" }).click();
  };
  await upload("email,name\nann@example.org,Ann\nnobody,Bob\n");
  await expect(desk.getByText("“nobody” is not an e-mail address.").first()).toBeVisible();
  const { cohorts } = await contentOf(db, studyId);
  await upload(`email,name,cohort\nann@example.org,Ann,${cohorts[0].name}\nbob@example.org,Bob,\n`);
  await expect(desk.getByRole("row", { name: /Not invited yet 2/ })).toBeVisible();
  // This server sends no mail; it says so, and gives the links.
  await expect(desk.getByText("The server has nothing to send mail through.")).toBeVisible();
  const download = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Download the links (CSV)" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  const links = Buffer.concat(chunks).toString("utf8").trim().split("\n");
  expect(links).toHaveLength(3);
  const ann = links[1].split(",").at(-1) ?? "";
  expect(ann).toContain(`/s/${slug}?invite=`);

  const phone = await (await browser.newContext()).newPage();
  await phone.goto(ann);
  await phone.getByRole("button", { name: "Start" }).click();
  await phone.waitForURL("**/r/**");
  const place = phone.url();
  const second = await (await browser.newContext()).newPage();
  await second.goto(ann);
  await second.getByRole("button", { name: "Start" }).click();
  await expect(second).toHaveURL(place);
  expect(await finish(second, TEMPLATE_WISHES, nothingClicked())).toBe("done");

  const bob = links[2].split(",").at(-1) ?? "";
  await phone.goto(bob.replace(`/s/${slug}?`, `/s/${slug}/unsubscribe?`));
  expect((await new AxeBuilder({ page: phone }).analyze()).violations).toEqual([]);
  await phone.getByRole("button", { name: "Send me no more mail" }).click();
  await expect(phone.getByText("You will get no more mail")).toBeVisible();

  await desk.reload();
  await expect(desk.getByRole("row", { name: /Came to an end 1/ })).toBeVisible();
  await expect(desk.getByRole("row", { name: /Wants no more mail 1/ })).toBeVisible();
});
