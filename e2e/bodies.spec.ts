import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "./fixtures";
import { freePort } from "./free-port";
import { startServer } from "./server";
import { designedStudy } from "./studies";

const MEGABYTE = 1_000_000;

/** Sends a body piece by piece for as long as nothing answers; says what did, and how much had gone. */
function send(url: string, megabytes: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0;
    let status = 0;
    const request = http.request(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    });
    request.on("response", (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    request.on("error", () => undefined);
    request.on("close", () => resolve({ status, sent }));
    const piece = Buffer.alloc(MEGABYTE, "a");
    const more = () => {
      if (sent >= megabytes || status !== 0 || request.destroyed) request.end();
      else if (request.write(piece)) {
        sent++;
        setImmediate(more);
      } else {
        sent++;
        request.once("drain", more);
      }
    };
    more();
  });
}

/** Megabytes of memory that a process holds. */
function heldBy(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_000;
}

// Beside other tests one of eight senders at once may lose the answer that it was refused (/r/…): told as
// flaky, and still to be mended.
test.describe.configure({ retries: 3 });

test("bodies of 300 MB from strangers are cut, take no memory and hold nobody up", async () => {
  test.skip(process.platform !== "linux", "memory is read from /proc: not tested");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-bodies-"));
  const server = await startServer({
    port: await freePort(),
    databaseUrl: path.join(folder, "bodies.db"),
  });
  try {
    const before = heldBy(server.pid);
    let most = before;
    let slowest = 0;
    let over = false;
    const watch = (async () => {
      while (!over) {
        const asked = performance.now();
        await (await fetch(`${server.url}/s/none`)).arrayBuffer();
        slowest = Math.max(slowest, performance.now() - asked);
        most = Math.max(most, heldBy(server.pid));
        await pause(20);
      }
    })();
    for (const path of [
      "/api/auth/callback/credentials",
      "/sign-in",
      "/studies/0190/invitations",
      "/api/health",
      "/r/none/task-1",
    ]) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => send(server.url + path, 300)),
      );
      for (const { status, sent } of answers) {
        // Eight at once may also find the memory that strangers share taken, and are told to come again.
        expect([413, 503], path).toContain(status);
        expect(sent).toBeLessThan(300);
      }
    }
    over = true;
    await watch;
    console.log(
      `40 bodies of 300 MB: memory +${Math.round(most - before)} MB, slowest page ${Math.round(slowest)} ms`,
    );
    expect(most - before).toBeLessThan(100);
  } finally {
    await server.killNow();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test("a list of 20,000 people is taken; a file beyond the limit is told before it is sent", async ({
  db,
  organisation,
  person,
  signedIn,
}) => {
  const study = await designedStudy(db, organisation);
  const page = await (await signedIn(await person("researcher"))).newPage();
  await page.goto(`/studies/${study.studyId}/invitations`);
  const choose = (text: string) =>
    page
      .getByLabel("CSV file")
      .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const add = page.getByRole("button", { name: "Add to the list" });
  const row = (n: number) =>
    `person.${n}@department-${n % 100}.example.org,Person Number ${n},Some Long Department Name,Somewhere in the Building,A Company Name\n`;
  const header = "email,name,department,place,company\n";
  const rows = Array.from({ length: 20_000 }, (_, n) => row(n)).join("");

  await choose(header + rows + "x".repeat(8 * MEGABYTE));
  await expect(page.getByText("The file is larger than 8 MB.")).toBeVisible();
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await add.click();
  await pause(300);
  expect(posts).toEqual([]);

  expect(rows.length).toBeGreaterThan(2 * MEGABYTE);
  await choose(header + rows);
  await add.click();
  await expect(page.getByRole("row", { name: /Not invited yet 20,000/ })).toBeVisible({
    timeout: 30_000,
  });
});
