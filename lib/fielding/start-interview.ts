import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { oneAtATime } from "@/db/transaction";
import { Conflict, NotFound, parse } from "@/lib/errors";
import { assignVersion } from "./assign-version";
import { requireInterview, whereItStands } from "./interview";
import { interviewToken, tokenHash } from "./interview-link";
import { type SentForm, startForm } from "./schema";
import { requireOpenedStudy } from "./show-study";

// Every start takes the study's next number: in turn they do not have to win it from each other.
const inTurn = oneAtATime();

/**
 * Makes a respondent of a study's open link, once for each `start`: a form that is sent twice gives
 * the same interview twice.
 *
 * @returns the interview's token and the screen where it stands
 * @throws NotFound for a study that is not open to the public
 * @throws Conflict studyPaused or studyClosed, when this start has no interview yet
 */
export async function startInterview({
  db,
  input,
}: {
  db: Database;
  input: { slug: string; form: SentForm };
}): Promise<{ token: string; screen: string }> {
  const { start } = parse(startForm, input.form);
  const { t } = db;
  return inTurn(() =>
    db.write(async (tx) => {
      const { study, content } = await requireOpenedStudy(db, tx, input.slug);
      const token = interviewToken(study.id, start);
      const [known] = await tx
        .select({ id: t.respondent.id })
        .from(t.respondent)
        .where(eq(t.respondent.tokenHash, tokenHash(token)));
      if (known) return { token, screen: whereItStands(await requireInterview(db, tx, token)) };
      if (study.state === "paused") throw new Conflict("studyPaused");
      if (study.state !== "live") throw new Conflict("studyClosed");
      const [source] = await tx
        .select({ id: t.source.id })
        .from(t.source)
        .where(and(eq(t.source.studyId, study.id), eq(t.source.kind, "open")))
        .limit(1);
      if (!source) throw new NotFound("study");

      const number = study.nextRespondentNumber;
      await tx
        .update(t.study)
        .set({ nextRespondentNumber: number + 1 })
        .where(eq(t.study.id, study.id));
      const now = Date.now();
      // Without a question that names the cohort there is only one to be in.
      const isScreened = content.steps.some(
        (step) => step.kind === "question" && step.screen.settings.namesCohort,
      );
      const cohortId = isScreened ? null : (content.cohorts[0]?.id ?? null);
      const [first] = content.steps;
      const beginsWithTask = first.kind === "task" && content.design;
      await tx.insert(t.respondent).values({
        id: uuid(),
        studyId: study.id,
        revisionId: content.revision.id,
        sourceId: source.id,
        number,
        externalId: String(number),
        tokenHash: tokenHash(token),
        state: isScreened ? "screening" : "active",
        cohortId,
        versionNumber: beginsWithTask
          ? await assignVersion(db, tx, beginsWithTask, { number, cohortId })
          : null,
        locale: study.defaultLocale,
        startedAt: now,
        lastSavedAt: now,
        finishedAt: null,
      });
      return { token, screen: first.name };
    }),
  );
}
