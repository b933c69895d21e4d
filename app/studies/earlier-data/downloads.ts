import fs from "node:fs";
import path from "node:path";
import { GET as links } from "@/app/studies/[studyId]/invitations/links.csv/route";
import { GET as translation } from "@/app/studies/[studyId]/languages/[translation]/route";
import { GET as flags } from "@/app/studies/[studyId]/progress/flags/route";
import { GET as reportFile } from "@/app/studies/[studyId]/report/download/[file]/route";
import { GET as qrCode } from "@/app/studies/[studyId]/sources/[sourceId]/qr.svg/route";
import type { Database } from "@/db/database";
import { type Actor, systemActor } from "@/lib/auth/actor";

/** What the routes find in place of a session and of the process's own database. */
export const here: { actor: Actor | null; database: Database | null } = {
  actor: null,
  database: null,
};

/** Personal links are made with it; the one the data were made with. */
export const DOWNLOADS_SECRET = "the secret of the earlier data, which is none";

type Answer = (studyId: string, rest: string, request: Request) => Promise<Response>;

/** By the part of an address after the study's: the route that answers there. */
const ROUTES: readonly (readonly [RegExp, Answer])[] = [
  [
    /^report\/download\/(?<rest>[^/]+)$/,
    (studyId, file, request) => reportFile(request, { params: Promise.resolve({ studyId, file }) }),
  ],
  [
    /^progress\/flags$/,
    (studyId, _, request) => flags(request, { params: Promise.resolve({ studyId }) }),
  ],
  [
    /^invitations\/links\.csv$/,
    (studyId, _, request) => links(request, { params: Promise.resolve({ studyId }) }),
  ],
  [
    /^languages\/(?<rest>[^/]+)$/,
    (studyId, name, request) =>
      translation(request, { params: Promise.resolve({ studyId, translation: name }) }),
  ],
  [
    /^sources\/(?<rest>[^/]+)\/qr\.svg$/,
    (studyId, sourceId, request) =>
      qrCode(request, { params: Promise.resolve({ studyId, sourceId }) }),
  ],
];

/**
 * What a download's route answers with; the status before it where it refuses.
 *
 * @param address `/studies/…` with the study's slug in place of its id
 * @param idOf the id of the study of a slug
 * @throws Error when no route answers there, or the server is at fault
 */
export async function downloaded(address: string, idOf: ReadonlyMap<string, string>) {
  const { pathname, search } = new URL(address, "http://localhost");
  const [slug, ...parts] = pathname.split("/").slice(2);
  const studyId = idOf.get(slug);
  if (studyId === undefined) throw new Error(`There is no study ${slug}.`);
  const file = decodeURIComponent(parts.join("/"));
  for (const [pattern, answer] of ROUTES) {
    const found = pattern.exec(file);
    if (!found) continue;
    const request = new Request(`http://localhost/studies/${studyId}/${parts.join("/")}${search}`);
    const response = await answer(studyId, found.groups?.rest ?? "", request);
    const text = await response.text();
    if (response.status >= 500) throw new Error(`${address}: ${response.status} ${text}`);
    return response.status === 200 ? text : `${response.status}\n${text}`;
  }
  throw new Error(`No download is at ${address}.`);
}

/** Has the routes answer for the one organisation of a database; gives its studies' ids by slug. */
export async function studyIds(database: Database): Promise<Map<string, string>> {
  const { t, read } = database;
  const [organisation] = await read.select().from(t.organisation);
  here.database = database;
  here.actor = systemActor(organisation.id);
  const studies = await read.select({ id: t.study.id, slug: t.study.slug }).from(t.study);
  return new Map(studies.map(({ id, slug }) => [slug, id]));
}

/** The lines of a list beside this file. */
export function listed(name: string): string[] {
  const text = fs.readFileSync(path.join(import.meta.dirname, name), "utf8");
  return text.split("\n").filter(Boolean);
}
