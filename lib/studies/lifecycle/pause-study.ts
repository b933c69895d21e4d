import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import type { studyInput } from "../draft/schema";
import { changeState } from "./change-state";

/**
 * Stops an open study for a while: its link says so, interviews under way can be finished.
 *
 * @throws Conflict notLive when the study is not live
 */
export async function pauseStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<void> {
  await changeState(request, {
    verb: "pause study",
    from: ["live"],
    to: "paused",
    otherwise: "notLive",
  });
}
