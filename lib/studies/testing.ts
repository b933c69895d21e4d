import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import type { Role } from "@/db/schema/accounts";
import type { Actor } from "@/lib/auth/actor";
import { EXERCISE } from "./templates/study-plan";

/** An organisation of its own with a member of each role, for one test. */
export async function organisationWithMembers(
  db: Database,
): Promise<{ researcher: Actor; admin: Actor; viewer: Actor & { userId: string } }> {
  const { t } = db;
  const organisationId = uuid();
  const createdAt = Date.now();
  const actors = await db.write(async (tx) => {
    await tx.insert(t.organisation).values({ id: organisationId, name: "Survey house", createdAt });
    const join = async <R extends Role>(role: R) => {
      const userId = uuid();
      await tx.insert(t.user).values({
        id: userId,
        email: `${role}-${userId}@example.org`,
        name: `The ${role}`,
        createdAt,
      });
      await tx.insert(t.member).values({ id: uuid(), organisationId, userId, role, createdAt });
      return { userId, organisationId, role };
    };
    return {
      researcher: await join("researcher"),
      admin: await join("admin"),
      viewer: await join("viewer"),
    };
  });
  return actors;
}

/** The newest revision of a study with all it asks. */
export async function contentOf(db: Database, studyId: string) {
  const source = { t: db.t, queries: db.read };
  const revision = await newestRevision(source, studyId);
  if (!revision) throw new Error("The study has no revision.");
  return revisionContent(source, revision);
}

/** Stores a design of one cyclic version for the draft's items, as the job would, only smaller. */
export async function storeSmallDesign(db: Database, studyId: string): Promise<string> {
  const { t } = db;
  const { revision, items, designs } = await contentOf(db, studyId);
  const design = designs.find(({ exercise }) => exercise === EXERCISE);
  const numbers = items.map((item) => item.number);
  const { itemsPerTask, taskCount, versionCount, seed } = revision.designSettings;
  const tasks = Array.from({ length: taskCount }, (_, task) =>
    Array.from({ length: itemsPerTask }, (_, slot) => numbers[(task + slot) % numbers.length]),
  );
  const designId = uuid();
  await db.write(async (tx) => {
    if (design) {
      await tx.delete(t.designVersion).where(eq(t.designVersion.designId, design.id));
      await tx.delete(t.design).where(eq(t.design.id, design.id));
    }
    await tx.insert(t.design).values({
      id: designId,
      revisionId: revision.id,
      exercise: EXERCISE,
      origin: "generated",
      seed,
      engine: "test",
      itemsPerTask,
      taskCount,
      versionCount,
      itemNumbers: numbers,
      diagnostics: {},
      createdAt: Date.now(),
    });
    await tx.insert(t.designVersion).values({ designId, number: 1, tasks });
  });
  return designId;
}
