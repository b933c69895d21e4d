import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { saveScreen } from "@/lib/fielding/save-screen";
import { showStudy } from "@/lib/fielding/show-study";
import { showUnsubscribe } from "@/lib/fielding/show-unsubscribe";
import { startInterview } from "@/lib/fielding/start-interview";
import { fieldStudy } from "@/lib/fielding/testing";
import { unsubscribe } from "@/lib/fielding/unsubscribe";
import { type Mailer, mailer } from "@/lib/mail/mailer";
import { exportInvitationLinks } from "@/lib/studies/invitations/export-invitation-links";
import { importContacts } from "@/lib/studies/invitations/import-contacts";
import { listContacts } from "@/lib/studies/invitations/list-contacts";
import { removeContact } from "@/lib/studies/invitations/remove-contact";
import { sendLetter } from "@/lib/studies/invitations/send-letter";
import { stopLetters } from "@/lib/studies/invitations/stop-letters";
import { sendDue } from "./send-mail";

const FROM = "Survey house <surveys@example.org>";

/** A real SMTP server in this process: what it took, and what it was told to say. */
interface PostOffice {
  readonly url: string;
  readonly letters: { to: string; raw: string }[];
  /** A reply code for an address; none for those it takes. */
  readonly replies: Map<string, number>;
  close(): Promise<void>;
}

async function postOffice(): Promise<PostOffice> {
  const letters: PostOffice["letters"] = [];
  const replies: PostOffice["replies"] = new Map();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, done) {
      const code = replies.get(address);
      if (code === undefined) return done();
      done(Object.assign(new Error(`Mailbox says ${code}`), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const [head, ...body] = Buffer.concat(chunks).toString("utf8").split("\r\n\r\n");
        // Lines that quoted-printable broke, and the signs it wrote, as they were. In the head a link
        // stands as it is, and one in sixteen has a token that begins like such a sign.
        const plain = body
          .join("\r\n\r\n")
          .replace(/=\r\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
        letters.push({
          to: envelope.rcptTo.map(({ address }) => address).join(),
          raw: `${head}\r\n\r\n${plain}`,
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    replies,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const LETTER = {
  kind: "invitation" as const,
  subject: "{{name}}, what matters most in {{region}}?",
  text: "Dear {{name}},\n\nplease take part: {{link}}",
};
const PEOPLE = `email,name,cohort,region
Ann@Example.org,Ann,PMO leaders,Europe
bob@example.org,Bob,,Asia
`;

describeOnBothDatabases("letters to invited people", (db) => {
  let office: PostOffice;
  let sender: Mailer;
  beforeEach(async () => {
    office = await postOffice();
    sender = mailer({ server: office.url, from: FROM });
    vi.stubEnv("NEXTAUTH_SECRET", "a secret that only these tests know");
    vi.stubEnv("NEXTAUTH_URL", "https://survey.example.org");
    vi.stubEnv("SMTP_URL", office.url);
    vi.stubEnv("MAIL_FROM", FROM);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    sender.close();
    await office.close();
  });

  const invited = async (csv = PEOPLE) => {
    const study = await fieldStudy(db());
    const actor: Actor = { userId: null, organisationId: study.organisationId, role: "researcher" };
    const { t, write } = db();
    await write((tx) =>
      tx.update(t.cohort).set({ name: "PMO leaders" }).where(eq(t.cohort.id, study.cohorts[0])),
    );
    const request = { db: db(), actor };
    const { studyId } = study;
    const file = { name: "people.csv", bytes: Buffer.from(csv) };
    await importContacts({ ...request, input: { studyId, file } });
    const send = (letter: Partial<{ kind: "invitation" | "reminder"; text: string }> = {}) =>
      sendLetter({ ...request, input: { studyId, ...LETTER, ...letter } });
    const list = () => listContacts({ ...request, input: { studyId } });
    const later = async (minutes: number) => {
      // The outbox's clock, moved: every waiting letter becomes due that much earlier.
      const rows = await db().read.select().from(t.mail);
      for (const { id, dueAt } of rows) {
        await write((tx) =>
          tx
            .update(t.mail)
            .set({ dueAt: dueAt - minutes * 60_000 })
            .where(eq(t.mail.id, id)),
        );
      }
    };
    return { ...study, request, send, list, later };
  };
  /** The query of the personal link in the newest letter to somebody. */
  const linkTo = (address: string) => {
    const letter = office.letters.findLast(({ to }) => to === address);
    const link = /https:\/\/survey\.example\.org\/s\/[^?\s]+\?invite=[\w-]{43}/.exec(
      letter?.raw ?? "",
    );
    return { invite: new URL(link?.[0] ?? "").searchParams.get("invite") ?? "" };
  };
  const start = "s".repeat(32);

  it("leaves rows with a fault out of a list when asked to, and refuses the list otherwise", async () => {
    const { studyId, request, list } = await invited();
    const before = (await list()).total;
    const csv =
      "email,language\nr&d@example.org,\nnobody,\nx@example.org,tlh\nbounce=x@example.org,";
    const file = { name: "more.csv", bytes: Buffer.from(csv) };
    await expect(importContacts({ ...request, input: { studyId, file } })).rejects.toMatchObject({
      issues: [{ path: "more.csv:3:1" }, { path: "more.csv:4:2" }],
    });
    expect((await list()).total).toBe(before);
    expect(await importContacts({ ...request, input: { studyId, file, leaveOut: true } })).toEqual({
      added: 2,
      known: 0,
      leftOut: 2,
    });
    expect((await list()).total).toBe(before + 2);
  });

  it("reach everybody once with their own words and link, and a way to get no more", async () => {
    const { send, list } = await invited();
    expect(await send()).toBe(2);
    expect(await sendDue(db(), sender)).toBe(2);
    expect(office.letters.map(({ to }) => to).sort()).toEqual([
      "ann@example.org",
      "bob@example.org",
    ]);
    const ann = office.letters.find(({ to }) => to === "ann@example.org")?.raw ?? "";
    expect(ann).toContain("Subject: Ann, what matters most in Europe?");
    expect(ann).toContain("Dear Ann,");
    expect(ann).toMatch(
      /List-Unsubscribe:\s+<https:\/\/survey\.example\.org\/s\/.*unsubscribe\?invite=/,
    );
    expect(ann).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(linkTo("ann@example.org").invite).not.toBe(linkTo("bob@example.org").invite);
    expect(await sendDue(db(), sender)).toBe(0);
    await expect(send()).rejects.toMatchObject({ key: "nobodyToWriteTo" });
    const { counts } = await list();
    expect(counts).toMatchObject({ invited: 2, "not-invited": 0 });
  });

  it("hold links whose tokens are nowhere in the database", async () => {
    const { send } = await invited();
    await send();
    await sendDue(db(), sender);
    const { invite } = linkTo("ann@example.org");
    const { t, read } = db();
    const stored = JSON.stringify([
      await read.select().from(t.contact),
      await read.select().from(t.mail),
    ]);
    expect(stored).not.toContain(invite);
  });

  it("lead each person to one interview, on every device, in the language and study they are for", async () => {
    const { send, slug, studyId } = await invited();
    const other = await fieldStudy(db());
    await send();
    await sendDue(db(), sender);
    const query = linkTo("ann@example.org");
    expect((await showStudy({ db: db(), input: { slug, query } })).kind).toBe("welcome");
    const { t, read } = db();
    expect(await read.$count(t.respondent, eq(t.respondent.studyId, studyId))).toBe(0);
    const one = await startInterview({ db: db(), input: { slug, query, form: { start } } });
    const again = { start: "z".repeat(32) };
    const two = await startInterview({ db: db(), input: { slug, query, form: again } });
    expect(two.token).toBe(one.token);
    const rows = await read.select().from(t.respondent).where(eq(t.respondent.studyId, studyId));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ contactId: expect.any(String), parameters: null });
    for (const wrong of [
      { slug: other.slug, query },
      { slug, query: { invite: `${query.invite.slice(0, -1)}_` } },
      { slug, query: { invite: "" } },
      { slug, query: { invite: [query.invite, query.invite] } },
    ]) {
      await expect(showStudy({ db: db(), input: wrong })).rejects.toMatchObject({
        what: "invitation",
      });
    }
  });

  it("carry the same link over a change of the server's secret, and a new one that works once the old secret is gone", async () => {
    const { send, slug, studyId, request } = await invited(
      "email,name,region\nann@example.org,Ann,A\n",
    );
    await send();
    await sendDue(db(), sender);
    const first = linkTo("ann@example.org");
    const linkInFile = async () => {
      const text = await exportInvitationLinks({ ...request, input: { studyId } });
      return { invite: /invite=([\w-]{43})/.exec(text)?.[1] ?? "" };
    };
    const isWelcome = async (query: { invite: string }) =>
      (await showStudy({ db: db(), input: { slug, query } })).kind === "welcome";
    vi.stubEnv("NEXTAUTH_OLD_SECRET", "a secret that only these tests know");
    vi.stubEnv("NEXTAUTH_SECRET", "another secret that only these tests know");
    vi.stubEnv("NEXTAUTH_OLD_SECRET_UNTIL", "2999-01-01");
    await send({ kind: "reminder" });
    await sendDue(db(), sender);
    expect(linkTo("ann@example.org")).toEqual(first);
    expect(await linkInFile()).toEqual(first);

    vi.stubEnv("NEXTAUTH_OLD_SECRET_UNTIL", "2026-01-01");
    // What was sent is known by its hash, whatever made it.
    expect(await isWelcome(first)).toBe(true);
    const renewed = await linkInFile();
    expect(renewed).not.toEqual(first);
    expect([await isWelcome(renewed), await linkInFile()]).toEqual([true, renewed]);
    await expect(isWelcome(first)).rejects.toMatchObject({ what: "invitation" });
  });

  it("remind those who did not finish, and nobody else", async () => {
    const { send, slug, list } = await invited(
      "email,name,region\nann@example.org,Ann,A\nbob@example.org,Bob,B\ncem@example.org,Cem,C\n",
    );
    await expect(send({ kind: "reminder" })).rejects.toMatchObject({ key: "nobodyToWriteTo" });
    await send();
    await sendDue(db(), sender);
    // Ann does not belong to any cohort, Bob wants no more mail.
    const ann = await startInterview({
      db: db(),
      input: { slug, query: linkTo("ann@example.org"), form: { start } },
    });
    const attempt = crypto.randomUUID();
    await saveScreen({
      db: db(),
      token: ann.token,
      input: { screen: "role", form: { attempt, shown_at: "1", answer: "other" } },
    });
    await unsubscribe({ db: db(), input: { slug, query: linkTo("bob@example.org") } });
    office.letters.length = 0;
    expect(await send({ kind: "reminder" })).toBe(1);
    await sendDue(db(), sender);
    expect(office.letters.map(({ to }) => to)).toEqual(["cem@example.org"]);
    expect((await list()).counts).toMatchObject({ ended: 1, unsubscribed: 1, invited: 1 });
  });

  it("are not sent to somebody who left the list, or was taken back, after they were written", async () => {
    const { send, slug, request, studyId, list } = await invited();
    await send();
    await sendDue(db(), sender);
    const query = linkTo("ann@example.org");
    office.letters.length = 0;
    await send({ kind: "reminder" });
    await unsubscribe({ db: db(), input: { slug, query } });
    expect(await showUnsubscribe({ db: db(), input: { slug, query } })).toMatchObject({
      isDone: true,
    });
    await sendDue(db(), sender);
    expect(office.letters.map(({ to }) => to)).toEqual(["bob@example.org"]);
    await send({ kind: "reminder" });
    expect(await stopLetters({ ...request, input: { studyId } })).toBe(1);
    expect(await sendDue(db(), sender)).toBe(0);
    const [contact] = (await list()).contacts;
    await removeContact({ ...request, input: { studyId, contactId: contact.id } });
    await expect(showStudy({ db: db(), input: { slug, query } })).rejects.toMatchObject({
      what: "invitation",
    });
  });

  it("that are refused for good are a bounce with the server's words; what may pass is tried again", async () => {
    const { send, list, later } = await invited();
    office.replies.set("ann@example.org", 550).set("bob@example.org", 451);
    await send();
    expect(await sendDue(db(), sender)).toBe(2);
    const after = await list();
    expect(after.contacts).toMatchObject([
      { email: "ann@example.org", state: "bounced", note: expect.stringContaining("550") },
      { email: "bob@example.org", state: "waiting" },
    ]);
    expect(await sendDue(db(), sender)).toBe(0);
    office.replies.clear();
    await later(2);
    await sendDue(db(), sender);
    expect(office.letters.map(({ to }) => to)).toEqual(["bob@example.org"]);
    expect((await list()).counts).toMatchObject({ bounced: 1, invited: 1 });
  });

  it("that never get through end as failed with the reason, after five tries", async () => {
    const { send, list, later } = await invited("email,name,region\nann@example.org,Ann,A\n");
    office.replies.set("ann@example.org", 451);
    await send();
    let tries = 0;
    for (let round = 0; round < 8; round++) {
      tries += await sendDue(db(), sender);
      await later(24 * 60);
    }
    expect(tries).toBe(5);
    expect((await list()).contacts).toMatchObject([{ state: "failed", note: /451/ }]);
  });

  it("wait while their study is paused", async () => {
    const { send, studyId } = await invited();
    await send();
    const { t, write } = db();
    const set = (state: "paused" | "live") =>
      write((tx) => tx.update(t.study).set({ state }).where(eq(t.study.id, studyId)));
    await set("paused");
    expect(await sendDue(db(), sender)).toBe(0);
    await set("live");
    expect(await sendDue(db(), sender)).toBe(2);
  });

  it("need a link, and a value for every placeholder of everybody", async () => {
    const { send } = await invited();
    await expect(send({ text: "Come" })).rejects.toMatchObject({
      issues: [{ path: "text", key: "letterLinkMissing" }],
    });
    await expect(send({ text: "{{link}} {{title}}" })).rejects.toMatchObject({
      issues: [{ path: "text", key: "letterPlaceholder", values: { name: "title", count: 2 } }],
    });
  });

  it("go to nobody from a list with a fault: each is named by line, and nothing is added", async () => {
    const { request, studyId, list } = await invited();
    const file = {
      name: "people.csv",
      bytes: Buffer.from(
        "email,cohort\ncem@example.org,Board\nnobody,\ndan@example.org,\ndan@example.org,\n",
      ),
    };
    await expect(importContacts({ ...request, input: { studyId, file } })).rejects.toMatchObject({
      issues: [
        { path: "people.csv:2:2", key: "contactCohort" },
        { path: "people.csv:3:1", key: "contactEmail" },
        { path: "people.csv:5:1", key: "contactTwice" },
      ],
    });
    expect((await list()).total).toBe(2);
  });
});
