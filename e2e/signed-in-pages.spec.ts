import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
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

/** An address of a study's own pages, from what each study adds to them. */
const addressesOf = (studyId: string) => STEPS.map((step) => `/studies/${studyId}${step}`);

const PAGES: [what: string, addresses: (db: Database, actor: Actor) => Promise<string[]>][] = [
  [
    "of an organisation and a draft",
    async (db, actor) => {
      const list = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", LONG];
      const draft = await createStudy({
        db,
        actor,
        input: { name: "A draft", from: { kind: "list", text: list.join("\n") } },
      });
      const own = ["/studies", "/studies/new", "/members", "/members/log", "/account", "/glossary"];
      return [...own, ...addressesOf(draft.studyId)];
    },
  ],
  [
    "of a live study",
    async (db, actor) => {
      const live = await liveStudy(db, actor);
      const panel = `/studies/${live.studyId}/sources/${await addPanel(db, actor, live)}`;
      return [...addressesOf(live.studyId), panel, `${panel}/exits`];
    },
  ],
];

for (const [what, addressesIn] of PAGES) {
  test(`every page ${what} is free of axe violations, in light and dark, whole, and fits 320 px whatever a label holds`, async ({
    db,
    organisation,
    person,
    signedIn,
  }) => {
    test.setTimeout(240_000);
    const addresses = await addressesIn(db, organisation);
    const admin = await signedIn(await person("admin"));
    const page = await admin.newPage();
    await page.setViewportSize({ width: 320, height: 700 });
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
}
