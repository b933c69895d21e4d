import { gzipSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { findPlace } from "@/lib/fielding/find-place";
import { tokenHash } from "@/lib/fielding/interview/interview-link";
import { addExercises, DUAL_ANCHOR, fieldStudy, interviewAtTasks } from "@/lib/fielding/testing";
import { type Front, openFront } from "./testing";

let front: Front;
let db: Database;

beforeAll(async () => {
  front = await openFront();
  db = front.db;
});

afterAll(() => front.close());

/** The first task of an interview, and how a client without script shows and sends it. */
async function atFirstTask(asking: "two-step" | "respondent") {
  const study = await fieldStudy(db);
  await addExercises(db, study, { main: { asking, anchor: DUAL_ANCHOR } });
  const token = await interviewAtTasks(db, study);
  const address = `${front.url}/r/${token}/task-1`;
  return {
    token,
    show: async () => (await fetch(address)).text(),
    send: async (html: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ ...hiddenOf(html), ...fields });
      const reply = await fetch(address, { method: "POST", body, redirect: "manual" });
      return { reply, html: await reply.text() };
    },
  };
}

/** The hidden inputs that are sent without script. */
function hiddenOf(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}

/** The values of a group's radios, where it is not hidden. */
function offered(html: string, name: string): string[] {
  const seen = html.replaceAll(/<fieldset[^>]*hidden[\s\S]*?<\/fieldset>/g, "");
  const radios = seen.matchAll(new RegExp(`<input type="radio"[^>]*name="${name}"[^>]*>`, "g"));
  return [...radios].map(([radio]) => /value="([^"]*)"/.exec(radio)?.[1] ?? "");
}

it("asks for the best alone, then for the worst of the others, and acknowledges only the whole", async () => {
  const { token, show, send } = await atFirstTask("two-step");
  const first = await show();
  const items = offered(first, "best");
  expect(items).toHaveLength(4);
  expect(offered(first, "worst")).toEqual([]);
  expect(offered(first, "anchor")).toEqual([]);
  const nothing = await send(first, {});
  expect(nothing.reply.status).toBe(422);
  expect(offered(nothing.html, "best")).toEqual(items);

  const second = await send(first, { best: items[1] });
  expect(second.reply.status).toBe(200);
  expect(second.reply.headers.get("content-location")).toBeNull();
  expect(hiddenOf(second.html).best).toBe(items[1]);
  expect(offered(second.html, "best")).toEqual([]);
  expect(offered(second.html, "worst")).toEqual(items.filter((item) => item !== items[1]));
  expect(await findPlace({ db, token })).toBe("task-1");

  const half = await send(second.html, { anchor: "all" });
  expect(half.reply.status).toBe(422);
  expect(half.html).toContain("Nothing is chosen as “Least important”");
  expect(half.html).toMatch(/id="anchor-all"[^>]* checked/);
  const whole = await send(half.html, { worst: items[3], anchor: "all" });
  expect(whole.reply.status).toBe(303);
  expect(await findPlace({ db, token })).toBe("task-2");
});

it("counts the time of both steps, of a mistake and of another way of asking as the task's own", async () => {
  const { token, show, send } = await atFirstTask("respondent");
  const first = await show();
  const made = Number(hiddenOf(first).shown_at);
  // The server's clock is read anew for each page: a millisecond is enough to tell them apart.
  const later = async (html: string, fields: Record<string, string>) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return (await send(html, fields)).html;
  };
  const mistaken = await later(first, {});
  const asked = await later(mistaken, { asking: "two-step" });
  const items = offered(asked, "best");
  const second = await later(asked, { best: items[0] });
  const pages = [mistaken, asked, second].map((html) => Number(hiddenOf(html).shown_at));
  expect(pages).toEqual([made, made, made]);
  await send(second, { worst: items[1], anchor: "all" });
  const { t, read } = db;
  const [stored] = await read
    .select({ shownAt: t.attempt.shownAt, receivedAt: t.attempt.receivedAt })
    .from(t.attempt)
    .innerJoin(t.respondent, eq(t.respondent.id, t.attempt.respondentId))
    .where(and(eq(t.respondent.tokenHash, tokenHash(token)), eq(t.attempt.screenKey, "task-1")));
  expect(stored.shownAt).toBe(made);
  expect(stored.receivedAt - made).toBeGreaterThanOrEqual(15);
  // A form from the future is made now; one that says nothing of the kind is refused by its save.
  const ahead = await send(await show(), { shown_at: String(Date.now() + 1_000_000) });
  expect(Number(hiddenOf(ahead.html).shown_at)).toBeLessThanOrEqual(Date.now());
});

it("lets the first choice be changed, with nothing of the second step left", async () => {
  const { show, send } = await atFirstTask("two-step");
  const first = await show();
  const items = offered(first, "best");
  const second = await send(first, { best: items[0] });
  const again = await send(second.html, { worst: items[2], change: "1" });
  expect(again.reply.status).toBe(200);
  expect(offered(again.html, "best")).toEqual(items);
  expect(offered(again.html, "worst")).toEqual([]);
  expect(again.html).toMatch(new RegExp(`id="best-${items[0]}"[^>]* checked`));
  const other = await send(again.html, { best: items[2] });
  expect(offered(other.html, "worst")).not.toContain(items[2]);
});

it("changes the way of asking where the respondent may, and keeps what was picked", async () => {
  const { show, send } = await atFirstTask("respondent");
  const together = await show();
  const items = offered(together, "best");
  expect(offered(together, "worst")).toEqual(items);
  const asked = await send(together, { best: items[3], asking: "two-step" });
  expect(asked.reply.status).toBe(200);
  expect(hiddenOf(asked.html)).toMatchObject({ best: items[3], asked: "two-step" });
  expect(offered(await show(), "worst")).toEqual([]);
  const back = await send(asked.html, { asking: "together" });
  expect(offered(back.html, "worst")).toEqual(items);
});

it("weighs no more than any later screen may", async () => {
  const { show, send } = await atFirstTask("respondent");
  const together = await show();
  const asked = await send(together, { asking: "two-step" });
  const second = await send(asked.html, { best: offered(together, "best")[0] });
  for (const html of [together, asked.html, second.html]) {
    expect(gzipSync(html).length).toBeLessThanOrEqual(5_000);
  }
});
