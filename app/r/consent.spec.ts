import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { systemActor } from "@/lib/auth/actor";
import { type FieldedStudy, fieldStudy, offerInLanguages } from "@/lib/fielding/testing";
import { exportedTexts } from "@/lib/reports/testing";
import { type Front, openFront } from "./testing";

let front: Front;
let db: Database;

beforeAll(async () => {
  front = await openFront();
  db = front.db;
});

afterAll(() => front.close());

const TEXTS = {
  controllerText: "Institute for Project Offices, Berlin",
  contactText: "privacy@institute.example",
  purposeText: "To plan training.",
  retentionText: "Until 31 December 2027.",
  privacyLink: "https://institute.example/privacy",
  consentText: "I agree that my answers are used for this study.",
};

const START = "s".repeat(32);
const WITH_SCRIPT = { "screen-ahead": "" };

function begin(study: FieldedStudy, fields: Record<string, string>, headers = {}) {
  const address = `${front.url}/s/${study.slug}?language=${fields.locale ?? "en"}`;
  const body = new URLSearchParams({ start: START, ...fields });
  return fetch(address, { method: "POST", body, headers, redirect: "manual" });
}

const respondents = ({ studyId }: FieldedStudy) =>
  db.read.select().from(db.t.respondent).where(eq(db.t.respondent.studyId, studyId));

it("says on the first screen who asks, what for and for how long, and where the notice is", async () => {
  const study = await fieldStudy(db, { texts: TEXTS });
  const html = await (await fetch(`${front.url}/s/${study.slug}`)).text();
  for (const text of Object.values(TEXTS)) expect(html).toContain(text);
  expect(html).toMatch(
    /<a href="https:\/\/institute.example\/privacy"[^>]*>Read the privacy notice</,
  );
  // What is true of this way in is said besides.
  expect(html).toContain("Your answers are kept without your name");
});

it("says nothing of it and asks for no box where the study leaves it out", async () => {
  const study = await fieldStudy(db);
  const html = await (await fetch(`${front.url}/s/${study.slug}`)).text();
  expect(html).not.toMatch(/class="privacy"|checkbox|privacy notice/);
  expect((await begin(study, {})).status).toBe(303);
  expect(await respondents(study)).toMatchObject([{ consent: null }]);
});

it.each([
  ["without script", {}],
  ["with script", WITH_SCRIPT],
])(
  "lets nobody start before the box is ticked, %s, and stores nothing of them",
  async (_, headers) => {
    const study = await fieldStudy(db, { texts: TEXTS });
    const refused = await begin(study, { locale: "en" }, headers);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain("Tick the box to start.");
    expect(html).toContain(`name="start" value="${START}"`);
    expect(html).toMatch(/<title>Error: /);
    expect(await respondents(study)).toEqual([]);

    const began = await begin(study, { locale: "en", consent: "yes" }, headers);
    expect(began.status).toBe("screen-ahead" in headers ? 200 : 303);
    const [{ consent, startedAt }] = await respondents(study);
    expect(consent).toEqual({ text: TEXTS.consentText, at: startedAt });
    // A start that was sent twice is the one interview, whatever it says of the box.
    expect((await begin(study, { locale: "en" }, headers)).status).toBe(began.status);
    expect(await respondents(study)).toHaveLength(1);
  },
);

it("asks, stores and exports in the language that was read", async () => {
  const study = await fieldStudy(db, { texts: TEXTS });
  await offerInLanguages(db, study.revisionId, ["en", "de"]);
  const refused = await begin(study, { locale: "de" });
  const html = await refused.text();
  expect(html).toContain("kreuzen Sie das Kästchen an, um zu beginnen.");
  expect(html).toContain(`de: ${TEXTS.consentText}`);
  await begin(study, { locale: "de", consent: "yes" });
  const [{ locale, consent }] = await respondents(study);
  expect([locale, consent?.text]).toEqual(["de", `de: ${TEXTS.consentText}`]);
  const { "respondents.csv": file } = await exportedTexts({
    db,
    actor: systemActor(study.organisationId),
    input: { studyId: study.studyId, files: ["respondents.csv"] },
  });
  const [header, row] = file.trim().split(/\r?\n/);
  expect(header.split(",").slice(-2)).toEqual(["consented_at", "consent_text"]);
  const at = new Date(consent?.at ?? 0).toISOString();
  expect(row.endsWith(`,${at},de: ${TEXTS.consentText}`)).toBe(true);
});
