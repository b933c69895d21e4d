import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { endingOf, requireExercise, requireInterview, requireStep } from "./interview/interview";
import { waysOf } from "./screens/response-mode";

/**
 * Keeps the way in which a respondent wishes to be asked, for all tasks of exercises that leave it
 * to them. Answers that were given stay as they were asked.
 *
 * @throws InvalidInput for a way that the exercise does not offer
 * @throws Conflict when the interview is over; NotFound for a screen that is no task
 */
export async function chooseAsking({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; asking: string };
}): Promise<void> {
  await db.write(async (tx) => {
    const interview = await requireInterview(db, tx, token);
    const step = requireStep(interview, input.screen);
    if (step.kind !== "task") throw new NotFound("task");
    if (endingOf(interview)) throw new Conflict("interviewOver");
    const { settings } = requireExercise(interview.content, step.exercise);
    const asking = waysOf(settings).find((way) => way === input.asking);
    if (settings.asking !== "respondent" || !asking) {
      throw new InvalidInput([{ path: "asking", key: "notOffered" }]);
    }
    const { respondent } = db.t;
    await tx.update(respondent).set({ asking }).where(eq(respondent.id, interview.respondent.id));
  });
}
