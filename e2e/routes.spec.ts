import fs from "node:fs";
import path from "node:path";
import type { BrowserContext } from "@playwright/test";
import { RESPONDENT_ROUTES } from "@/app/r/_front/answer-request";
import { openReportToViewer } from "@/lib/studies/sharing/open-report-to-viewer";
import { expect, newOrganisation, test } from "./fixtures";
import { addPanel, liveStudy } from "./studies";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Every route of the build and of its front; their own lists, so that a new one cannot be forgotten here. */
function routesOfTheBuild(): { route: string; isPage: boolean }[] {
  const file = path.join(ROOT, ".next", "app-path-routes-manifest.json");
  const manifest = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, string>;
  return [
    ...Object.entries(manifest).map(([entry, route]) => ({
      route,
      isPage: entry.endsWith("/page"),
    })),
    ...Object.keys(RESPONDENT_ROUTES).map((route) => ({ route, isPage: true })),
  ];
}

/** Routes that belong to no study, and why anyone may reach them. */
const OPEN_ROUTES: Record<string, string> = {
  "/": "leads on",
  "/_not-found": "tells that nothing is there",
  "/_global-error": "tells that something broke",
  "/sign-in": "is the door",
  "/setup": "exists only before the first account",
  "/api/auth/[...nextauth]": "signs people in",
  "/icon.svg": "is the picture in the tab",
  "/api/health": "says whether the database answers",
  "/s/[slug]": "is the public link of a live study",
  "/r/script/[file]": "is the script of respondents’ pages, the same for everybody",
  "/s/[slug]/unsubscribe": "needs the token of a personal invitation",
  "/password/[token]": "needs the token of an invitation or a reset",
  "/r/[token]": "needs the token of an interview",
  "/r/[token]/[screen]": "needs the token of an interview",
};

/** Signed-in routes of no study: what they show is the actor's own organisation. */
const OWN_ROUTES = [
  "/studies",
  "/studies/new",
  "/members",
  "/members/log",
  "/account",
  "/glossary",
];

/** What a viewer may read once a report was opened to them. */
const OPENED_TO_VIEWERS: Record<string, number> = {
  // The overview is for those who run the study: a viewer is led on to the report.
  "/studies/[studyId]": 307,
  "/studies/[studyId]/report": 200,
  "/studies/[studyId]/report/download/[file]": 200,
  "/studies/[studyId]/data": 200,
};

/** A value for each parameter besides the study's id. */
const PARAMETERS: Record<string, string> = {
  "[file]": "report.csv",
  "[screen]": "welcome",
  "[key]": "region",
  "[translation]": "ar.csv",
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

function addressOf(route: string, ids: Record<string, string>): string {
  return route.replace(/\[[^\]]+\]/g, (name) => {
    const value = ids[name] ?? PARAMETERS[name];
    if (value === undefined) throw new Error(`No value for ${name} in ${route}`);
    return value;
  });
}

test("a viewer, another organisation's researcher and a stranger get nothing from any route of a study", async ({
  db,
  organisation,
  person,
  signedIn,
  browser,
  baseURL,
}) => {
  const secret = "Marker of the study nobody else may read";
  const researcher = await person("researcher");
  const study = await liveStudy(db, organisation, secret);
  const { studyId } = study;
  const ids = {
    "[studyId]": studyId,
    "[sourceId]": await addPanel(db, organisation, study, secret),
  };
  const viewer = await person("viewer");
  const outsider = await person("researcher", await newOrganisation(db));
  const contexts: Record<string, BrowserContext> = {
    researcher: await signedIn(researcher),
    viewer: await signedIn(viewer),
    outsider: await signedIn(outsider),
    stranger: await browser.newContext({ baseURL }),
  };
  const ask = async (who: string, method: (typeof METHODS)[number], address: string) => {
    const response = await contexts[who].request.fetch(address, {
      method,
      maxRedirects: 0,
      failOnStatusCode: false,
      headers: method === "GET" || method === "HEAD" ? {} : { origin: baseURL ?? "" },
    });
    return { status: response.status(), text: await response.text() };
  };

  const routes = routesOfTheBuild();
  const ofStudies = routes.filter(({ route }) => route.includes("[studyId]"));
  const unlisted = routes.filter(
    ({ route }) =>
      !route.includes("[studyId]") && !(route in OPEN_ROUTES) && !OWN_ROUTES.includes(route),
  );
  expect(
    unlisted.map(({ route }) => route),
    "routes that no list here names",
  ).toEqual([]);
  expect(ofStudies.length).toBeGreaterThan(8);

  for (const { route, isPage } of ofStudies) {
    const address = addressOf(route, ids);
    expect((await ask("researcher", "GET", address)).status, `researcher GET ${route}`).toBe(200);
    for (const who of ["viewer", "outsider", "stranger"]) {
      for (const method of METHODS) {
        const { status, text } = await ask(who, method, address);
        const allowed = who === "stranger" ? (isPage ? [307, 405] : [401, 405]) : [404, 405];
        expect(allowed, `${who} ${method} ${route} answered ${status}`).toContain(status);
        expect(text, `${who} ${method} ${route}`).not.toContain(secret);
      }
    }
  }

  for (const route of OWN_ROUTES) {
    expect((await ask("stranger", "GET", route)).status).toBe(307);
    for (const who of ["viewer", "outsider"]) {
      expect((await ask(who, "GET", route)).text, `${who} ${route}`).not.toContain(secret);
    }
  }

  // Opening the report to the viewer opens just that.
  await openReportToViewer({
    db,
    actor: organisation,
    input: { studyId, userId: viewer.actor.userId ?? "" },
  });
  for (const { route } of ofStudies) {
    const { status } = await ask("viewer", "GET", addressOf(route, ids));
    expect(status, `viewer of an opened report GET ${route}`).toBe(OPENED_TO_VIEWERS[route] ?? 404);
  }
});
