import type { Database } from "@/db/database";
import type { Interview } from "./interview/interview";
import { isEnding } from "./interview/sequence";
import { readyBehind } from "./prefetched-screens";
import type { StepView } from "./screens/screen-view";
import { showStep } from "./show-screen";

/** A screen that comes next, looked up when it is wanted. */
export interface Following {
  readonly screen: string;
  readonly view: () => Promise<StepView>;
}

/**
 * The named screen and, behind it, the one that can lie ready because nothing answered in between
 * changes it. None for an ending: that is asked for by its address, once it is on the disk.
 */
export async function following(
  db: Database,
  interview: Interview,
  screen: string,
): Promise<Following[]> {
  if (isEnding(screen)) return [];
  const ready = await readyBehind(db, db.read, interview, screen);
  return (ready === null ? [screen] : [screen, ready.name]).map((name) => ({
    screen: name,
    view: () => showStep(db, interview, name),
  }));
}
