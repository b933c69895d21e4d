import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { type ReportStudy, writeReportStudy } from "../testing";
import { readProgress } from "./read-progress";

describeOnBothDatabases("somebody who answers twice", (db) => {
  const repeatsOf = async ({ studyId, organisationId }: ReportStudy) => {
    const actor = systemActor(organisationId);
    const { flagged, checked } = await readProgress({ db: db(), actor, input: { studyId } });
    const found = flagged.flatMap(({ number, flags }) =>
      flags.flatMap((flag) => (flag.reason === "duplicate" ? [[number, flag.of, flag.first]] : [])),
    );
    return { found, checked };
  };

  it("is known by an address that differs by its tag alone, and nobody else is", async () => {
    const study = await writeReportStudy(db(), { sizes: [8], origin: "fielded" });
    const { t } = db();
    const { studyId, sourceId } = study;
    const emails = [
      "ann@example.org",
      "ann+second@example.org",
      "ann@example.com",
      "anna@example.org",
      "+15550001@sms.example",
      "+15550002@sms.example",
      "李雷@example.org",
      "ann+third@example.org",
    ];
    await db().write(async (tx) => {
      for (const [index, email] of emails.entries()) {
        const id = uuid();
        await tx.insert(t.contact).values({
          ...{ id, studyId, sourceId, email, name: "", columns: {}, tokenHash: id, createdAt: 1 },
        });
        await tx
          .update(t.respondent)
          .set({ contactId: id })
          .where(eq(t.respondent.id, study.respondentIds[index]));
      }
    });
    const { found, checked } = await repeatsOf(study);
    expect(found).toEqual([
      [2, "invitation", 1],
      [8, "invitation", 1],
    ]);
    // Flagged, and counted like everybody else.
    expect(checked).toBe(8);
  });

  it("is known by a panel's id whatever the link, while other panels count from 1 for others", async () => {
    const study = await writeReportStudy(db(), { sizes: [10], origin: "fielded" });
    const { t } = db();
    const link = async (hosts?: string[]) => {
      const id = uuid();
      await db().write((tx) =>
        tx.insert(t.source).values({
          ...{
            id,
            studyId: study.studyId,
            kind: "panel",
            name: id,
            settings: hosts ? { hosts } : {},
          },
          createdAt: 1,
        }),
      );
      return id;
    };
    const [first, again, other, bare, unknown] = [
      await link(["a.example", "b.example"]),
      await link(["b.example", "a.example"]),
      await link(["c.example"]),
      // Two panels without exits: nothing says that they are one.
      await link([]),
      await link(),
    ];
    const came = [
      { sourceId: first, panelId: "1" },
      { sourceId: first, panelId: "2" },
      { sourceId: again, panelId: "1" },
      { sourceId: other, panelId: "1" },
      { sourceId: other, panelId: "Ab3" },
      { sourceId: other, panelId: " aB3" },
      { sourceId: bare, panelId: "1" },
      { sourceId: unknown, panelId: "1" },
      { sourceId: unknown, panelId: "z" },
      { sourceId: unknown, panelId: "Z" },
    ];
    await db().write(async (tx) => {
      for (const [index, way] of came.entries()) {
        await tx
          .update(t.respondent)
          .set(way)
          .where(eq(t.respondent.id, study.respondentIds[index]));
      }
    });
    expect((await repeatsOf(study)).found).toEqual([
      [3, "panel id", 1],
      [6, "panel id", 5],
      [10, "panel id", 9],
    ]);
  });
});
