import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import type { studyInput } from "../draft/schema";
import { changeState } from "./change-state";

/**
 * Opens a paused study again.
 *
 * @throws Conflict notPaused when the study is not paused
 */
export async function resumeStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  await changeState(request, {
    verb: "resume study",
    from: ["paused"],
    to: "live",
    otherwise: "notPaused",
  });
}
