import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { createStudy } from "../lifecycle/create-study";
import { saveExercises } from "../questionnaire/save-exercises";
import { contentOf, organisationWithMembers } from "../testing";
import { importItems } from "./import-items";
import { renameList } from "./rename-list";

describeOnBothDatabases("a further list", (db) => {
  /** A draft with the lists "Tasks" and "Customers", and an exercise over the first. */
  async function draft() {
    const { researcher: actor } = await organisationWithMembers(db());
    const request = { db: db(), actor };
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    const { studyId } = await createStudy({ ...request, input: { name: "Lists", from } });
    for (const list of ["Tasks", "Customers"]) {
      const text = ["One", "Two", "Three", "Four"].map((item) => `${list} ${item}`).join("\n");
      await importItems({ ...request, input: { studyId, list, text, mode: "append" } });
    }
    const shared = { asking: "together", anchor: null } as const;
    const exercises = [
      { ...shared, key: "choices", title: "" },
      { ...shared, key: null, title: "Which tasks", list: "Tasks" },
    ];
    await saveExercises({ ...request, input: { studyId, exercises, anchors: [] } });
    const rename = (list: string, name: string) =>
      renameList({ ...request, input: { studyId, list, name } });
    return { studyId, rename };
  }

  it("is called something else with all its items, and its exercise goes on comparing them", async () => {
    const { studyId, rename } = await draft();
    const before = await contentOf(db(), studyId);
    const itemsOf = (name: string) => before.lists.find((list) => list.name === name)?.items;
    await rename("Tasks", " Work ");
    const after = await contentOf(db(), studyId);
    expect(after.lists).toEqual([
      { name: "Customers", items: itemsOf("Customers") },
      { name: "Work", items: itemsOf("Tasks") },
    ]);
    const [main, further] = exercisesOf(after);
    expect(further.settings.list).toBe("Work");
    expect(further.items).toEqual(itemsOf("Tasks"));
    expect(main.items).toEqual(before.items);
    await rename("Work", "work");
    expect((await contentOf(db(), studyId)).lists.map(({ name }) => name)).toContain("work");
  });

  it("never gets the name of another, nor does one that is not there", async () => {
    const { studyId, rename } = await draft();
    const before = await contentOf(db(), studyId);
    for (const twin of ["customers", "Custom\u00aders", "Ｃustomers\u200b"]) {
      await expect(rename("Tasks", twin)).rejects.toMatchObject({
        issues: [{ path: "name", key: "nameTaken" }],
      });
    }
    await expect(rename("Tasks", " ")).rejects.toThrow(InvalidInput);
    await expect(rename("Work", "Jobs")).rejects.toThrow(NotFound);
    expect(await contentOf(db(), studyId)).toEqual(before);
  });

  it("keeps its name from the launch on, in the revisions that follow too", async () => {
    const { studyId, rename } = await draft();
    const { study, revision } = db().t;
    const set = async (frozenAt: number | null) =>
      db().write(async (tx) => {
        await tx.update(study).set({ state: "live" }).where(eq(study.id, studyId));
        await tx.update(revision).set({ frozenAt }).where(eq(revision.studyId, studyId));
      });
    await set(1);
    await expect(rename("Tasks", "Work")).rejects.toThrow(new Conflict("frozen"));
    await set(null);
    await expect(rename("Tasks", "Work")).rejects.toThrow(new Conflict("listNameStays"));
    expect((await contentOf(db(), studyId)).lists.map(({ name }) => name)).toContain("Tasks");
  });
});
