import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { endingOf, requireExercise, requireInterview, requireStep } from "./interview/interview";
import { responseModes } from "./screens/response-mode";

/**
 * Keeps the response mode that a respondent chose, for all tasks of exercises that leave it to them.
 * Answers that were given keep the mode in which they were given.
 *
 * @throws InvalidInput for a mode that the exercise does not offer
 * @throws Conflict when the interview is over; NotFound for a screen that is no task
 */
export async function chooseResponseMode({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; responseMode: string };
}): Promise<void> {
  await db.write(async (tx) => {
    const interview = await requireInterview(db, tx, token);
    const step = requireStep(interview, input.screen);
    if (step.kind !== "task") throw new NotFound("task");
    if (endingOf(interview)) throw new Conflict("interviewOver");
    const { settings } = requireExercise(interview.content, step.exercise);
    const responseMode = responseModes(settings).find((mode) => mode === input.responseMode);
    if (settings.asking !== "respondent" || !responseMode) {
      throw new InvalidInput([{ path: "asking", key: "notOffered" }]);
    }
    const { respondent } = db.t;
    await tx
      .update(respondent)
      .set({ responseMode })
      .where(eq(respondent.id, interview.respondent.id));
  });
}
