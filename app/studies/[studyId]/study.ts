import { cache } from "react";
import { inPage } from "@/app/_http/in-page";
import { isAllowed } from "@/lib/auth/actor";
import { minutesLeft, plannedSteps } from "@/lib/fielding/interview/sequence";
import { type GateLine, launchGate } from "@/lib/studies/launch/launch-gate";
import { readStudy, type StudyView } from "@/lib/studies/lifecycle/read-study";

export interface StudyPage extends StudyView {
  /** False for viewers, who see what came out of the study and nothing else. */
  readonly canEdit: boolean;
  /** What stands in the way of a launch; empty once it happened. */
  readonly gate: readonly GateLine[];
  /** About how long an interview takes; null while it has no tasks. */
  readonly minutes: number | null;
  readonly isFrozen: boolean;
}

/** The study behind a page, read once a request. */
export const studyPage = cache(
  (studyId: string): Promise<StudyPage> =>
    inPage(async ({ actor, db }) => {
      const view = await readStudy({ db, actor, input: { studyId, purpose: "read reports" } });
      return { ...about(view), canEdit: isAllowed(actor, "edit studies") };
    }),
);

/** The study behind a page that only its editors see. */
export const editedStudy = cache(
  (studyId: string): Promise<StudyPage> =>
    inPage(async ({ actor, db }) => {
      const view = await readStudy({ db, actor, input: { studyId, purpose: "edit studies" } });
      return { ...about(view), canEdit: true };
    }),
);

function about(view: StudyView): Omit<StudyPage, "canEdit"> {
  const { content, plan } = view;
  const isFrozen = content.revision.frozenAt !== null;
  const steps = plannedSteps(content);
  const minutes = steps.length > 0 ? minutesLeft(steps, steps[0].name) : null;
  return { ...view, isFrozen, minutes, gate: isFrozen ? [] : launchGate(content, minutes, plan) };
}
