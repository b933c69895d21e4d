import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { newestRevision } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, parse } from "@/lib/errors";
import { plainLinesInside } from "../draft/plain-lines";
import { studyInput } from "../draft/schema";

/**
 * Begins the next revision of a study in the field: a copy of the newest one, design and
 * translations included, that can be edited as a draft can. Respondents see nothing of it before it
 * is published.
 *
 * @throws Conflict notOpen for a study that is a draft or closed; revisionUnderWay when one was
 *   begun already
 */
export async function beginRevision(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (study.state !== "live" && study.state !== "paused") throw new Conflict("notOpen");
    const newest = await newestRevision({ t, queries: tx }, studyId);
    if (!newest) throw new Error(`Study ${studyId} has no revision.`);
    if (newest.frozenAt === null) throw new Conflict("revisionUnderWay");
    const number = newest.number + 1;
    await copyRevision({ t, tx }, newest, number);
    await recordAudit({ t, tx }, actor, {
      verb: "begin revision",
      subjectType: "study",
      subjectId: studyId,
      detail: { revision: number, from: newest.number },
    });
  });
}

async function copyRevision(
  { t, tx }: { t: Tables; tx: Queries },
  from: Tables["revision"]["$inferSelect"],
  number: number,
): Promise<void> {
  const revisionId = uuid();
  const createdAt = Date.now();
  await tx.insert(t.revision).values({
    ...plainLinesInside(from),
    id: revisionId,
    number,
    frozenAt: null,
    planHash: null,
    note: null,
    wordMeanings: null,
    createdAt,
  });
  const copyOf = <Row extends { id: string }>(row: Row) => ({
    ...plainLinesInside(row),
    id: uuid(),
    revisionId,
  });
  const wordings = await tx.select().from(t.wording).where(eq(t.wording.revisionId, from.id));
  await insertRows(tx, t.wording, wordings.map(copyOf));
  const screens = await tx.select().from(t.screen).where(eq(t.screen.revisionId, from.id));
  await insertRows(tx, t.screen, screens.map(copyOf));
  const translations = await tx
    .select()
    .from(t.translation)
    .where(eq(t.translation.revisionId, from.id));
  await insertRows(tx, t.translation, translations.map(copyOf));
  for (const design of await tx.select().from(t.design).where(eq(t.design.revisionId, from.id))) {
    const copied = copyOf(design);
    await tx.insert(t.design).values(copied);
    const versions = await tx
      .select()
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, design.id));
    await insertRows(
      tx,
      t.designVersion,
      versions.map((version) => ({ ...version, designId: copied.id })),
    );
  }
}
