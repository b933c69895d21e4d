import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { openDatabase } from "@/db/client";
import { memberWithPassword } from "@/lib/accounts/members/testing";
import { expect, newOrganisation, signIn, test } from "./fixtures";
import { freePort } from "./free-port";
import { startPostgres } from "./postgres-server";
import { startServer } from "./server";
import { liveStudy } from "./studies";

/** As many as a server's pool has (db/postgres.ts). */
const CONNECTIONS = 12;

test("a page that finds no free connection to PostgreSQL says so with 503, and comes when it is asked for again", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const postgres = startPostgres(await freePort());
  test.skip(!postgres, "PostgreSQL is neither here nor could it be installed: not tested");
  if (!postgres) return;
  const server = await startServer({ port: await freePort(), databaseUrl: postgres.url });
  const db = await openDatabase(postgres.url, { migrate: false });
  const [foreign, watching] = [0, 1].map(() => new pg.Client({ connectionString: postgres.url }));
  await Promise.all([foreign.connect(), watching.connect()]);
  try {
    const actor = await newOrganisation(db);
    const { slug, studyId } = await liveStudy(db, actor);
    const [email, password] = ["admin@example.org", "a password for tests only"];
    const input = { email, name: "Test admin", password, role: "admin" } as const;
    await memberWithPassword({ db, actor, input });
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await signIn(page, email, password);

    // Whoever looks at a study waits for this lock, each with a connection.
    await foreign.query("begin; lock table study in access exclusive mode");
    const link = `${server.url}/s/${slug}`;
    const waiting = Array.from({ length: CONNECTIONS }, () => fetch(link));
    const locked = "select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'";
    const held = async () => (await watching.query<{ count: number }>(locked)).rows[0].count;
    while ((await held()) < CONNECTIONS) await pause(50);

    // Each waits for a connection as long as the pool has it wait, or for the lock as those before it.
    const [respondent, studio, file] = await Promise.all([
      fetch(link, { headers: { "Accept-Language": "de" } }),
      page.goto(`/studies/${studyId}`),
      page.request.get(`/studies/${studyId}/report/download/report.csv`),
    ]);
    expect(respondent.status).toBe(503);
    expect(respondent.headers.get("retry-after")).toBe("5");
    expect(await respondent.text()).toContain("Der Server ist gerade ausgelastet");
    for (const answer of [studio, file]) {
      expect(answer?.status()).toBe(503);
      expect(answer?.headers()["retry-after"]).toBe("5");
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "This page could not be shown",
    );
    await expect(page.getByText("The database is busy or full.")).toBeVisible();

    await foreign.query("rollback");
    // Whoever waited for the lock got in once it was free, or was told before that to come again.
    for (const response of await Promise.all(waiting)) {
      if (response.status !== 200) expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe(response.status === 200 ? null : "5");
    }
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("Capabilities").first()).toBeVisible();
    await context.close();
  } finally {
    await Promise.all([foreign.end(), watching.end()]);
    await db.close();
    await server.killNow();
    postgres.remove();
  }
});
