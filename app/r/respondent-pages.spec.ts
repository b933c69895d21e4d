import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import { invitationHash, invitationToken } from "@/lib/auth/invitation-token";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import {
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  interviewAtTasks,
  offerInLanguages,
  post,
  startedInterview,
} from "@/lib/fielding/testing";
import { LANGUAGES } from "@/lib/i18n/languages";
import { EVERY_ANSWER, EVERY_TYPE } from "@/lib/questionnaire/testing";
import { type Front, openFront } from "./testing";

const shared = globalThis as typeof globalThis & { tradeoffDatabase?: Promise<Database> };

let front: Front;
let db: Database;
let study: FieldedStudy;

beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret that only these tests know");
  front = await openFront();
  db = front.db;
  study = await fieldStudy(db);
});

afterAll(() => front.close());

/** Asks the front as a client without script, cookies or Origin does. */
function fetchPage(address: string, init?: RequestInit): Promise<Response> {
  return fetch(`${front.url}${address}`, { redirect: "manual", ...init });
}

function postForm(
  address: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetchPage(address, { method: "POST", body: new URLSearchParams(fields), headers });
}

/** The address that a page's script is loaded from. */
function scriptOf(html: string): string {
  return /src:"([^"]+)"/.exec(html)?.[1] ?? "";
}

/** The screens of a reply to the script. */
function partsOf(html: string): string[] {
  return html.match(/<main[\s\S]*?<\/main>/g) ?? [];
}

/** The hidden inputs and their values. */
function hiddenOf(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}

function radiosOf(html: string, group: string): string[] {
  const inputs = html.matchAll(/<input type="radio"[^>]*>/g);
  return [...inputs]
    .map(([input]) => input)
    .filter((input) => input.includes(`name="${group}"`))
    .map((input) => /value="([^"]*)"/.exec(input)?.[1] ?? "");
}

const screenOf = (html: string) => /<main data-screen="([^"]+)"/.exec(html)?.[1];

describe("a plain client without script, cookies or Origin", () => {
  it("goes from the study's link to the last page by its forms alone", async () => {
    const seen: string[] = [];
    let address = `/s/${study.slug}`;
    for (let step = 0; step < 20; step++) {
      const page = await fetchPage(address);
      if (page.status === 303) {
        address = page.headers.get("location") ?? "";
        continue;
      }
      expect(page.status).toBe(200);
      expect(page.headers.get("set-cookie")).toBeNull();
      const html = await page.text();
      const screen = screenOf(html) ?? "";
      seen.push(screen);
      if (screen === "done") break;
      expect(html.match(/<form/g)).toHaveLength(1);
      const fields = hiddenOf(html);
      if (screen === "question") fields.answer = radiosOf(html, "answer")[0];
      if (screen === "choice") {
        expect(radiosOf(html, "best")).toEqual(radiosOf(html, "worst"));
        expect(radiosOf(html, "best")).toHaveLength(4);
        fields.best = radiosOf(html, "best")[1];
        fields.worst = radiosOf(html, "worst")[2];
      }
      if (screen === "allocation") fields["amount-4"] = "100";
      const answer = await postForm(address, fields);
      expect(answer.status).toBe(303);
      address = answer.headers.get("location") ?? "";
    }
    expect(seen).toEqual([
      ...["welcome", "question", "question"],
      ...new Array(13).fill("choice"),
      ...["allocation", "done"],
    ]);
  });

  it("is led by the interview's link to where the interview stands", async () => {
    const token = await interviewAtTasks(db, study);
    const page = await fetchPage(`/r/${token}`);
    expect(page.status).toBe(303);
    expect(page.headers.get("location")).toBe(`/r/${token}/task-1`);
  });
});

describe("the weight of a page", () => {
  it("is at most 10 kB gzip on the first screen and 5 kB on each later one, in all", async () => {
    const token = await startedInterview(db, study);
    const first = await (await fetchPage(`/s/${study.slug}`)).text();
    const script = await (await fetchPage(scriptOf(first))).text();
    expect(gzipSync(first).length + gzipSync(script).length).toBeLessThanOrEqual(10_000);
    const pages = [first, await (await fetchPage(`/r/${token}/role`)).text()];
    const token2 = await interviewAtTasks(db, study);
    pages.push(await (await fetchPage(`/r/${token2}/task-1`)).text());
    const wrong = await postForm(`/r/${token2}/task-1`, hiddenOf(pages[2]));
    pages.push(await wrong.text());
    await answerTasks(db, token2);
    pages.push(await (await fetchPage(`/r/${token2}/resources`)).text());
    expect(pages.map(screenOf)).toEqual(["welcome", "question", "choice", "choice", "allocation"]);
    for (const page of pages.slice(1)) {
      expect(gzipSync(page).length).toBeLessThanOrEqual(5_000);
      // The first screen's script, which the browser keeps.
      expect(scriptOf(page)).toBe(scriptOf(first));
    }
    for (const page of pages) {
      // Nothing else is fetched, least of all a framework's script.
      expect(page).not.toMatch(/<script[^>]*\ssrc|<link|<img|@import|url\(|_next|__NEXT|react/i);
    }
  });

  it("is at most 5 kB for every type of question, refused with its messages too", async () => {
    const types = await fieldStudy(db, { asksRegion: false, questions: EVERY_TYPE });
    const token = await startedInterview(db, types);
    await post(db, token, "role", { answer: "pmo" });
    for (const { key } of EVERY_TYPE) {
      const address = `/r/${token}/${key}`;
      const html = await (await fetchPage(address)).text();
      const refused = await postForm(address, hiddenOf(html));
      expect([key, refused.status]).toEqual([key, 422]);
      const page = await refused.text();
      expect(page).toMatch(/class="summary" role="alert" tabindex="-1" autofocus=""/i);
      // What the summary leads to is there.
      const [, target] = /<a href="#([\w-]+)">/.exec(page) ?? [];
      expect(page).toContain(`id="${target}"`);
      for (const one of [html, page]) expect(gzipSync(one).length).toBeLessThanOrEqual(5_000);
      await post(db, token, key, EVERY_ANSWER[key]);
    }
  });

  it("cuts nothing that is typed: a text that is too long comes back whole, and is told", async () => {
    const questions = EVERY_TYPE.filter(({ key }) => key === "wish");
    const token = await startedInterview(
      db,
      await fieldStudy(db, { asksRegion: false, questions }),
    );
    await post(db, token, "role", { answer: "pmo" });
    const html = await (await fetchPage(`/r/${token}/wish`)).text();
    expect(html).not.toMatch(/maxlength/i);
    const answer = "x".repeat(4_000);
    const refused = await postForm(`/r/${token}/wish`, { ...hiddenOf(html), answer });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain(answer);
    expect(page).toContain("Write at most 40 characters.");
  });

  it("counts the script once: it is kept for good under the hash of what it says", async () => {
    const address = scriptOf(await (await fetchPage(`/s/${study.slug}`)).text());
    const script = await fetchPage(address);
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const hash = createHash("sha256")
      .update(await script.text())
      .digest("base64url");
    expect(address).toBe(`/r/script/${hash.slice(0, 22)}.js`);
    expect((await fetchPage("/r/script/other.js")).status).toBe(404);
  });
});

describe("the headers of a page", () => {
  it("allow its own style and script by hash and nothing else, and leave no trace", async () => {
    const token = await interviewAtTasks(db, study);
    const page = await fetchPage(`/r/${token}/task-1`);
    const html = await page.text();
    const hashOf = (element: string) => {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(html)?.[1] ?? "";
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    expect(page.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src ${hashOf("style")}; ` +
        `script-src ${hashOf("script")} 'strict-dynamic'; connect-src 'self'; ` +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(html.match(/<script|<style/g)).toHaveLength(2);
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("the first screen", () => {
  it("is there for Back with the interview it began, and made anew for whoever opens the link", async () => {
    const address = `/s/${study.slug}?utm_source=a%26b&language=en`;
    const pages = await Promise.all([fetchPage(address), fetchPage(address)]);
    const [one, other] = await Promise.all(pages.map((page) => page.text()));
    expect(hiddenOf(one).start).not.toBe(hiddenOf(other).start);
    for (const page of pages) {
      expect(page.headers.get("cache-control")).toBe("private, max-age=0");
      // Nothing by which a browser could ask whether the page it has still holds.
      expect(page.headers.get("etag") ?? page.headers.get("last-modified")).toBeNull();
    }
    // A post to the page's own address would have the browser forget the page.
    const to = /<form[^>]* action="([^"]+)"/.exec(one)?.[1].replaceAll("&amp;", "&") ?? "";
    expect(to).toBe(`${address}&begin=1`);
    const begun = await Promise.all([1, 2].map(() => postForm(to, hiddenOf(one))));
    const [place, again] = begun.map((reply) => reply.headers.get("location"));
    expect(again).toBe(place);
    const token = /^\/r\/([\w-]+)/.exec(place ?? "")?.[1] ?? "";
    const { respondent } = db.t;
    const [{ parameters }] = await db.read
      .select({ parameters: respondent.parameters })
      .from(respondent)
      .where(eq(respondent.tokenHash, tokenHash(token)));
    expect(parameters).toEqual({ utm_source: "a&b" });
  });
});

describe("a reply to the script", () => {
  const holding = (held: string) => ({ "Screen-Ahead": held });

  it("acknowledges with the next screen and, between tasks, the one behind it, without a page", async () => {
    const token = await interviewAtTasks(db, study);
    const address = (task: number) => `/r/${token}/task-${task}`;
    const chosen = (html: string) => ({
      ...hiddenOf(html),
      best: radiosOf(html, "best")[0],
      worst: radiosOf(html, "worst")[1],
    });
    const first = await (await fetchPage(address(1))).text();
    const reply = await postForm(address(1), chosen(first), holding(""));
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-location")).toBe(address(2));
    expect(reply.headers.get("cache-control")).toBe("no-store");
    const [second, third] = partsOf(await reply.text());
    expect(second).toContain(`data-address="${address(2)}"`);
    expect(second).toContain('data-title="Task 2 of 13');
    expect(third).toContain(`data-address="${address(3)}"`);
    expect(hiddenOf(second).attempt).not.toBe(hiddenOf(third).attempt);

    // What lies ready in the browser is not sent again.
    const held = address(3);
    const ahead = await (await postForm(address(2), chosen(second), holding(held))).text();
    expect(partsOf(ahead)).toHaveLength(1);
    expect(ahead).toContain(`data-address="${address(4)}"`);
    expect(ahead).not.toMatch(/<style|<script/);
    expect(gzipSync(ahead).length).toBeLessThanOrEqual(1_500);
    // A reply that was lost is given again, and nothing is stored twice.
    const again = await postForm(address(2), chosen(second), holding(held));
    expect(again.headers.get("content-location")).toBe(address(3));
    expect((await postForm(address(3), chosen(third))).headers.get("location")).toBe(address(4));
  });

  it("begins an interview with its first screen, without a page", async () => {
    const { start } = hiddenOf(await (await fetchPage(`/s/${study.slug}`)).text());
    for (let time = 0; time < 2; time++) {
      const reply = await postForm(`/s/${study.slug}`, { start }, holding(""));
      expect(reply.status).toBe(200);
      const place = reply.headers.get("content-location") ?? "";
      expect(place).toMatch(/^\/r\/[\w-]+\/role$/);
      const [first, ...more] = partsOf(await reply.text());
      expect(first).toContain(`data-address="${place}"`);
      // Which screen follows depends on the cohort.
      expect(more).toEqual([]);
    }
  });

  it("tells a page that was fetched by its address what lies behind it, and nothing to one not reached", async () => {
    const token = await interviewAtTasks(db, study);
    const behind = async (screen: string) => {
      const address = `/r/${token}/${screen}`;
      const reply = await fetchPage(address, { headers: holding(address) });
      expect(reply.status).toBe(200);
      expect(reply.headers.get("content-location")).toBe(address);
      const html = await reply.text();
      expect(html).not.toMatch(/<style|<script|<!doctype/);
      return partsOf(html).map((part) => /data-address="\/r\/[^/]+\/([^"]+)"/.exec(part)?.[1]);
    };
    expect(await behind("task-1")).toEqual(["task-2"]);
    expect(await behind("region")).toEqual(["task-1"]);
    expect(await behind("role")).toEqual([]);
    for (const screen of ["task-2", "resources", "done"]) expect(await behind(screen)).toEqual([]);
    expect((await fetchPage(`/r/${token}`)).headers.get("location")).toBe(`/r/${token}/task-1`);
    const unknown = await fetchPage("/r/unknown/role", { headers: holding("/r/unknown/role") });
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("content-location")).toBeNull();
  });

  it("never brings an ending: that has an address, and is there once all is stored", async () => {
    const token = await interviewAtTasks(db, study);
    await answerTasks(db, token);
    const address = `/r/${token}/resources`;
    const html = await (await fetchPage(address)).text();
    const thanks = await postForm(address, { ...hiddenOf(html), "amount-4": "100" }, holding(""));
    expect(thanks.headers.get("content-location")).toBe(`/r/${token}/done`);
    // The place alone, which is what tells the script that we have answered.
    expect(await thanks.text()).toBe(`<meta name="place" content="/r/${token}/done"/>`);
  });

  it("refuses with the whole page, as it does without script", async () => {
    const token = await interviewAtTasks(db, study);
    const address = `/r/${token}/task-1`;
    const hidden = hiddenOf(await (await fetchPage(address)).text());
    const refused = await postForm(address, hidden, holding(""));
    expect(refused.status).toBe(422);
    expect(refused.headers.get("content-location")).toBeNull();
    expect(await refused.text()).toMatch(/^<!doctype html>/);
  });
});

describe("a choice that cannot be stored", () => {
  it("comes back with what was picked, the message beside it, and focus on the summary", async () => {
    const token = await interviewAtTasks(db, study);
    const address = `/r/${token}/task-1`;
    const html = await (await fetchPage(address)).text();
    const [item] = radiosOf(html, "best");
    const refused = await postForm(address, { ...hiddenOf(html), best: item, worst: item });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(screenOf(page)).toBe("choice");
    expect(page).toMatch(/<title>Error: Task 1 of 13/);
    expect(page).toMatch(/class="summary" role="alert" tabindex="-1" autofocus=""/i);
    expect(page).toContain(`<a href="#worst-${item}">`);
    expect(page).toContain(`id="item-${item}-fault"`);
    expect(page.match(/<input[^>]*checked=""[^>]*>/g)).toHaveLength(2);
    // Mended in place, it is stored.
    const other = radiosOf(html, "worst")[1];
    const stored = await postForm(address, { ...hiddenOf(page), best: item, worst: other });
    expect(stored.headers.get("location")).toBe(`/r/${token}/task-2`);
  });

  it("says by how much points are off, and rescales them without storing anything", async () => {
    const token = await interviewAtTasks(db, study);
    await answerTasks(db, token);
    const address = `/r/${token}/resources`;
    const hidden = hiddenOf(await (await fetchPage(address)).text());
    const points = { "amount-1": "40", "amount-2": "20" };
    const off = await postForm(address, { ...hidden, ...points });
    expect(off.status).toBe(422);
    const wrong = await off.text();
    expect(wrong).toContain("add up to 60: 40 of 100 are left");
    const rescaled = await postForm(address, { ...hidden, ...points, rescale: "1" });
    expect(rescaled.status).toBe(200);
    const page = await rescaled.text();
    expect(page).toMatch(/name="amount-1"[^>]* value="67"/);
    expect(page).toMatch(/name="amount-2"[^>]* value="33"/);
    // The time that was spent on it so far goes along.
    expect([wrong, page].map((html) => hiddenOf(html).shown_at)).toEqual([
      hidden.shown_at,
      hidden.shown_at,
    ]);
    expect((await fetchPage(`/r/${token}`)).headers.get("location")).toBe(address);
  });
});

describe("a request that cannot be served", () => {
  it("is 404 for an unknown token, study or screen, and says nothing more", async () => {
    const token = await startedInterview(db, study);
    for (const address of ["/s/unknown", "/r/unknown", "/r/unknown/role", `/r/${token}/unknown`]) {
      const page = await fetchPage(address);
      expect([address, page.status]).toEqual([address, 404]);
      expect(screenOf(await page.text())).toBe("problem");
    }
    expect((await postForm("/r/unknown/role", { answer: "pmo" })).status).toBe(404);
  });

  it("is 413 above 64 kB and 415 for anything but a form, before anything is read", async () => {
    const token = await startedInterview(db, study);
    const address = `/r/${token}/role`;
    const large = await postForm(address, { answer: "x".repeat(65_536) });
    expect(large.status).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384)),
    });
    const streamed = await fetchPage(address, {
      method: "POST",
      body: endless,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
    const json = await fetchPage(address, {
      method: "POST",
      body: JSON.stringify({ answer: "pmo" }),
      headers: { "Content-Type": "application/json" },
    });
    expect(json.status).toBe(415);
    const upload = new FormData();
    upload.set("answer", "pmo");
    expect((await fetchPage(address, { method: "POST", body: upload })).status).toBe(415);
  });

  it("is 503 while the database is busy, with the form ready to be sent again as it was", async () => {
    const token = await interviewAtTasks(db, study);
    const address = `/r/${token}/task-1`;
    const html = await (await fetchPage(address)).text();
    const [best, worst] = radiosOf(html, "best");
    const sent = { ...hiddenOf(html), best, worst };
    shared.tradeoffDatabase = Promise.resolve({
      ...db,
      write: () => Promise.reject(new DatabaseUnavailable("locked")),
    });
    const busy = await postForm(address, sent);
    shared.tradeoffDatabase = Promise.resolve(db);
    expect(busy.status).toBe(503);
    expect(busy.headers.get("retry-after")).toBe("5");
    const resent = hiddenOf(await busy.text());
    expect(resent).toEqual(sent);
    expect((await postForm(address, resent)).status).toBe(303);
  });

  it("is 409 when the study has closed, with the closed screen", async () => {
    const closed = await fieldStudy(db);
    const token = await startedInterview(db, closed);
    const hidden = hiddenOf(await (await fetchPage(`/r/${token}/role`)).text());
    const { t, write } = db;
    await write((tx) =>
      tx.update(t.study).set({ state: "closed" }).where(eq(t.study.id, closed.studyId)),
    );
    const answers = [
      await postForm(`/r/${token}/role`, { ...hidden, answer: "pmo" }),
      await postForm(`/s/${closed.slug}`, { start: randomUUID() }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(409);
      expect(screenOf(await answer.text())).toBe("closed");
    }
    const page = await fetchPage(`/r/${token}/role`);
    expect(page.headers.get("location")).toBe(`/r/${token}/closed`);
    expect(screenOf(await (await fetchPage(`/s/${closed.slug}`)).text())).toBe("closed");
  });
});

describe("a link as mail programs hand it on", () => {
  /** An invited person's link into a study. */
  async function invited(): Promise<{ link: string; isOff: () => Promise<boolean> }> {
    const { t, write, read } = db;
    const sourceId = randomUUID();
    const id = randomUUID();
    const invite = invitationToken(id);
    const { studyId } = study;
    await write(async (tx) => {
      const source = { id: sourceId, studyId, kind: "invitation", name: "Invitations" } as const;
      await tx.insert(t.source).values({ ...source, settings: {}, createdAt: 1 });
      const person = { id, studyId, sourceId, email: `${id}@example.org`, name: "", columns: {} };
      const tokenHash = invitationHash(invite);
      await tx.insert(t.contact).values({ ...person, tokenHash, createdAt: 1 });
    });
    return {
      link: `/s/${study.slug}?invite=${invite}`,
      isOff: async () => {
        const [row] = await read.select().from(t.contact).where(eq(t.contact.id, id));
        return row.unsubscribedAt !== null;
      },
    };
  }

  it("leads where it was meant to, in other letters and with what a sentence put behind it", async () => {
    const { link } = await invited();
    const upper = link.replace("invite=", "INVITE=");
    for (const address of [link, upper, `${link}.`, `${link})`, `${link}%3E`, `${link}%E2%80%8B`]) {
      const page = await fetchPage(address);
      expect([address, page.status, screenOf(await page.text())]).toEqual([
        address,
        200,
        "welcome",
      ]);
    }
    expect((await fetchPage(`/s/${study.slug}?Via=nowhere`)).status).toBe(404);
    expect((await fetchPage(`/s/${study.slug}.`)).status).toBe(200);
    const token = await interviewAtTasks(db, study);
    expect((await fetchPage(`/r/${token}/task-1).`)).status).toBe(200);
  });

  it("takes somebody off the list at one click without a redirect, of whatever type the post is", async () => {
    const off = (link: string) => link.replace("?", "/unsubscribe?");
    const oneClick = new FormData();
    oneClick.set("List-Unsubscribe", "One-Click");
    for (const body of [oneClick, new URLSearchParams({ "List-Unsubscribe": "One-Click" })]) {
      const { link, isOff } = await invited();
      const reply = await fetchPage(off(link), { method: "POST", body });
      expect(reply.status).toBe(200);
      expect(await isOff()).toBe(true);
    }
    // The page's own button leads to a page that can be loaded again.
    const { link, isOff } = await invited();
    const fields = hiddenOf(await (await fetchPage(off(link))).text());
    expect((await postForm(off(link), fields)).status).toBe(303);
    expect(await isOff()).toBe(true);
  });
});

describe("what a study's words can do", () => {
  it("is to be read: markup in them stays text, and synthetic studies say so everywhere", async () => {
    const { t, write } = db;
    const hostile = await fieldStudy(db, { origin: "synthetic" });
    const markup = `</style></head><script>alert(1)</script>"><img src=x onerror=alert(1)>`;
    await write(async (tx) => {
      await tx
        .update(t.wording)
        .set({ label: markup, definition: markup })
        .where(eq(t.wording.revisionId, hostile.revisionId));
    });
    const token = await interviewAtTasks(db, hostile);
    await answerTasks(db, token);
    const addresses = [`/s/${hostile.slug}`, `/r/${token}/role`, `/r/${token}/task-1`];
    for (const address of [...addresses, `/r/${token}/resources`]) {
      const html = await (await fetchPage(address)).text();
      expect(html).toContain("Synthetic data: simulated respondents, not people");
      expect(html.match(/<script|<img|<\/head>/g)).toEqual(["</head>", "<script"]);
    }
  });
});

describe("a study in several languages", () => {
  let offered: FieldedStudy;
  beforeAll(async () => {
    offered = await fieldStudy(db);
    await offerInLanguages(db, offered.revisionId, ["en", "ar", "de"]);
  });

  const rootOf = (html: string) => /<html lang="([^"]+)" dir="([^"]+)"/.exec(html)?.slice(1);
  /** The languages a page can be switched to, each with the name and the language it is written in. */
  const offeredOn = (html: string) =>
    [...html.matchAll(/<button[^>]*name="language"[^>]*>[^<]*/g)].map(([button]) =>
      [
        /value="(\w+)"/.exec(button)?.[1],
        /lang="(\w+)"/.exec(button)?.[1],
        button.split(">")[1],
      ].join(" "),
    );

  it("asks in one heading, whole on every task, set as text where it would fill a phone", async () => {
    const choiceQuestion = Array(5)
      .fill("Which of these matters most to you, and which matters least?")
      .join(" ");
    const asked = await fieldStudy(db, { texts: { choiceQuestion } });
    const token = await interviewAtTasks(db, asked);
    await answerTasks(db, token);
    for (const name of ["task-1", "task-2", "task-13"]) {
      const html = await (await fetchPage(`/r/${token}/${name}`)).text();
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toContain(`<h1 id="question" class="long">${choiceQuestion}</h1>`);
    }
    const short = await fetchPage(`/r/${await interviewAtTasks(db, study)}/task-1`);
    expect(await short.text()).toMatch(/<h1 id="question">[^<]+<\/h1>/);
  });

  it("can be switched on every screen by a form alone, from right to left where it is written so", async () => {
    const accepts = { "accept-language": "ar-EG" };
    const welcome = await (await fetchPage(`/s/${offered.slug}`, { headers: accepts })).text();
    expect(rootOf(welcome)).toEqual(["ar", "rtl"]);
    expect(welcome).toContain("ar: What should a project office");
    expect(welcome).toContain("بدء");
    const names = ["en en English", "ar ar العربية", "de de Deutsch"];
    expect(offeredOn(welcome)).toEqual(names);

    const address = `/s/${offered.slug}?utm=a%26b`;
    const chosen = await postForm(address, { language: "de" });
    expect(chosen.status).toBe(303);
    const german = chosen.headers.get("location") ?? "";
    expect(german).toBe(`/s/${offered.slug}?utm=a%26b&language=de`);
    const greeting = await (await fetchPage(german, { headers: accepts })).text();
    expect(rootOf(greeting)).toEqual(["de", "ltr"]);
    const begun = await postForm(german, hiddenOf(greeting));
    const role = begun.headers.get("location") ?? "";
    const first = await (await fetchPage(role)).text();
    expect(rootOf(first)).toEqual(["de", "ltr"]);
    expect(offeredOn(first)).toEqual(names);
    expect(first).toContain('form="answers"');

    const answer = radiosOf(first, "answer")[1];
    const switched = await postForm(role, { ...hiddenOf(first), answer, language: "ar" });
    expect(switched.status).toBe(200);
    const page = await switched.text();
    expect(rootOf(page)).toEqual(["ar", "rtl"]);
    // What was chosen is still chosen, and nothing was stored.
    expect(page).toMatch(
      new RegExp(`value="${answer}"[^>]*checked=""|checked=""[^>]*value="${answer}"`),
    );
    const token = role.split("/")[2];
    expect((await fetchPage(`/r/${token}`)).headers.get("location")).toBe(role);
    const refused = await postForm(role, hiddenOf(page));
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain("اختاروا إجابة واحدة.");
    expect(again).toContain("هناك مشكلة");
    expect((await postForm(role, { ...hiddenOf(again), answer })).status).toBe(303);
  });

  it("says what went wrong in the language of the form that was sent, or of the browser", async () => {
    const german = { "accept-language": "de" };
    const lost = await (await fetchPage("/r/unknown/role", { headers: german })).text();
    expect(rootOf(lost)).toEqual(["de", "ltr"]);
    expect(lost).toContain("Unter dieser Adresse gibt es nichts");
    const sent = await postForm("/r/unknown/role", { locale: "ar" }, german);
    expect(rootOf(await sent.text())).toEqual(["ar", "rtl"]);
  });

  it("stays as light in ten languages, from right to left and with one to choose", async () => {
    const wide = await fieldStudy(db);
    await offerInLanguages(db, wide.revisionId, Object.keys(LANGUAGES));
    const arabic = { "accept-language": "ar" };
    const first = await (await fetchPage(`/s/${wide.slug}`, { headers: arabic })).text();
    expect(offeredOn(first)).toHaveLength(10);
    expect(gzipSync(first).length).toBeLessThanOrEqual(10_000);
    const token = await interviewAtTasks(db, wide);
    const address = `/r/${token}/task-1`;
    const task = await (await fetchPage(address)).text();
    const switched = await postForm(address, { ...hiddenOf(task), language: "ar" });
    const page = await switched.text();
    expect(rootOf(page)).toEqual(["ar", "rtl"]);
    expect(offeredOn(page)).toHaveLength(10);
    expect(gzipSync(page).length).toBeLessThanOrEqual(5_000);
  });

  it("offers nothing to switch to where there is one language only", async () => {
    expect(offeredOn(await (await fetchPage(`/s/${study.slug}`)).text())).toEqual([]);
  });
});
