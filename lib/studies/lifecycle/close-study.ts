import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import type { studyInput } from "../draft/schema";
import { changeState } from "./change-state";

/**
 * Ends fielding for good: nobody can start or go on, what was answered stays.
 *
 * @throws Conflict notOpen when the study is neither live nor paused
 */
export async function closeStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  await changeState(request, {
    verb: "close study",
    from: ["live", "paused"],
    to: "closed",
    otherwise: "notOpen",
  });
}
