import { asc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { mainExercise } from "@/db/queries/revision-exercises";
import { simulatedFieldwork } from "@/lib/cli/demo/simulated-fieldwork";

const DAY = 86_400_000;
const QUOTA_CELLS = 4;

/**
 * Fills a launched study of the demo's template with interviews, copies of the demo's 2,260 (1,905
 * complete), as if people had just given them: attempts and quota places included. No two copies
 * answer all tasks alike, so that they are not taken for each other's repeats.
 */
export async function fillStudy(db: Database, studyId: string, copies: number): Promise<void> {
  const { t, read } = db;
  const revision = await newestRevision({ t, queries: read }, studyId);
  const content = revision && (await revisionContent({ t, queries: read }, revision));
  const design = content && mainExercise(content)?.design;
  if (!design) throw new Error("There is no design.");
  const versions = await read
    .select()
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, design.id))
    .orderBy(asc(t.designVersion.number));
  const [source] = await read.select().from(t.source).where(eq(t.source.studyId, studyId));
  const people = simulatedFieldwork({ studyId, sourceId: source.id, content, design, versions });
  const last = Math.max(...people.respondents.map(({ lastSavedAt }) => lastSavedAt));
  // Ended an hour ago, so that the study is in the middle of its field.
  const later = Date.now() - DAY / 24 - last;
  const count = people.respondents.length;
  const quotas = [
    ...content.cohorts.map(({ id, name }) => ({ name, cohortIds: [id] })),
    ...Array.from({ length: QUOTA_CELLS }, (_, cell) => ({ name: `Cell ${cell}`, cohortIds: [] })),
  ].map(({ name, cohortIds }, index) => ({
    id: uuid(),
    studyId,
    position: index + 1,
    name,
    conditions: { cohortIds, answers: [] },
    size: 4_000 * copies,
    createdAt: 1,
  }));

  await db.write(async (tx) => {
    await insertRows(tx, t.quota, quotas);
    for (let copy = 0; copy < copies; copy++) {
      const idOf = new Map(people.respondents.map(({ id }) => [id, uuid()]));
      const moved = <Row extends { respondentId: string }>(row: Row) => ({
        ...row,
        respondentId: idOf.get(row.respondentId) ?? "",
      });
      const timed = <Row extends { shownAt?: number | null; answeredAt?: number | null }>(
        row: Row,
      ) => ({
        ...row,
        shownAt: (row.shownAt ?? 0) + later,
        answeredAt: (row.answeredAt ?? 0) + later,
        attemptId: uuid(),
      });
      const respondents = people.respondents.map((row) => ({
        ...row,
        id: idOf.get(row.id) ?? "",
        number: row.number + copy * count,
        externalId: `${row.externalId}-${copy}`,
        startedAt: row.startedAt + later,
        lastSavedAt: row.lastSavedAt + later,
        finishedAt: row.finishedAt === null ? null : (row.finishedAt ?? 0) + later,
      }));
      const answers = people.answers.map((row) => {
        const place = row.shown.indexOf(row.best);
        const other = row.shown.find((_, index) => index > place && row.shown[index] !== row.worst);
        const best = row.taskNumber === copy ? (other ?? row.best) : row.best;
        return timed(moved({ ...row, best }));
      });
      const questions = people.questionAnswers.map((row) => timed(moved(row)));
      const allocations = people.allocations.map((row) => timed(moved(row)));
      await insertRows(tx, t.respondent, respondents);
      await insertRows(tx, t.answer, answers);
      await insertRows(tx, t.questionAnswer, questions);
      await insertRows(tx, t.allocation, allocations);
      const posted = [
        ...answers.map((row) => ({ ...row, screenKey: `task-${row.taskNumber}` })),
        ...questions,
        ...allocations,
      ];
      await insertRows(
        tx,
        t.attempt,
        posted.map(({ respondentId, attemptId, screenKey, shownAt, answeredAt }) => ({
          respondentId,
          id: attemptId,
          screenKey,
          posted: {},
          shownAt,
          receivedAt: answeredAt,
        })),
      );
      const holding = respondents.filter(({ state }) => state !== "screened-out");
      await insertRows(
        tx,
        t.quotaPlace,
        holding.flatMap(({ id, number, cohortId }) =>
          quotas
            .filter(({ conditions: { cohortIds } }, index) =>
              cohortIds.length > 0
                ? cohortIds.includes(cohortId ?? "")
                : number % QUOTA_CELLS === index % QUOTA_CELLS,
            )
            .map((quota) => ({ quotaId: quota.id, respondentId: id, heldAt: 1 })),
        ),
      );
    }
    await tx
      .update(t.study)
      .set({
        nextRespondentNumber: count * copies + 1,
        launchedAt: people.respondents[0].startedAt + later,
      })
      .where(eq(t.study.id, studyId));
  });
}
