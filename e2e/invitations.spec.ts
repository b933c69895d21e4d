import fs from "node:fs";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { namesCohort } from "@/db/schema/screen-settings";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import { contentOf } from "@/lib/studies/testing";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { finish, goOn, nothingClicked } from "./respondent";
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
  expect(await axeViolations(phone, { schemes: ["light"] })).toEqual([]);
  await phone.getByRole("button", { name: "Send me no more mail" }).click();
  await expect(phone.getByText("You will get no more mail")).toBeVisible();

  await desk.reload();
  await expect(desk.getByRole("row", { name: /Finished 1/ })).toBeVisible();
  await expect(desk.getByRole("row", { name: /Wants no more mail 1/ })).toBeVisible();
});

test("a cohort on the contact list is the person's: nobody asks them for it, and whoever has none is asked", async ({
  browser,
  db,
  person,
  signedIn,
}) => {
  const researcher = await person("researcher");
  const { studyId } = await liveStudy(db, researcher.actor);
  const { cohorts, screens } = await contentOf(db, studyId);
  const senior = cohorts[1];
  const desk = await (await signedIn(researcher)).newPage();
  await desk.goto(`/studies/${studyId}/invitations`);
  const upload = async (text: string) => {
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await desk.getByLabel("CSV file").setInputFiles(file);
    await desk.getByRole("button", { name: "Add to the list" }).click();
  };
  // A cohort that the study does not have is refused by its line, and nobody of the file is added.
  await upload("email,name,cohort\ncyd@example.org,Cyd,Juniors\n");
  await expect(desk.getByText(/Juniors/).first()).toBeVisible();
  await expect(desk.getByText("Nobody is on the list yet.")).toBeVisible();
  await upload(`email,name,cohort\nann@example.org,Ann,${senior.name}\nbob@example.org,Bob,\n`);
  await expect(desk.getByRole("row", { name: /Not invited yet 2/ })).toBeVisible();
  const download = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Download the links (CSV)" }).click();
  const [, ann, bob] = fs
    .readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(",").at(-1) ?? "");

  const asked = screens.find(namesCohort);
  const { respondent, questionAnswer } = db.t;
  const rowOf = async (page: Page) => {
    const hash = tokenHash(/\/r\/([\w-]+)/.exec(page.url())?.[1] ?? "");
    const [row] = await db.read.select().from(respondent).where(eq(respondent.tokenHash, hash));
    return row;
  };
  const begin = async (link: string) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(link);
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL("**/r/**");
    return page;
  };
  const phone = await begin(ann);
  const question = phone.getByRole("heading", { level: 1 });
  await expect(question).toHaveText("How many people work for your organization?");
  await expect(phone.getByText(/^Screen 1 of /)).toBeVisible();
  expect(await rowOf(phone)).toMatchObject({ cohortId: senior.id, state: "active" });
  // Nor does its address lead to it.
  const first = phone.url();
  await phone.goto(first.replace(/[^/]+$/, asked?.key ?? ""));
  await expect(question).not.toHaveText(asked?.settings.text ?? "");
  await phone.goto(first);
  const clicked = nothingClicked();
  expect(await finish(phone, TEMPLATE_WISHES, clicked)).toBe("done");
  expect(Object.keys(clicked.answers)).not.toContain(asked?.settings.text);
  const { id, cohortId, state } = await rowOf(phone);
  expect({ cohortId, state }).toEqual({ cohortId: senior.id, state: "complete" });
  const answers = await db.read
    .select({ key: questionAnswer.screenKey })
    .from(questionAnswer)
    .where(eq(questionAnswer.respondentId, id));
  expect(answers.map(({ key }) => key)).not.toContain(asked?.key);

  const other = await begin(bob);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(asked?.settings.text ?? "");
  expect(await rowOf(other)).toMatchObject({ cohortId: null, state: "screening" });
  await other.getByRole("radio", { name: "I lead a PMO, or a part of one" }).check({ force: true });
  await goOn(other, {});
  expect(await rowOf(other)).toMatchObject({ cohortId: cohorts[0].id, state: "active" });
});
