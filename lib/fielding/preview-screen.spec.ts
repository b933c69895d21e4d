import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Role } from "@/db/schema/accounts";
import { describeOnBothDatabases } from "@/db/testing";
import { Forbidden, NotFound } from "@/lib/errors";
import { previewScreen } from "./preview-screen";
import { type FieldedStudy, fieldStudy } from "./testing";

describeOnBothDatabases("the preview", (db) => {
  const actorOf = (study: FieldedStudy, role: Role = "researcher") => ({
    userId: randomUUID(),
    organisationId: study.organisationId,
    role,
  });

  it("walks through every screen of a draft, storing nothing", async () => {
    const study = await fieldStudy(db(), { state: "draft", isDraft: true });
    const actor = actorOf(study);
    const seen: string[] = [];
    for (let screen: string | null = "welcome"; screen; ) {
      const input = { studyId: study.studyId, screen };
      const preview: Awaited<ReturnType<typeof previewScreen>> = await previewScreen({
        db: db(),
        actor,
        input,
      });
      seen.push(preview.view.kind);
      screen = preview.next;
    }
    expect(seen).toEqual([
      ...["welcome", "question", "question"],
      ...new Array(13).fill("choice"),
      ...["allocation", "done"],
    ]);
    for (const screen of ["screened-out", "closed"]) {
      const input = { studyId: study.studyId, screen };
      expect((await previewScreen({ db: db(), actor, input })).view.kind).toBe(screen);
    }
    const { t, read } = db();
    const people = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId));
    expect(people).toEqual([]);
  });

  it("shows sample tasks of the wished size before there is a design", async () => {
    const study = await fieldStudy(db(), { state: "draft", isDraft: true });
    const { t, write } = db();
    await write(async (tx) => {
      await tx.delete(t.designVersion).where(eq(t.designVersion.designId, study.designId));
      await tx.delete(t.design).where(eq(t.design.id, study.designId));
    });
    const input = { studyId: study.studyId, screen: "task-13" };
    const { view } = await previewScreen({ db: db(), actor: actorOf(study), input });
    expect(view).toMatchObject({ kind: "choice", taskNumber: 13, taskCount: 13 });
    const numbers = "items" in view ? view.items.map((item) => item.number) : [];
    expect(new Set(numbers).size).toBe(4);
  });

  it("is for those who may edit the study, and does not exist for others", async () => {
    const study = await fieldStudy(db());
    const input = { studyId: study.studyId, screen: "welcome" };
    const other = await fieldStudy(db());
    await expect(previewScreen({ db: db(), actor: actorOf(other), input })).rejects.toThrow(
      NotFound,
    );
    const viewer = actorOf(study, "viewer");
    await expect(previewScreen({ db: db(), actor: viewer, input })).rejects.toThrow(NotFound);
    const { t, write } = db();
    await write(async (tx) => {
      const now = 1_700_000_000_000;
      const { userId } = viewer;
      await tx
        .insert(t.user)
        .values({ id: userId, email: `${userId}@example.org`, name: "Viewer", createdAt: now });
      await tx.insert(t.studyViewer).values({ studyId: study.studyId, userId, createdAt: now });
    });
    await expect(previewScreen({ db: db(), actor: viewer, input })).rejects.toThrow(Forbidden);
    const missing = { ...input, screen: "task-14" };
    await expect(
      previewScreen({ db: db(), actor: actorOf(study), input: missing }),
    ).rejects.toThrow(NotFound);
  });
});
