import { type Browser, type BrowserContext, devices, type Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { inFull } from "@/lib/stats/testing";
import { expect, test } from "./fixtures";
import {
  answerScreen,
  type Clicked,
  finish,
  nothingClicked,
  start,
  type Wishes,
} from "./respondent";

const ITEMS = [
  "Strategic alignment",
  "Project management",
  'Programs, "big" and small',
  "Customer relationship management",
  "Stakeholder engagement",
  "Risk management",
  "Governance of everything that an organization starts, runs and at last brings to an end",
];
const ROLE = "Which describes your work best?";
const REGION = "Where do you work?";
const PMO = "I lead a PMO";
const SENIOR = "I am a senior leader";
const NEITHER = "Neither of these";

/** Half of them of each cohort; the report compares no fewer than five with five. */
const PEOPLE = inFull(20, 10);

/** How the respondents differ: device, script, keyboard. */
const MANNERS = [
  { name: "desktop" },
  { name: "phone", device: devices["Pixel 7"] },
  { name: "without script", javaScriptEnabled: false },
  { name: "keyboard", keyboard: true },
] as const;

test("a researcher builds a study, people of two cohorts answer, and an admin downloads what they clicked", async ({
  browser,
  person,
  signedIn,
}) => {
  test.setTimeout(300_000);
  const researcher = await (await signedIn(await person("researcher"))).newPage();
  const slug = await test.step("the researcher builds and launches", () => build(researcher));
  const everybody = await test.step("respondents answer", () => field(browser, slug));
  const admin = await (await signedIn(await person("admin"))).newPage();
  await test.step("the admin reads and downloads", () => report(admin, everybody));
  await test.step("the researcher closes the study", () => close(researcher, browser, slug));
});

async function build(page: Page): Promise<string> {
  await page.goto("/studies");
  await page.getByRole("link", { name: "New study" }).first().click();
  await page.getByLabel("Name of the study").fill("Capabilities of our PMO");
  await page.getByRole("radio", { name: /Your own list/ }).check();
  const list = ITEMS.map(
    (label, index) => `"${label.replaceAll('"', '""')}",What ${index + 1} means`,
  );
  await page
    .getByRole("textbox", { name: "Item list" })
    .fill(`label,definition\n${list.join("\n")}`);
  await expect(page.getByText("7 items")).toBeVisible();
  await page.getByRole("button", { name: "Create the study" }).click();
  await page.waitForURL(/\/studies\/[0-9a-f-]{36}/);
  const study = /\/studies\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";

  await page.goto(`${study}/cohorts`);
  for (const [index, name] of ["PMO leaders", "Senior leaders"].entries()) {
    await page.getByRole("button", { name: "Add a cohort" }).click();
    await page.getByRole("textbox", { name: `Name of cohort ${index + 1}` }).fill(name);
  }
  await page.getByRole("textbox", { name: "Question", exact: true }).first().fill(ROLE);
  for (const [index, [answer, leadsTo]] of [
    [PMO, "Cohort: PMO leaders"],
    [SENIOR, "Cohort: Senior leaders"],
    [NEITHER, "Out of the study"],
  ].entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add an answer" }).first().click();
    await page
      .getByRole("textbox", { name: `Answer ${index + 1}` })
      .first()
      .fill(answer);
    await page
      .getByRole("combobox", { name: `Answer ${index + 1} leads to` })
      .selectOption({ label: leadsTo });
  }
  await page.getByRole("button", { name: "Save cohorts and their question" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.goto(`${study}/questionnaire`);
  await page.getByRole("link", { name: "Add a question" }).click();
  await page.getByRole("textbox", { name: "Question", exact: true }).fill(REGION);
  await page.getByRole("textbox", { name: "Name in exports (optional)" }).fill("region");
  await page.getByRole("textbox", { name: "Answer 1" }).fill("Europe");
  await page.getByRole("textbox", { name: "Answer 2" }).fill("Elsewhere");
  await page.getByRole("button", { name: "Add the question" }).click();
  await page.waitForURL(`**${study}/questionnaire/region`);

  await page.goto(`${study}/questionnaire`);
  await page.getByRole("button", { name: "Add an allocation question" }).click();
  await page.getByRole("button", { name: "Save the questionnaire" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.goto(`${study}/design`);
  await page.getByLabel("Items in a task").fill("3");
  await page.getByLabel("Tasks for each respondent").fill("7");
  await page.getByLabel("Versions").fill("12");
  await page.getByRole("button", { name: "Generate the design" }).click();
  await expect(page.getByRole("heading", { name: "Item balance" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/^Excellent/)).toBeVisible();

  await page.goto(`${study}/preview`);
  const preview = page.frameLocator("iframe");
  await expect(preview.getByText("Preview: nothing is saved").first()).toBeVisible();

  await page.goto(study);
  await page.getByRole("button", { name: "Launch" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Launch/ }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  const link = await page.getByLabel("Open link").inputValue();
  return link.split("/s/")[1];
}

interface Respondent {
  readonly cohort: "PMO leaders" | "Senior leaders" | "";
  readonly state: string;
  readonly clicked: Clicked;
}

/** Complete interviews in order of arrival, then one screened out and one left unfinished. */
async function field(browser: Browser, slug: string): Promise<Respondent[]> {
  const respondents: Respondent[] = [];
  const SIZE = 5;
  for (let first = 0; first < PEOPLE; first += SIZE) {
    const started: { page: Page; context: BrowserContext; index: number }[] = [];
    for (let index = first; index < first + SIZE; index++) {
      const {
        keyboard: _,
        name: __,
        device,
        ...options
      } = { device: {}, keyboard: false, ...manner(index) };
      const context = await browser.newContext({
        baseURL: "http://localhost:3210",
        ...device,
        ...options,
      });
      const page = await context.newPage();
      await start(page, slug);
      started.push({ page, context, index });
    }
    const finished = await Promise.all(
      started.map(async ({ page, context, index }) => {
        const wishes = wishesOf(index);
        const clicked = nothingClicked();
        const last = index % 6 === 1 ? await onAnotherDevice(browser, page, wishes, clicked) : page;
        if (index % 5 === 2) await changeMind(last, wishes, clicked);
        expect(await finish(last, wishes, clicked)).toBe("done");
        await context.close();
        if (last !== page) await last.context().close();
        const cohort = index % 2 === 0 ? ("PMO leaders" as const) : ("Senior leaders" as const);
        return { cohort, state: "complete", clicked };
      }),
    );
    respondents.push(...finished);
  }

  const other = await (await browser.newContext({ baseURL: "http://localhost:3210" })).newPage();
  await start(other, slug);
  const screened = nothingClicked();
  const nobody = { ...wishesOf(0), answers: { [ROLE]: NEITHER, [REGION]: "Europe" } };
  expect(await finish(other, nobody, screened)).toBe("screened-out");
  respondents.push({ cohort: "", state: "screened-out", clicked: screened });

  await start(other, slug);
  const unfinished = nothingClicked();
  for (let screen = 0; screen < 4; screen++) await answerScreen(other, wishesOf(1), unfinished);
  respondents.push({ cohort: "Senior leaders", state: "active", clicked: unfinished });
  return respondents;
}

function manner(index: number): (typeof MANNERS)[number] {
  return MANNERS[index % MANNERS.length];
}

/** PMO leaders like the front of the list, senior leaders its end; each has whims of their own. */
function wishesOf(index: number): Wishes {
  const isPmo = index % 2 === 0;
  const liking = (item: string) => {
    const place = ITEMS.indexOf(item);
    return (isPmo ? -place : place) + ((index * 7 + place * 3) % 5) * 0.9;
  };
  const { keyboard } = { keyboard: false, ...manner(index) };
  const most = 40 + index;
  return {
    keyboard,
    answers: { [ROLE]: isPmo ? PMO : SENIOR, [REGION]: index % 3 === 0 ? "Europe" : "Elsewhere" },
    points: { [ITEMS[index % 7]]: most, [ITEMS[(index + 3) % 7]]: 100 - most },
    choose: (shown) => {
      const sorted = [...shown].sort((a, b) => liking(b) - liking(a));
      return { best: sorted[0], worst: sorted[sorted.length - 1] };
    },
  };
}

/** Three screens in, the interview's link is opened elsewhere and goes on at the same screen. */
async function onAnotherDevice(
  browser: Browser,
  page: Page,
  wishes: Wishes,
  clicked: Clicked,
): Promise<Page> {
  for (let screen = 0; screen < 3; screen++) await answerScreen(page, wishes, clicked);
  const here = page.url();
  const context = await browser.newContext({ ...devices["Pixel 7"], javaScriptEnabled: false });
  const elsewhere = await context.newPage();
  await elsewhere.goto(here.replace(/\/[^/]+$/, ""));
  expect(elsewhere.url()).toBe(here);
  return elsewhere;
}

/** Goes back two screens from the third task and answers the first task the other way round. */
async function changeMind(page: Page, wishes: Wishes, clicked: Clicked): Promise<void> {
  while (!page.url().endsWith("task-3")) await answerScreen(page, wishes, clicked);
  await page.goBack();
  await page.waitForURL("**/task-2");
  await page.getByRole("link", { name: "Back" }).click();
  await page.waitForURL("**/task-1");
  const [{ best, worst }] = clicked.tasks;
  await expect(page.getByRole("radio", { name: `Most important: ${best}` })).toBeChecked();
  await answerScreen(page, { ...wishes, choose: () => ({ best: worst, worst: best }) }, clicked);
  await page.waitForURL("**/task-2");
}

async function report(page: Page, everybody: Respondent[]): Promise<void> {
  await page.goto("/studies");
  await page.getByRole("link", { name: "Capabilities of our PMO" }).click();
  await page.getByRole("link", { name: /^Report/ }).click();
  await expect(page.getByRole("heading", { name: "Capability gaps" })).toBeVisible();
  const base = `${page.url().split("?")[0]}/download/`;
  const download = async (file: string) => {
    const response = await page.request.get(base + file);
    expect(response.status(), file).toBe(200);
    return response.body();
  };
  const table = async (file: string) =>
    parse(await download(file), { columns: true }) as Record<string, string>[];

  const items = await table("items.csv");
  expect(items.map((row) => row.label)).toEqual(ITEMS);
  const numberOf = (label: string) => String(ITEMS.indexOf(label) + 1);
  expect(items.map((row) => row.number)).toEqual(ITEMS.map(numberOf));

  const complete = everybody
    .map((respondent, index) => ({ ...respondent, id: String(index + 1) }))
    .filter(({ state }) => state === "complete");
  const answers = await table("answers.csv");
  expect(answers.map((row) => row.id)).toEqual(complete.map(({ id }) => id));
  const design = new Map(
    (await table("design.csv")).map((row) => [
      `${row.Version} ${row.Set}`,
      [row.Item1, row.Item2, row.Item3],
    ]),
  );
  for (const [index, { clicked }] of complete.entries()) {
    const row = answers[index];
    for (const [task, { shown, best, worst }] of clicked.tasks.entries()) {
      const where = `respondent ${row.id}, task ${task + 1}`;
      expect(row[`B${task + 1}`], where).toBe(numberOf(best));
      expect(row[`W${task + 1}`], where).toBe(numberOf(worst));
      expect(design.get(`${row.Version} ${task + 1}`), where).toEqual(shown.map(numberOf));
    }
    expect(clicked.tasks).toHaveLength(7);
  }

  const long = await table("answers-long.csv");
  expect(long).toHaveLength(complete.length * 7 * 3);
  const longExpected = complete.flatMap(({ id, clicked }) =>
    clicked.tasks.flatMap(({ shown, best, worst }, task) =>
      shown.map((item, place) => ({
        id,
        task: String(task + 1),
        position: String(place + 1),
        item: numberOf(item),
        choice: item === best ? "1" : item === worst ? "-1" : "0",
        anchor: "",
        asked: "together",
        locale: "en",
      })),
    ),
  );
  expect(long.map(({ version: _, opened: __, ...row }) => row)).toEqual(longExpected);
  // Nobody opened a definition; without script that could not be seen.
  expect(new Set(long.map(({ opened }) => opened))).toEqual(new Set(["0", ""]));

  const respondents = await table("respondents.csv");
  expect(respondents).toHaveLength(everybody.length);
  const [first] = respondents;
  const pointsKey = Object.keys(first).find((key) => key.endsWith("_1")) ?? "";
  for (const [index, { cohort, state, clicked }] of everybody.entries()) {
    const row = respondents[index];
    expect([row.id, row.cohort, row.state]).toEqual([String(index + 1), cohort, state]);
    expect(Boolean(row.region)).toBe(REGION in clicked.answers);
    if (state !== "complete") continue;
    for (const item of ITEMS) {
      const cell = row[pointsKey.replace(/_1$/, `_${numberOf(item)}`)];
      expect(cell, `points of ${row.id} for ${item}`).toBe(String(clicked.points[item] ?? 0));
    }
  }

  // The report's counts and gaps are plain arithmetic over the clicks.
  const figures = (await table("report.csv")).filter((row) =>
    row.scale.toLowerCase().includes("net"),
  );
  expect(figures).toHaveLength(ITEMS.length);
  for (const row of figures) {
    const label = ITEMS[Number(row.item) - 1];
    const net = (cohort: string) => {
      const tasks = complete
        .filter((respondent) => respondent.cohort === cohort)
        .flatMap(({ clicked }) => clicked.tasks)
        .filter(({ shown }) => shown.includes(label));
      const best = tasks.filter((task) => task.best === label).length;
      const worst = tasks.filter((task) => task.worst === label).length;
      return (100 * (best - worst)) / tasks.length;
    };
    expect(Number(row.value_from), label).toBeCloseTo(net("PMO leaders"), 1);
    expect(Number(row.value_to), label).toBeCloseTo(net("Senior leaders"), 1);
    expect(Number(row.gap), label).toBeCloseTo(net("Senior leaders") - net("PMO leaders"), 0);
    expect([row.n_from, row.n_to]).toEqual([String(PEOPLE / 2), String(PEOPLE / 2)]);
  }

  expect((await download("capability-gaps.svg")).toString()).toContain("<svg");
  const png = await download("capability-gaps.png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
}

async function close(page: Page, browser: Browser, slug: string): Promise<void> {
  await page.getByRole("link", { name: /^Overview/ }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
  const late = await (await browser.newContext({ baseURL: "http://localhost:3210" })).newPage();
  await late.goto(`/s/${slug}`);
  await expect(late.locator("main")).toHaveAttribute("data-screen", "closed");
  await page.getByRole("button", { name: "Close the study" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Close/ }).click();
  await expect(page.getByText("Closed", { exact: true }).first()).toBeVisible();
}
