import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { asking, questionScreen } from "@/lib/questionnaire/testing";
import { lookAhead } from "./look-ahead";
import {
  addExercises,
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  interviewAtTasks,
  post,
  startedInterview,
} from "./testing";

/** The names of a screen and of what lies ready behind it. */
async function aheadOf(db: Database, token: string, screen: string): Promise<string[]> {
  const screens = await lookAhead({ db, token, input: { screen } });
  // Each can be shown.
  for (const { view } of screens) await view();
  return screens.map((one) => one.screen);
}

async function addQuota({ t, write }: Database, { studyId }: FieldedStudy, screenKey: string) {
  const answers = [{ screenKey, options: ["europe"] }];
  const conditions = { cohortIds: [], answers };
  const quota = { id: uuid(), studyId, name: "Some", position: 1, size: 9, createdAt: 0 };
  await write((tx) => tx.insert(t.quota).values({ ...quota, conditions }));
}

describeOnBothDatabases("what lies ready behind a screen", (db) => {
  it("is the next one where nothing that is answered in between changes it", async () => {
    const colour = questionScreen("colour", asking("single", ["red", "blue"]));
    const study = await fieldStudy(db(), { questions: [colour] });
    const { key, kind, settings } = questionScreen("last", asking("single", ["red", "blue"]));
    const last = { key, kind, settings, revisionId: study.revisionId };
    await db().write((tx) =>
      tx.insert(db().t.screen).values({ ...last, id: uuid(), position: 1_000 }),
    );
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    expect(await aheadOf(db(), token, "region")).toEqual(["region", "colour"]);
    await post(db(), token, "region", {});
    // The version is given by the answer that leads to the first task.
    expect(await aheadOf(db(), token, "colour")).toEqual(["colour"]);
    await post(db(), token, "colour", { answer: "red" });
    expect(await aheadOf(db(), token, "colour")).toEqual(["colour", "task-1"]);
    expect(await aheadOf(db(), token, "task-1")).toEqual(["task-1", "task-2"]);
    await answerTasks(db(), token);
    expect(await aheadOf(db(), token, "task-13")).toEqual(["task-13", "resources"]);
    // Whether points add up, and whether an ending follows, is the server's to say.
    expect(await aheadOf(db(), token, "resources")).toEqual(["resources"]);
    await post(db(), token, "resources", { "amount-1": "100" });
    expect(await aheadOf(db(), token, "last")).toEqual(["last"]);
  });

  it("is nothing behind a question that names the cohort, leads out or is typed, or that a quota counts", async () => {
    const colour = questionScreen("colour", asking("single", ["red", "blue"]));
    const out = asking("single", ["red", "blue"]);
    out.options[1].outcome = { kind: "screened-out" };
    const other = asking("single", ["red", "blue"]);
    other.options[1].other = true;
    const study = await fieldStudy(db(), {
      questions: [
        questionScreen("out", out),
        questionScreen("other", other),
        questionScreen("several", asking("multiple", ["red", "blue"])),
        colour,
      ],
    });
    const token = await startedInterview(db(), study);
    expect(await aheadOf(db(), token, "role")).toEqual(["role"]);
    await post(db(), token, "role", { answer: "pmo" });
    expect(await aheadOf(db(), token, "region")).toEqual(["region", "out"]);
    await addQuota(db(), study, "colour");
    expect(await aheadOf(db(), token, "region")).toEqual(["region", "out"]);
    await addQuota(db(), study, "region");
    expect(await aheadOf(db(), token, "region")).toEqual(["region"]);
    await post(db(), token, "region", {});
    for (const key of ["out", "other", "several"]) {
      expect(await aheadOf(db(), token, key), key).toEqual([key]);
      await post(db(), token, key, { answer: "red" });
    }
  });

  it("is nothing behind a question while a screen or a text of the study may look back at it", async () => {
    const colour = questionScreen("colour", asking("single", ["red", "blue"]));
    const piped = questionScreen("why", { ...asking("single", ["a"]), text: "Why {{colour}}?" });
    for (const questions of [
      [colour, piped],
      [
        colour,
        questionScreen("blue", asking("single", ["sky", "sea"]), {
          match: "all",
          conditions: [{ kind: "answer", screenKey: "colour", is: "one-of", options: ["blue"] }],
        }),
      ],
    ]) {
      const study = await fieldStudy(db(), { questions });
      const token = await startedInterview(db(), study);
      await post(db(), token, "role", { answer: "pmo" });
      await post(db(), token, "region", {});
      expect(await aheadOf(db(), token, "colour")).toEqual(["colour"]);
    }
  });

  it("is nothing where the interview has not come, has ended, or needs a version it does not hold", async () => {
    const study = await fieldStudy(db());
    await addExercises(db(), study, {});
    const token = await interviewAtTasks(db(), study);
    expect(await aheadOf(db(), token, "task-2")).toEqual([]);
    expect(await aheadOf(db(), token, "done")).toEqual([]);
    const { study: t } = db().t;
    const close = { state: "closed" } as const;
    await db().write((tx) => tx.update(t).set(close).where(eq(t.id, study.studyId)));
    expect(await aheadOf(db(), token, "task-1")).toEqual([]);
    await expect(aheadOf(db(), "unknown", "task-1")).rejects.toThrow("interview");
    await expect(aheadOf(db(), token, "unknown")).resolves.toEqual([]);
  });
});
