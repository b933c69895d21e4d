import { createHash } from "node:crypto";
import { and, asc, count, eq, max, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { studyQuestion } from "../schema";

/**
 * A text that changes whenever the progress of a study would show something new: cheap enough to be
 * asked every few seconds, so that the figures are read anew only after an answer.
 *
 * @throws NotFound, Forbidden for actors who may not edit this study
 */
export async function readProgressTag({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<string> {
  const { studyId } = parse(studyQuestion, input);
  const source = { t: db.t, queries: db.read };
  return progressTag(source, await requireStudy(source, actor, studyId, "edit studies"));
}

/**
 * The tag without the question who asks. Interviews move it by their moments, each weighed with its
 * number, so that a clock that was set back hides nothing; everything else that is shown by its rows.
 */
export async function progressTag(
  { t, queries }: { t: Tables; queries: Queries },
  study: Tables["study"]["$inferSelect"],
): Promise<string> {
  const { respondent, revision, quota, source, cohort, contact } = t;
  const weight = sql`(${respondent.number} % 1000 + 1)`;
  const since = sql.raw(String(study.createdAt));
  const [interviews] = await queries
    .select({
      rows: count(),
      saved: sql`cast(sum((${respondent.lastSavedAt} - ${since}) * ${weight}) as text)`,
      finished: count(respondent.finishedAt),
      releases: count(respondent.releasedAt),
      released: sql`cast(sum((${respondent.releasedAt} - ${since}) * ${weight}) as text)`,
    })
    .from(respondent)
    .where(and(eq(respondent.studyId, study.id), eq(respondent.isTest, false)));
  const parts = [
    study,
    interviews,
    await queries
      .select({ id: revision.id, frozenAt: revision.frozenAt, monitoring: revision.monitoring })
      .from(revision)
      .where(eq(revision.studyId, study.id))
      .orderBy(asc(revision.number)),
    await queries
      .select({ id: t.design.id })
      .from(t.design)
      .innerJoin(revision, eq(revision.id, t.design.revisionId))
      .where(eq(revision.studyId, study.id))
      .orderBy(asc(t.design.id)),
    await queries
      .select()
      .from(quota)
      .where(eq(quota.studyId, study.id))
      .orderBy(asc(quota.position)),
    await queries
      .select()
      .from(source)
      .where(eq(source.studyId, study.id))
      .orderBy(asc(source.createdAt), asc(source.id)),
    await queries
      .select({ number: cohort.number, name: cohort.name })
      .from(cohort)
      .where(eq(cohort.studyId, study.id))
      .orderBy(asc(cohort.number)),
    await queries
      .select({ rows: count(), newest: max(contact.createdAt) })
      .from(contact)
      .where(eq(contact.studyId, study.id)),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
