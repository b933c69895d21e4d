import type { Database } from "@/db/database";
import { NotFound } from "@/lib/errors";
import { hasReached, requireInterview, requireStepOf, shownInTask } from "./interview/interview";
import type { SentForm } from "./interview/schema";
import { formTask } from "./screens/response-mode";
import { readHalfTask } from "./screens/task-form";

/**
 * Checks the first half of a task that is asked in two steps. Nothing is stored: only a whole task
 * is, so nobody is told that half of one was.
 *
 * @throws InvalidInput when no shown item is chosen
 * @throws NotFound for a screen that is no task, or not reached
 */
export async function chooseBest({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; form: SentForm };
}): Promise<void> {
  const interview = await requireInterview(db, db.read, token);
  const step = requireStepOf(interview, input);
  if (step.kind !== "task" || !hasReached(interview, step.name)) throw new NotFound("task");
  const task = await shownInTask(db, db.read, interview, step);
  readHalfTask(formTask(task), input.form);
}
