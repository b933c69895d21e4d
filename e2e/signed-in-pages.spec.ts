import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { axeViolations } from "./axe-violations";
import { expect, test } from "./fixtures";
import { addPanel, liveStudy } from "./studies";

const STEPS = [
  "",
  "/items",
  "/cohorts",
  "/questionnaire",
  "/questionnaire/new-question",
  "/questionnaire/choices",
  "/languages",
  "/design",
  "/preview",
  "/quotas",
  "/sources",
  "/invitations",
  "/sources/new",
  "/progress",
  "/report",
  "/data",
];

/** A label that no layout was drawn for. */
const LONG = `Governance ${"and accountability ".repeat(4)}Donaudampfschifffahrtsgesellschaftskapitän`;

/** Ids that stand twice, and terms of lists without a value. */
function unfinished(): string[] {
  const ids = Array.from(document.querySelectorAll("[id]"), ({ id }) => id);
  const empty = Array.from(document.querySelectorAll("dd"), (value) => value.innerText.trim());
  return [...ids.filter((id, at) => ids.indexOf(id) < at), ...empty.filter((text) => text === "")];
}

test("every signed-in page is free of axe violations, in light and dark, whole, and fits 320 px whatever a label holds", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  test.setTimeout(240_000);
  const list = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", LONG];
  const draft = await createStudy({
    db,
    actor: organisation,
    input: { name: "A draft", from: { kind: "list", text: list.join("\n") } },
  });
  const live = await liveStudy(db, organisation);
  const panel = `/studies/${live.studyId}/sources/${await addPanel(db, organisation, live)}`;
  const admin = await signedIn(await person("admin"));
  const page = await admin.newPage();
  await page.setViewportSize({ width: 320, height: 700 });
  const addresses = [
    "/studies",
    "/studies/new",
    "/members",
    "/members/log",
    "/account",
    ...[draft, live].flatMap(({ studyId }) => STEPS.map((step) => `/studies/${studyId}${step}`)),
    panel,
    `${panel}/exits`,
  ];
  for (const address of addresses) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${address} scrolls sideways`).toBe(0);
    expect(await page.evaluate(unfinished), address).toEqual([]);
    // The previewed screen is held to the same in the interview's own tests.
    expect(await axeViolations(page, { exclude: ["iframe"] }), address).toEqual([]);
  }
});
