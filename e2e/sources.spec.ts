import { randomBytes } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import type { Browser, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { readQrCode } from "@/lib/files/testing";
import { signatureOf } from "@/lib/panels/signature";
import { exportedTexts } from "@/lib/reports/testing";
import { addSource } from "@/lib/studies/sources/add-source";
import { changeSource } from "@/lib/studies/sources/change-source";
import { listSources } from "@/lib/studies/sources/list-sources";
import { setSourceKey } from "@/lib/studies/sources/set-source-key";
import { test as base, expect } from "./fixtures";
import { type PanelSite, startPanelSite } from "./panel-site";
import { hiddenFields, open, post } from "./plain-client";
import { answerScreen, nothingClicked, screenKind, type Wishes } from "./respondent";
import { addPanel, liveStudy, TEMPLATE_WISHES } from "./studies";

const test = base.extend<{ panel: PanelSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixture names from this pattern
  panel: async ({}, use) => {
    const site = await startPanelSite();
    await use(site);
    await site.stop();
  },
});

const SERVER = "http://localhost:3210";
const OUTSIDE: Wishes = {
  ...TEMPLATE_WISHES,
  answers: {
    ...TEMPLATE_WISHES.answers,
    "Which of these describes your role best?": "I have nothing to do with projects",
  },
};

/** Starts by a link and answers until the interview leaves its own screens. */
async function takePart(
  browser: Browser,
  link: string,
  wishes: Wishes,
  javaScriptEnabled = true,
): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: SERVER, javaScriptEnabled })).newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/r/**");
  const clicked = nothingClicked();
  const isAsking = () => /\/r\/[^/]+\/(?!done|screened-out|over-quota|closed)/.test(page.url());
  while (isAsking()) await answerScreen(page, wishes, clicked);
  return page;
}

async function linkOf(
  db: Database,
  actor: Parameters<typeof listSources>[0]["actor"],
  study: { studyId: string; slug: string },
  sourceId: string,
): Promise<string> {
  const sources = await listSources({ db, actor, input: { studyId: study.studyId } });
  const source = sources.find(({ id }) => id === sourceId);
  return `/s/${study.slug}?via=${source?.code}`;
}

function respondentsOf({ t, read }: Database, studyId: string) {
  return read.select().from(t.respondent).where(eq(t.respondent.studyId, studyId));
}

test("a panel's people return by each of the five exits, once, and the answers were stored before", async ({
  browser,
  db,
  organisation,
  panel,
}) => {
  test.setTimeout(240_000);
  // The rule against best always at the top tells nothing of fewer tasks.
  const study = await liveStudy(db, organisation, "Capabilities", 7);
  const sourceId = await addPanel(db, organisation, study, "Panel", panel.host);
  const link = await linkOf(db, organisation, study, sourceId);
  const back = (status: string, id: string) => `/end?status=${status}&id=${id}`;
  const exitOf = async (panelId: string) =>
    (await respondentsOf(db, study.studyId)).find((row) => row.panelId === panelId)?.exit;

  for (const [id, isScripted] of [
    ["complete-1", true],
    ["complete-2", false],
  ] as const) {
    const page = await takePart(
      browser,
      `${link}&rid=${id}&utm_source=mail`,
      TEMPLATE_WISHES,
      isScripted,
    );
    await page.waitForURL(`http://${panel.host}/**`);
    expect(panel.returns).toEqual([back("complete", id)]);
    expect(await exitOf(id)).toBe("complete");
    panel.returns.length = 0;
  }

  const out = await takePart(browser, `${link}&rid=out-1`, OUTSIDE);
  await out.waitForURL(`http://${panel.host}/**`);
  expect(panel.returns.splice(0)).toEqual([back("screened-out", "out-1")]);
  expect(await exitOf("out-1")).toBe("screened-out");

  // The way back to the interview is the way to the panel again: nothing is asked or stored twice.
  const stored = await respondentsOf(db, study.studyId);
  await out.goBack({ waitUntil: "commit" }).catch(() => undefined);
  await out.waitForTimeout(500);
  expect(await respondentsOf(db, study.studyId)).toEqual(stored);
  panel.returns.length = 0;

  // Somebody who comes a second time, and somebody who comes too late, are offered the way back.
  const again = await (await browser.newContext({ baseURL: SERVER })).newPage();
  await again.goto(`${link}&rid=complete-1`);
  await expect(
    again.getByRole("heading", { name: "This link has already been used" }),
  ).toBeVisible();
  expect(panel.returns).toEqual([]);
  await again.getByRole("link", { name: `Back to ${panel.host}` }).click();
  await again.waitForURL(`http://${panel.host}/**`);
  expect(panel.returns.splice(0)).toEqual([back("closed", "complete-1")]);

  // A full quota.
  const { t } = db;
  const cohorts = await db.read.select().from(t.cohort).where(eq(t.cohort.studyId, study.studyId));
  await db.write((tx) =>
    tx.insert(t.quota).values({
      ...{ id: uuid(), studyId: study.studyId, position: 1, name: "Nobody", size: 0 },
      conditions: { cohortIds: cohorts.map(({ id }) => id), answers: [] },
      createdAt: Date.now(),
    }),
  );
  const full = await takePart(browser, `${link}&rid=full-1`, TEMPLATE_WISHES);
  await full.waitForURL(`http://${panel.host}/**`);
  expect(panel.returns.splice(0)).toEqual([back("over-quota", "full-1")]);
  expect(await exitOf("full-1")).toBe("over-quota");

  // Best always at the top, worst always at the bottom: the rule against it is asked for only now.
  await db.write((tx) => tx.delete(t.quota).where(eq(t.quota.studyId, study.studyId)));
  const [{ settings }] = await db.read.select().from(t.source).where(eq(t.source.id, sourceId));
  await db.write((tx) =>
    tx
      .update(t.source)
      .set({ settings: { ...settings, qualityExit: true } })
      .where(eq(t.source.id, sourceId)),
  );
  const poor = await takePart(browser, `${link}&rid=quality-1`, TEMPLATE_WISHES);
  await poor.waitForURL(`http://${panel.host}/**`);
  expect(panel.returns.splice(0)).toEqual([back("quality", "quality-1")]);
  expect(await exitOf("quality-1")).toBe("quality");

  const { "respondents.csv": csv } = await exportedTexts({
    db,
    actor: organisation,
    input: { studyId: study.studyId, files: ["respondents.csv"] },
  });
  expect(csv.split("\n")[0]).toContain("panel_id,exit,link_utm_source");
  expect(csv).toContain("complete-1,complete,mail");
});

test("a reply that is lost after the commit leads to the same exit, stored once", async ({
  db,
  organisation,
  panel,
}) => {
  const study = await liveStudy(db, organisation);
  const sourceId = await addPanel(db, organisation, study, "Panel", panel.host);
  const link = await linkOf(db, organisation, study, sourceId);
  const welcome = await open(`${SERVER}${link}&rid=lost-1`);
  const started = await post(welcome.url, hiddenFields(welcome));
  const first = await open(new URL(started.headers.get("location") ?? "", SERVER).href);
  const outside = /value="([^"]+)"[^>]*>[^<]*(?:<[^>]*>)*I have nothing to do with projects/.exec(
    first.html,
  )?.[1];
  const fields: [string, string][] = [...hiddenFields(first), ["answer", outside ?? ""]];
  const body = new URLSearchParams(fields).toString();
  // The connection is cut as soon as the reply begins, and the form is sent again, three times.
  await new Promise<void>((resolve, reject) => {
    const request = http.request(
      first.url,
      {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      },
      (response) => {
        response.destroy();
        resolve();
      },
    );
    request.on("error", reject);
    request.end(body);
  });
  const [stored] = await respondentsOf(db, study.studyId);
  expect(stored).toMatchObject({ state: "screened-out", exit: "screened-out" });
  for (let time = 0; time < 3; time++) {
    const reply = await post(first.url, fields);
    expect(reply.status).toBe(303);
    const end = await open(new URL(reply.headers.get("location") ?? "", SERVER).href);
    expect(end.html).toContain(`0;url=http://${panel.host}/end?status=screened-out&amp;id=lost-1`);
  }
  expect(await respondentsOf(db, study.studyId)).toEqual([stored]);
  const { t, read } = db;
  const attempts = await read.select().from(t.attempt).where(eq(t.attempt.respondentId, stored.id));
  expect(attempts).toHaveLength(1);
});

test("opening links changes nothing, and no tampered link gets in", async ({
  db,
  organisation,
  panel,
}) => {
  const study = await liveStudy(db, organisation);
  const other = await liveStudy(db, organisation, "Other");
  const sourceId = await addPanel(db, organisation, study, "Panel", panel.host);
  const { secret } = await setSourceKey({
    db,
    actor: organisation,
    input: { studyId: study.studyId, sourceId, parameter: "sig" },
  });
  const link = await linkOf(db, organisation, study, sourceId);
  const sig = signatureOf(secret ?? "", "p1");
  const signed = `${SERVER}${link}&rid=p1&sig=${sig}`;
  const { t, read } = db;
  const rows = async () => ({
    own: await read.select().from(t.study).where(eq(t.study.id, study.studyId)),
    respondents: [
      ...(await respondentsOf(db, study.studyId)),
      ...(await respondentsOf(db, other.studyId)),
    ],
  });
  const before = await rows();
  for (let time = 0; time < 5; time++) {
    for (const method of ["GET", "HEAD"]) {
      for (const address of [signed, `${SERVER}/s/${study.slug}`]) {
        expect((await fetch(address, { method })).status).toBe(200);
      }
    }
  }
  const start: [string, string][] = [["start", randomBytes(24).toString("base64url")]];
  const wrong = [
    signed.replace("rid=p1", "rid=p2"),
    signed.replace(
      sig,
      sig.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    ),
    signed.replace(`&sig=${sig}`, ""),
    `${signed}&sig=${sig}`,
  ];
  for (const address of wrong) expect((await post(address, start)).status, address).toBe(409);
  for (const address of [
    signed.replace(study.slug, other.slug),
    signed.replace(/via=./, "via=_"),
    `${SERVER}/s/${study.slug}?via=`,
  ]) {
    expect((await post(address, start)).status, address).toBe(404);
  }
  expect(await rows()).toEqual(before);
  const entered = await Promise.all([post(signed, start), post(signed, start)]);
  const places = entered.map((reply) => reply.headers.get("location"));
  expect(new Set(places).size).toBe(1);
  expect(await respondentsOf(db, study.studyId)).toHaveLength(1);
});

test("a test link is marked on every screen, counts nowhere, and is cleared with one click", async ({
  browser,
  db,
  organisation,
  person,
  signedIn,
}) => {
  test.setTimeout(180_000);
  const study = await liveStudy(db, organisation);
  const context = await signedIn(await person("researcher"));
  const page = await context.newPage();
  await page.goto(`/studies/${study.studyId}/sources`);
  await page.getByLabel("Name of the test link").fill("My team");
  await page.getByRole("button", { name: "Add a test link" }).click();
  const tests = page.locator("section", { has: page.getByRole("heading", { name: "Test links" }) });
  const link = await tests.getByLabel("Link", { exact: true }).inputValue();
  expect(new URL(link).searchParams.get("via")?.length).toBe(32);

  const respondent = await (await browser.newContext({ baseURL: SERVER })).newPage();
  await respondent.goto(link);
  const mark = respondent.getByText("Test: not counted");
  await expect(mark).toBeVisible();
  await respondent.getByRole("button", { name: "Start" }).click();
  await respondent.waitForURL("**/r/**");
  const clicked = nothingClicked();
  while ((await screenKind(respondent)) !== "done") {
    await expect(mark).toBeVisible();
    await answerScreen(respondent, TEMPLATE_WISHES, clicked);
  }
  await expect(mark).toBeVisible();

  await page.goto(`/studies/${study.studyId}`);
  await expect(page.getByText("Nobody has started yet", { exact: false })).toBeVisible();
  const files = await exportedTexts({
    db,
    actor: organisation,
    input: {
      studyId: study.studyId,
      files: ["respondents.csv", "answers.csv", "answers-long.csv"],
    },
  });
  for (const [name, text] of Object.entries(files)) {
    expect(text.trim().split("\n"), name).toHaveLength(1);
  }
  await page.goto(`/studies/${study.studyId}/sources`);
  await expect(page.getByText("One test interview is stored.")).toBeVisible();
  await page.getByRole("button", { name: "Clear tests" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("This deletes one test interview with every answer in it");
  await dialog.getByRole("button", { name: "Clear tests" }).click();
  await expect(page.getByText("No test interviews are stored.")).toBeVisible();
  expect(await respondentsOf(db, study.studyId)).toEqual([]);
});

test("a researcher adds a panel, tries its exits, signs its links, and sets the dates", async ({
  browser,
  db,
  organisation,
  person,
  signedIn,
  panel,
}) => {
  const study = await liveStudy(db, organisation);
  const page = await (await signedIn(await person("researcher"))).newPage();
  await page.goto(`/studies/${study.studyId}/sources`);
  await page.getByRole("link", { name: "Add a panel" }).click();
  await page.getByLabel("Panel", { exact: true }).selectOption("Prolific");
  await expect(page.getByLabel("Parameter that carries the panel’s id")).toHaveValue(
    "PROLIFIC_PID",
  );
  await page.getByRole("button", { name: "Add the panel" }).click();
  // The preset cannot be saved before the study's own codes are in.
  await expect(page.getByText("There is a problem")).toBeVisible();
  for (const exit of ["Complete", "Screened out", "Over quota"]) {
    await page
      .getByLabel(exit, { exact: true })
      .fill(`http://${panel.host}/end?cc=${encodeURIComponent(exit)}&id={{rid}}`);
  }
  await page.getByRole("button", { name: "Add the panel" }).click();
  await expect(page.getByText(`${panel.host} is not among the hosts`).first()).toBeVisible();
  await page.getByLabel("Hosts that people may be sent to").fill(`app.prolific.com\n${panel.host}`);
  await page.getByRole("button", { name: "Add the panel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Prolific" })).toBeVisible();
  await expect(page.getByLabel("Link", { exact: true })).toHaveValue(
    /PROLIFIC_PID=\{\{%PROLIFIC_PID%\}\}&STUDY_ID=/,
  );

  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.getByLabel("Key", { exact: true }).inputValue();
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  await page.reload();
  await expect(page.getByText("Links are refused unless “sig” carries")).toBeVisible();
  expect(await page.content()).not.toContain(key);

  await page.getByRole("link", { name: "Try all exits" }).click();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Complete",
    "Screened out",
    "Over quota",
    "Quality",
    "Closed or duplicate",
  ]);
  await expect(page.getByText("Ready, without the id")).toHaveCount(2);
  const signed = await page.getByLabel("A signed link for this id").inputValue();
  expect(new URL(signed).searchParams.get("sig")).toBe(signatureOf(key, "TEST-1234"));
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the exit Complete" }).click();
  await (await opened).waitForURL(`http://${panel.host}/**`);
  expect(panel.returns).toHaveLength(1);
  expect(panel.returns[0]).toMatch(/^\/end\?cc=Complete&id=TEST-1234&sig=[0-9a-f]{64}$/);
  expect(await respondentsOf(db, study.studyId)).toEqual([]);

  await page.goto(`/studies/${study.studyId}/sources`);
  await page.getByLabel("Opens").fill("2031-07-01T09:00");
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(
    page.getByText("The study opens on 1 July 2031 at 09:00 (Asia/Tokyo).", { exact: false }),
  ).toBeVisible();
  const respondent = await (await browser.newContext({ baseURL: SERVER })).newPage();
  await respondent.goto(`/s/${study.slug}`);
  await expect(
    respondent.getByRole("heading", { name: "This study is not open yet" }),
  ).toBeVisible();
  await expect(respondent.getByText("(Asia/Tokyo)", { exact: false })).toBeVisible();
});

test("the QR code on the sources page is read as the link, on light and dark pages and as a download", async ({
  browser,
  db,
  organisation,
  person,
  signedIn,
}) => {
  const study = await liveStudy(db, organisation);
  await addPanel(db, organisation, study);
  const page = await (await signedIn(await person("researcher"))).newPage();
  await page.goto(`/studies/${study.studyId}/sources`);
  const link = await page.getByLabel("Link", { exact: true }).first().inputValue();
  expect(link).toBe(`${SERVER}/s/${study.slug}`);
  await page.getByText("QR code of").first().click();
  const code = page.getByRole("img", { name: `QR code that opens ${link}`, exact: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await readQrCode(await code.screenshot()), colorScheme).toBe(link);
  }
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the QR code (SVG)" }).first().click();
  expect(await readQrCode(fs.readFileSync(await (await download).path()), 600)).toBe(link);

  // What it says leads in.
  const respondent = await (await browser.newContext()).newPage();
  await respondent.goto(await readQrCode(await code.screenshot()));
  await expect(respondent.getByRole("button", { name: "Start" })).toBeVisible();
});

test("a listed host can show the interview in a frame; no other can", async ({
  browser,
  db,
  organisation,
  panel,
}) => {
  const study = await liveStudy(db, organisation);
  const policy = async () =>
    (await fetch(`${SERVER}/s/${study.slug}`)).headers.get("content-security-policy");
  expect(await policy()).toContain("frame-ancestors 'none'");
  const [source] = await listSources({
    db,
    actor: organisation,
    input: { studyId: study.studyId },
  });
  await changeSource({
    db,
    actor: organisation,
    input: {
      ...{ studyId: study.studyId, sourceId: source.id, kind: "open", name: source.name },
      settings: { hosts: [panel.host, "www.example.org"] },
    },
  });
  expect(await policy()).toContain(`frame-ancestors http://${panel.host} https://www.example.org`);
  // A test link's screens stay out of frames.
  const { sourceId } = await addSource({
    db,
    actor: organisation,
    input: { studyId: study.studyId, kind: "test", name: "Test" },
  });
  const test = await fetch(`${SERVER}${await linkOf(db, organisation, study, sourceId)}`);
  expect(test.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");

  const page = await (await browser.newContext({ baseURL: SERVER })).newPage();
  const framed = `http://${panel.host}/frame?of=${encodeURIComponent(`${SERVER}/s/${study.slug}`)}`;
  // Without an origin of its own a frame can fetch nothing: its forms go as they do without script.
  for (const address of [framed, `${framed}&sandbox=allow-scripts+allow-forms`]) {
    await page.goto(address);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("button", { name: "Start" }).click();
    await frame.getByRole("radio").first().check({ force: true });
    await frame.getByRole("button", { name: "Continue" }).click();
    await expect(frame.getByText("Screen 2 of")).toBeVisible();
  }
});
