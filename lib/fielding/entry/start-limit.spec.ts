import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import { describeOnBothDatabases } from "@/db/testing";
import { newStart } from "../interview/interview-link";
import { releaseExpired } from "../release-expired";
import { startInterview } from "../start-interview";
import { type FieldedStudy, fieldStudy, post, shownItems } from "../testing";

const HOUR = 60 * 60_000;

let addresses = 0;
/** An address that nobody has come from. */
function anAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

describeOnBothDatabases("the limit on starts", (db) => {
  async function limitedStudy(limits: { startsPerAddress?: number; startsPerLink?: number }) {
    const study = await fieldStudy(db());
    const { t, write } = db();
    const fieldwork = { ...USUAL_FIELDWORK, ...limits };
    await write((tx) => tx.update(t.study).set({ fieldwork }).where(eq(t.study.id, study.studyId)));
    return study;
  }

  /** The interview's token, or what refused it. */
  async function begin(study: FieldedStudy, from: string | null, start = newStart()) {
    const input = { slug: study.slug, query: {}, form: { start } };
    return startInterview({ db: db(), input, from }).then(
      ({ token }) => token,
      (error: { key?: string }) => {
        if (error.key !== "tooManyStarts") throw error;
        return "too many" as const;
      },
    );
  }

  async function passFirstTask(token: string) {
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "region", { answer: "europe" });
    const [best, worst] = (await shownItems(db(), token, "task-1")).map(String);
    await post(db(), token, "task-1", { best, worst });
  }

  async function grow(ms: number) {
    const { t, write, read } = db();
    for (const row of await read.select().from(t.earlyInterview)) {
      await write(async (tx) => {
        const startedAt = row.startedAt - ms;
        const id = row.respondentId;
        await tx
          .update(t.earlyInterview)
          .set({ startedAt })
          .where(eq(t.earlyInterview.respondentId, id));
        await tx
          .update(t.respondent)
          .set({ startedAt, lastSavedAt: startedAt })
          .where(eq(t.respondent.id, id));
      });
    }
  }

  it("counts only interviews of an address that have not passed their first task", async () => {
    const [office, home] = [anAddress(), anAddress()];
    const study = await limitedStudy({ startsPerAddress: 3 });
    const tokens = [];
    for (let count = 0; count < 3; count++) tokens.push(await begin(study, office));
    expect(await begin(study, office)).toBe("too many");
    expect(await begin(study, home)).not.toBe("too many");
    // Where nobody can tell addresses apart, none is limited.
    expect(await begin(study, null)).not.toBe("too many");
    await passFirstTask(tokens[0]);
    expect(await begin(study, office)).not.toBe("too many");
    expect(await begin(study, office)).toBe("too many");
    await grow(HOUR + 1_000);
    expect(await begin(study, office)).not.toBe("too many");
  });

  it("lets exactly so many in of those who come in the same moment, and a start that is sent again always", async () => {
    const [office] = [anAddress()];
    const study = await limitedStudy({ startsPerAddress: 10 });
    const starts = Array.from({ length: 30 }, newStart);
    const begun = await Promise.all(starts.map((start) => begin(study, office, start)));
    const tokens = begun.filter((token) => token !== "too many");
    expect(tokens).toHaveLength(10);
    const again = await Promise.all(starts.map((start) => begin(study, office, start)));
    expect(again).toEqual(begun);
    const { t, read } = db();
    expect(await read.$count(t.respondent, eq(t.respondent.studyId, study.studyId))).toBe(10);
  });

  it("limits a link wherever people are, is wide enough for classes and a mail, and can be widened", async () => {
    const [office, home] = [anAddress(), anAddress()];
    const study = await limitedStudy({ startsPerLink: 2 });
    expect(await begin(study, office)).not.toBe("too many");
    expect(await begin(study, home)).not.toBe("too many");
    expect(await begin(study, null)).toBe("too many");
    const wider = await limitedStudy({ startsPerLink: 4 });
    for (let count = 0; count < 4; count++) expect(await begin(wider, null)).not.toBe("too many");
    expect(USUAL_FIELDWORK.startsPerAddress).toBeGreaterThanOrEqual(4 * 30);
    expect(USUAL_FIELDWORK.startsPerLink).toBeGreaterThanOrEqual(1_000);
  });

  it("says when there is room again, and keeps no address, and nothing for longer than a day", async () => {
    const [office] = [anAddress()];
    const study = await limitedStudy({ startsPerAddress: 1 });
    await begin(study, office);
    await grow(20 * 60_000);
    const input = { slug: study.slug, query: {}, form: { start: newStart() } };
    await expect(startInterview({ db: db(), input, from: office })).rejects.toMatchObject({
      key: "tooManyStarts",
      values: { minutes: 40 },
    });
    const { t, read } = db();
    const rows = await read.select().from(t.earlyInterview);
    expect(JSON.stringify(rows)).not.toContain(office);
    await grow(24 * HOUR);
    await releaseExpired({ db: db() });
    expect(await read.$count(t.earlyInterview)).toBe(0);
  });

  it("gives the places of an interview that never passed its first task back within the hour, and no other's", async () => {
    const [office] = [anAddress()];
    const study = await limitedStudy({});
    const { t, read, write } = db();
    const early = await begin(study, office);
    const working = await begin(study, office);
    for (const token of [early, working]) await post(db(), token, "role", { answer: "pmo" });
    await passFirstTask(working);
    const after = Date.now() + 46 * 60_000;
    expect(await releaseExpired({ db: db(), now: after - 2 * 60_000 })).toBe(0);
    expect(await releaseExpired({ db: db(), now: after })).toBe(1);
    const rows = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId))
      .orderBy(asc(t.respondent.number));
    expect(rows.map(({ releasedAt }) => releasedAt !== null)).toEqual([true, false]);
    await write((tx) => tx.delete(t.earlyInterview));
  });
});
