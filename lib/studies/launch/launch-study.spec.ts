import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict, Forbidden, NotFound } from "@/lib/errors";
import { closeStudy } from "../lifecycle/close-study";
import { createStudy } from "../lifecycle/create-study";
import { pauseStudy } from "../lifecycle/pause-study";
import { resumeStudy } from "../lifecycle/resume-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { launchGate } from "./launch-gate";
import { launchStudy } from "./launch-study";

const fromTemplate = {
  name: "Capabilities 2026",
  from: { kind: "template", template: "pmo-capabilities" },
} as const;

describeOnBothDatabases("launching a study", (db) => {
  const draft = async () => {
    const actors = await organisationWithMembers(db());
    const actor = actors.researcher;
    const { studyId } = await createStudy({ db: db(), actor, input: fromTemplate });
    return { ...actors, actor, studyId };
  };
  const stateOf = async (studyId: string) => {
    const { t, read } = db();
    const [study] = await read.select().from(t.study).where(eq(t.study.id, studyId));
    return study.state;
  };

  it("is refused while the design is missing, and says so", async () => {
    const { actor, studyId } = await draft();
    const refused = launchStudy({ db: db(), actor, input: { studyId } });
    await expect(refused).rejects.toMatchObject({
      key: "notReadyToLaunch",
      values: { count: 1, problems: "The design has not been generated." },
    });
    expect(await stateOf(studyId)).toBe("draft");
  });

  it("freezes the revision with a plan hash and opens the link", async () => {
    const { actor, studyId } = await draft();
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    expect(revision.frozenAt).not.toBeNull();
    expect(revision.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await stateOf(studyId)).toBe("live");
    const { t, read } = db();
    const sources = await read.select().from(t.source).where(eq(t.source.studyId, studyId));
    expect(sources.map((source) => source.kind)).toEqual(["open"]);
    const entries = await read
      .select()
      .from(t.auditEntry)
      .where(eq(t.auditEntry.subjectId, studyId));
    expect(entries.map((entry) => entry.verb)).toContain("launch study");
    await expect(launchStudy({ db: db(), actor, input: { studyId } })).rejects.toMatchObject({
      key: "frozen",
    });
  });

  it("is not for viewers, and a study does not exist for another organisation", async () => {
    const { viewer, studyId } = await draft();
    const { researcher: stranger } = await organisationWithMembers(db());
    for (const verb of [launchStudy, pauseStudy, resumeStudy, closeStudy]) {
      await expect(verb({ db: db(), actor: viewer, input: { studyId } })).rejects.toThrow(NotFound);
      await expect(verb({ db: db(), actor: stranger, input: { studyId } })).rejects.toThrow(
        NotFound,
      );
    }
    await db().write((tx) =>
      tx.insert(db().t.studyViewer).values({ studyId, userId: viewer.userId, createdAt: 1 }),
    );
    await expect(launchStudy({ db: db(), actor: viewer, input: { studyId } })).rejects.toThrow(
      Forbidden,
    );
    await expect(createStudy({ db: db(), actor: viewer, input: fromTemplate })).rejects.toThrow(
      Forbidden,
    );
  });

  it("pauses, resumes and closes, each only from where it makes sense", async () => {
    const { actor, studyId } = await draft();
    const request = { db: db(), actor, input: { studyId } };
    await expect(pauseStudy(request)).rejects.toThrow(Conflict);
    await expect(closeStudy(request)).rejects.toThrow(Conflict);
    await storeSmallDesign(db(), studyId);
    await launchStudy(request);
    await expect(resumeStudy(request)).rejects.toThrow(Conflict);
    await pauseStudy(request);
    expect(await stateOf(studyId)).toBe("paused");
    await resumeStudy(request);
    expect(await stateOf(studyId)).toBe("live");
    await closeStudy(request);
    expect(await stateOf(studyId)).toBe("closed");
    await expect(resumeStudy(request)).rejects.toThrow(Conflict);
    await expect(closeStudy(request)).rejects.toThrow(Conflict);
  });

  it("finds nothing wrong with the template once it has a design", async () => {
    const { studyId } = await draft();
    await storeSmallDesign(db(), studyId);
    expect(launchGate(await contentOf(db(), studyId))).toEqual([]);
  });
});
